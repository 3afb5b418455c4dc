/// A small line for each series, each on its own scale, with its first and last figures.
struct SparklineDrawing: PictureDrawing {
    /// The most series of a drawing.
    static let limit = 60

    private static let rowHeight = 42.0

    let width = Sheet.width
    let height: Double
    let summary: [String]

    private let series: [SeriesChart.Series]
    private let periods: [String]
    private let names: [[String]]
    private let start: Double
    private let end: Double
    private let note: String?
    private let messages: Messages

    init(_ chart: SeriesChart, in messages: Messages) {
        self.messages = messages
        series = Array(chart.series.prefix(Self.limit))
        periods = chart.periods
        names = series.map { TextWidth.lines($0.label, within: 210) }
        let figures = series.flatMap { series in
            [series.known.first, series.known.last].compactMap { $0 }
                .map { TextWidth.of(messages.figure($0.value)) }
        }
        let room = (figures.max() ?? 0) + 10
        start = Sheet.margin + (names.joined().map { TextWidth.of($0) }.max() ?? 0) + 14 + room
        end = Sheet.width - Sheet.margin - room
        note =
            chart.series.count > series.count
            ? messages.text(
                .firstOnes,
                numbers: ["shown": series.count, "count": chart.series.count]
            ) : nil
        height =
            Sheet.margin + Self.rowHeight * Double(series.count) + 24 + (note == nil ? 0 : 20)
        summary = series.map { "\($0.label): " + $0.words(chart.periods, in: messages) }
    }

    func draw(on svg: inout SVGWriter) {
        for (index, series) in series.enumerated() {
            let top = Sheet.margin + Double(index) * Self.rowHeight
            if index % 2 == 0 {
                svg.rectangle(x: 0, y: top, width: width, height: Self.rowHeight, "band")
            }
            svg.group(summary[index]) { svg in
                svg.lines(
                    names[index],
                    x: Sheet.margin,
                    middle: top + Self.rowHeight / 2,
                    "strong"
                )
                draw(series, top: top, on: &svg)
            }
        }
        let bottom = Sheet.margin + Double(series.count) * Self.rowHeight
        if let first = periods.first, let last = periods.last {
            let room = (end - start) / 2 - 6
            svg.text(TextWidth.shortened(first, to: room), x: start, y: bottom + 16, "soft")
            if periods.count > 1 {
                let text = TextWidth.shortened(last, to: room)
                svg.text(text, x: end, y: bottom + 16, "soft", anchor: .end)
            }
        }
        if let note { svg.text(note, x: Sheet.margin, y: bottom + 38, "soft") }
    }

    private func draw(_ series: SeriesChart.Series, top: Double, on svg: inout SVGWriter) {
        let known = series.known
        guard let first = known.first, let last = known.last else {
            svg.text(messages.text(.noFigures), x: start, y: top + Self.rowHeight / 2 + 4, "soft")
            return
        }
        let least = known.map(\.value).min() ?? 0
        let greatest = known.map(\.value).max() ?? 0
        let unit = greatest > least ? (Self.rowHeight - 18) / (greatest - least) : 0
        let base = unit == 0 ? top + Self.rowHeight / 2 : top + Self.rowHeight - 9
        let step = periods.count > 1 ? (end - start) / Double(periods.count - 1) : 0
        func point(_ place: Int, _ value: Double) -> (x: Double, y: Double) {
            (start + Double(place) * step, base - (value - least) * unit)
        }
        for run in series.runs { svg.path(run.map { point($0.place, $0.value) }, "curve c0") }
        for known in known where known.place == first.place || known.place == last.place {
            let point = point(known.place, known.value)
            svg.circle(x: point.x, y: point.y, radius: 3.5, "block c0")
        }
        for run in series.runs where run.count == 1 {
            let point = point(run[0].place, run[0].value)
            svg.circle(x: point.x, y: point.y, radius: 2.5, "block c0")
        }
        let middle = top + Self.rowHeight / 2 + 4
        svg.text(messages.figure(first.value), x: start - 9, y: middle, anchor: .end)
        svg.text(messages.figure(last.value), x: end + 9, y: middle)
    }
}

extension SeriesChart {
    /// The chart laid out.
    func drawing(in messages: Messages) -> any PictureDrawing {
        switch form {
        case .sparklines: SparklineDrawing(self, in: messages)
        case .stacked: StackedDrawing(self, in: messages)
        case .areas: AreaDrawing(self, in: messages)
        case .lines: LineDrawing(self, in: messages)
        case .panels: PanelDrawing(self, in: messages)
        case .slopes: SlopeDrawing(self, in: messages)
        }
    }

    /// A figure with at most two decimals: `3`, `0.25`.
    static func figure(_ value: Double) -> String {
        guard value.isFinite else { return "–" }
        guard abs(value) < 1e13 else { return String(value) }
        let hundredths = Int((value * 100).rounded())
        let (whole, part) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
        let sign = hundredths < 0 ? "−" : ""
        if part == 0 { return "\(sign)\(whole)" }
        return "\(sign)\(whole)."
            + (part % 10 == 0 ? "\(part / 10)" : part < 10 ? "0\(part)" : "\(part)")
    }
}

extension Messages {
    /// `3`, or `3–5` where it is not known for sure.
    func figure(_ range: ValueRange) -> String {
        range.low == range.high
            ? figure(range.low) : "\(figure(range.low))–\(figure(range.high))"
    }
}

extension SeriesChart.Series {
    /// The figures there are, and their places among the periods.
    var known: [(place: Int, value: Double)] {
        values.enumerated().compactMap { place, value in
            value.flatMap { $0.isFinite ? (place, $0) : nil }
        }
    }

    /// Those without a gap between them.
    var runs: [[(place: Int, value: Double)]] {
        var runs: [[(place: Int, value: Double)]] = []
        for entry in known {
            if let last = runs.last?.last, last.place + 1 == entry.place {
                runs[runs.count - 1].append(entry)
            } else {
                runs.append([entry])
            }
        }
        return runs
    }

    /// The figure at a place, as it is written.
    func text(at place: Int, in messages: Messages) -> String {
        guard let low = values[place] else { return messages.text(.unknown) }
        return messages.figure(ValueRange(low, max(low, possible[place] ?? low)))
    }

    /// The figures in words.
    func words(_ periods: [String], in messages: Messages) -> String {
        zip(periods, values.indices).map { "\($0) \(text(at: $1, in: messages))" }
            .joined(separator: "; ")
    }
}
