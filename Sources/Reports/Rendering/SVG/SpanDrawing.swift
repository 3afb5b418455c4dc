import EDTF

/// Lanes of bars on an axis of time, with a line at the date of the report.
///
/// What is sure is solid, what is possible is hatched, and an end that nothing tells has an arrow.
struct SpanDrawing: PictureDrawing {
    /// From how many bars on there is no room for the label of each.
    private static let labelLimit = 150

    private static let head = 44.0

    let width = Sheet.width
    let height: Double
    let summary: [String]
    let hatches: [SpanChart.Bar.Tone]

    private let axis: TimeAxis
    private let recorded: RecordedAxis?
    private let now: Instant
    private let lanes: [SpanLane]
    private let legend: Legend
    private let note: String?
    private let messages: Messages

    init(_ chart: SpanChart, in messages: Messages) {
        self.messages = messages
        let shown = chart.lanes.prefix(SpanChart.laneLimit)
        let widest = shown.map { TextWidth.of($0.label.withControlsEscaped) }.max() ?? 0
        let nameWidth = min(max(widest, 60), 190)
        let bars = shown.flatMap(\.bars)
        let moments = bars.flatMap { [$0.earliest, $0.definiteStart, $0.definiteEnd, $0.latest] }
        let axis = TimeAxis(
            showing: (moments + [chart.now]).compactMap(TimeAxis.drawn),
            from: Sheet.margin + nameWidth + 14,
            to: Sheet.width - Sheet.margin - 8,
            in: messages
        )
        let isLabelled = chart.isLabelled && bars.count <= Self.labelLimit
        lanes = shown.map {
            SpanLane($0, nameWidth: nameWidth, on: axis, isLabelled: isLabelled)
        }
        let isCut = chart.laneCount > shown.count
        note =
            isCut
            ? messages.text(
                .firstRows,
                numbers: ["shown": shown.count, "count": chart.laneCount]
            ) : nil
        let keys = Self.legend(of: bars, chart.words, in: messages)
        hatches = keys.hatches
        legend = Legend(keys.entries, width: Sheet.width - 2 * Sheet.margin)
        recorded = RecordedAxis(
            of: chart.recordings,
            from: axis.start,
            to: axis.end,
            in: messages
        )
        let told = shown.map { lane in
            "\(lane.label): " + lane.bars.prefix(20).map(\.label).joined(separator: "; ")
        }
        summary = told + [recorded?.summary].compactMap(\.self)
        now = chart.now
        self.axis = axis
        height =
            Self.head + lanes.reduce(0) { $0 + $1.height } + 10 + legend.height
            + (note == nil ? 0 : 20) + (recorded == nil ? 0 : RecordedAxis.height) + Sheet.margin
    }

    private static func legend(
        of bars: [SpanChart.Bar],
        _ words: [SpanChart.Bar.Tone: String],
        in messages: Messages
    ) -> (entries: [(Legend.Swatch, String)], hatches: [SpanChart.Bar.Tone]) {
        var entries: [(Legend.Swatch, String)] = []
        var hatches: [SpanChart.Bar.Tone] = []
        let tones = SpanChart.Bar.Tone.allCases.filter { tone in bars.contains { $0.tone == tone } }
        for tone in tones where tones != [.neutral] || words[tone] != nil {
            entries.append((.solid(tone), words[tone] ?? messages.text(tone.words)))
        }
        for tone in tones where bars.contains(where: { $0.tone == tone && !$0.isWhollySure }) {
            hatches.append(tone)
        }
        if let tone = hatches.first { entries.append((.possible(tone), messages.text(.hatched))) }
        return (entries, hatches)
    }

    func draw(on svg: inout SVGWriter) {
        var top = Self.head
        for (index, lane) in lanes.enumerated() {
            if index % 2 == 0 {
                svg.rectangle(x: 0, y: top, width: width, height: lane.height, "band")
            }
            top += lane.height
        }
        drawAxis(to: top, on: &svg)
        top = Self.head
        for lane in lanes {
            draw(lane, top: top, on: &svg)
            top += lane.height
        }
        if let recorded {
            recorded.draw(top: top + 8, on: &svg)
            top += RecordedAxis.height
        }
        if let note { svg.text(note, x: Sheet.margin, y: top + 16, "soft") }
        legend.draw(x: Sheet.margin, y: top + 10 + (note == nil ? 0 : 20), on: &svg)
    }

