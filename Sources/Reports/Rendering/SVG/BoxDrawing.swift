/// A box for the middle half of some figures, with a line at the median and whiskers to the least
/// and the greatest; what is not sure is hatched.
struct BoxDrawing: PictureDrawing {
    /// The most subjects of a drawing.
    static let limit = 40

    private static let rowHeight = 38.0
    private static let head = 26.0

    let width = Sheet.width
    let height: Double
    let summary: [String]
    let hatches: [SpanChart.Bar.Tone]

    private let items: [BoxChart.Item]
    private let names: [[String]]
    private let texts: [[String]]
    private let ticks: [Double]
    private let unit: String
    private let start: Double
    private let end: Double
    private let greatest: Double
    private let messages: Messages
    private let legend: Legend
    private let note: String?

    init(_ chart: BoxChart, in messages: Messages) {
        self.messages = messages
        unit = chart.unit
        items = Array(chart.items.prefix(Self.limit))
        names = items.map { TextWidth.lines($0.label, within: 170) }
        texts = items.map {
            [
                messages.text(.medianIs, ["figure": $0.median.text(in: messages)]),
                messages.text(.ofCount, numbers: ["count": $0.count]),
            ]
        }
        start = Sheet.margin + (names.joined().map { TextWidth.of($0) }.max() ?? 0) + 14
        end = Sheet.width - Sheet.margin - (texts.joined().map { TextWidth.of($0) }.max() ?? 0) - 22
        let ends = items.flatMap(\.ends).flatMap { [$0.low, $0.high].compactMap(\.self) }
        greatest = max(ends.filter(\.isFinite).max() ?? 0, 1)
        ticks = Self.ticks(upTo: greatest)
        hatches = [.neutral]
        legend = Legend(
            [
                (.solid(.neutral), messages.text(.middleHalf)),
                (.possible(.neutral), messages.text(.hatched)),
                (.median, messages.text(.median)),
            ],
            width: Sheet.width - 2 * Sheet.margin
        )
        note =
            chart.items.count > items.count
            ? messages.text(
                .firstOnes,
                numbers: ["shown": items.count, "count": chart.items.count]
            ) : nil
        height =
            Self.head + Self.rowHeight * Double(items.count) + 8 + legend.height
            + (note == nil ? 0 : 20) + Sheet.margin
        summary = items.map { item in
            let figures = [
                (PicturePhrase.least, item.least), (.medianIs, item.median),
                (.greatest, item.greatest),
            ]
            .map { messages.text($0, ["figure": $1.text(in: messages)]) }
            let count = messages.number("\(item.count)")
            return "\(item.label): \(count); " + figures.joined(separator: "; ")
                + " \(chart.unit)"
        }
    }

    /// Round figures from zero, at most six of them.
    private static func ticks(upTo greatest: Double) -> [Double] {
        var step = 1.0
        while greatest / step > 5 {
            for factor in [2, 2.5, 2] where greatest / step > 5 { step *= factor }
        }
        return Array(stride(from: 0, through: greatest, by: step))
    }

    func draw(on svg: inout SVGWriter) {
        let bottom = Self.head + Double(items.count) * Self.rowHeight
        for index in items.indices where index % 2 == 0 {
            let top = Self.head + Double(index) * Self.rowHeight
            svg.rectangle(x: 0, y: top, width: width, height: Self.rowHeight, "band")
        }
        for tick in ticks {
            svg.line(from: (x(tick), Self.head - 6), to: (x(tick), bottom), "rule")
            svg.text(messages.figure(tick), x: x(tick), y: 15, "soft", anchor: .middle)
        }
        let room = start - Sheet.margin - 24
        svg.text(TextWidth.shortened(unit, to: room), x: Sheet.margin, y: 15, "soft")
        for (index, item) in items.enumerated() {
            let middle = Self.head + (Double(index) + 0.5) * Self.rowHeight
            svg.group(summary[index]) { svg in
                svg.lines(names[index], x: Sheet.margin, middle: middle, "strong")
                draw(item, middle: middle, on: &svg)
                svg.lines(texts[index], x: end + 22, middle: middle)
            }
        }
        if let note { svg.text(note, x: Sheet.margin, y: bottom + 18, "soft") }
        legend.draw(x: Sheet.margin, y: bottom + 8 + (note == nil ? 0 : 20), on: &svg)
    }

    private func x(_ figure: Double) -> Double { start + figure / greatest * (end - start) }

    /// Where something ends; what nothing bounds reaches to the end of the scale.
    private func right(_ figure: BoxChart.Figure) -> Double { figure.high.map(x) ?? end }

    private func draw(_ item: BoxChart.Item, middle: Double, on svg: inout SVGWriter) {
        let whisker = (x(item.least.low), right(item.greatest))
        svg.line(from: (whisker.0, middle), to: (whisker.1, middle), "axis rule")
        svg.line(from: (whisker.0, middle - 5), to: (whisker.0, middle + 5), "axis rule")
        if item.greatest.high == nil {
            svg.path(
                [(end, middle - 6), (end + 7, middle), (end, middle + 6)],
                isClosed: true,
                "solid neutral"
            )
        } else {
            svg.line(from: (whisker.1, middle - 5), to: (whisker.1, middle + 5), "axis rule")
        }
        let box = (x(item.lower.low), max(right(item.upper), x(item.lower.low) + 3))
        let sure = (right(item.lower), x(item.upper.low))
        svg.rectangle(x: box.0, y: middle - 9, width: box.1 - box.0, height: 18, "paper")
        svg.rectangle(
            x: box.0,
            y: middle - 9,
            width: box.1 - box.0,
            height: 18,
            "possible neutral",
            fill: SpanChart.Bar.Tone.neutral.style
        )
        if sure.1 > sure.0 || item.isSure {
            svg.rectangle(
                x: sure.0,
                y: middle - 9,
                width: max(sure.1 - sure.0, 3),
                height: 18,
                "solid neutral"
            )
        }
        for end in [x(item.median.low), right(item.median)] {
            svg.line(from: (end, middle - 12), to: (end, middle + 12), "middle")
        }
    }
}

extension BoxChart.Figure {
    /// `3`, `3–5`, or `3 or more`.
    fileprivate func text(in messages: Messages) -> String {
        guard let high else { return messages.text(.orMore, ["figure": messages.figure(low)]) }
        return messages.figure(ValueRange(low, max(low, high)))
    }
}

extension BoxChart.Item {
    fileprivate var ends: [BoxChart.Figure] { [least, lower, median, upper, greatest] }

    /// Whether the middle half is known exactly.
    fileprivate var isSure: Bool { lower.low == lower.high && upper.low == upper.high }
}