    private func drawAxis(to bottom: Double, on svg: inout SVGWriter) {
        for tick in axis.ticks {
            svg.line(from: (tick.x, 20), to: (tick.x, bottom), "rule")
            let half = TextWidth.of(tick.label) / 2
            guard tick.x + half <= width else { continue }
            svg.text(tick.label, x: tick.x, y: 14, "soft", anchor: .middle)
        }
        guard let now = TimeAxis.drawn(now) else { return }
        let x = axis.x(of: now)
        svg.line(from: (x, Self.head - 6), to: (x, bottom), "now")
        let text = messages.text(.asOf, date: now.dayText)
        let half = TextWidth.of(text) / 2
        let middle = min(x, width - half - Sheet.margin)
        svg.plate(x: middle, y: 33, width: 2 * half, anchor: .middle)
        svg.text(text, x: middle, y: 33, "now-text strong", anchor: .middle)
    }

    private func draw(_ lane: SpanLane, top: Double, on svg: inout SVGWriter) {
        svg.group(lane.fullName) { svg in
            svg.lines(lane.name, x: Sheet.margin, middle: top + lane.height / 2, "strong")
        }
        let nowX = TimeAxis.drawn(now).map(axis.x)
        for (index, row) in lane.rows.enumerated() {
            let middle = top + 4 + (Double(index) + 0.5) * SpanLane.rowHeight
            for placed in row {
                svg.group(placed.mark.title(in: messages)) { svg in
                    draw(placed.mark, middle: middle, on: &svg)
                    guard let label = placed.label, !label.text.isEmpty else { return }
                    let width = TextWidth.of(label.text)
                    let y = middle + 4
                    let start = label.anchor == .end ? label.x - width : label.x
                    let isCrossed = nowX.map { start...(start + width) ~= $0 } ?? false
                    if label.isInside || isCrossed { svg.plate(x: start, y: y, width: width) }
                    svg.text(label.text, x: label.x, y: y, anchor: label.anchor)
                }
            }
        }
        guard lane.leftOut > 0 else { return }
        let last = top + 4 + (Double(lane.rows.count) + 0.5) * SpanLane.rowHeight
        let more = messages.text(.moreInTable, numbers: ["count": lane.leftOut])
        svg.text(more, x: axis.start, y: last + 4, "soft")
    }

    private func draw(_ mark: SpanMark, middle: Double, on svg: inout SVGWriter) {
        let tone = mark.bar.tone
        if mark.isDot {
            let x = (mark.start + mark.end) / 2
            let radius = SpanMark.leastWidth / 2
            return mark.sure != nil
                ? svg.circle(x: x, y: middle, radius: radius, "solid \(tone.style)")
                : svg.circle(
                    x: x,
                    y: middle,
                    radius: radius,
                    "possible \(tone.style)",
                    fill: tone.style
                )
        }
        let sure = mark.sure ?? mark.start...mark.start
        if sure.lowerBound - mark.start > 0.5 {
            let length = sure.lowerBound - mark.start
            svg.possibleBar(tone, x: mark.start, width: length, middle: middle)
        }
        if mark.end - sure.upperBound > 0.5 {
            let length = mark.end - sure.upperBound
            svg.possibleBar(tone, x: sure.upperBound, width: length, middle: middle)
        }
        if mark.sure != nil {
            let length = max(sure.upperBound - sure.lowerBound, 3)
            let start = min(sure.lowerBound, mark.end - length)
            svg.bar(tone, x: start, width: length, middle: middle)
        }
        if mark.isOpenAtStart { arrow(at: mark.start, pointing: -7, middle, tone, on: &svg) }
        if mark.isOpenAtEnd { arrow(at: mark.end, pointing: 7, middle, tone, on: &svg) }
    }

    private func arrow(
        at x: Double,
        pointing length: Double,
        _ middle: Double,
        _ tone: SpanChart.Bar.Tone,
        on svg: inout SVGWriter
    ) {
        svg.path(
            [(x, middle - 7), (x + length, middle), (x, middle + 7)],
            isClosed: true,
            "solid \(tone.style)"
        )
    }
}

extension SVGWriter {
    /// Clears the room of a text, so that it can be read above bars and lines.
    fileprivate mutating func plate(x: Double, y: Double, width: Double, anchor: Anchor = .start) {
        let left = anchor == .middle ? x - width / 2 : x
        rectangle(x: left - 2, y: y - 11, width: width + 4, height: 14, "paper")
    }
}

extension SpanChart.Bar {
    /// Whether no part of it is only possible.
    fileprivate var isWhollySure: Bool {
        definiteStart != nil && earliest == definiteStart && latest == definiteEnd
    }
}
