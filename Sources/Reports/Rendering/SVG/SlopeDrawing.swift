/// A line for each series from its figure in the first period to that in the last.
struct SlopeDrawing: PictureDrawing {
    /// The most series of a drawing.
    static let limit = 24

    private static let rowHeight = 18.0
    private static let head = 28.0
    private static let leastHeight = 220.0

    /// Where both ends of the lines stand; names are beside them.
    private static let start = 286.0
    private static let end = Sheet.width - start
    private static let nameWidth = start - 30 - Sheet.margin

    let width = Sheet.width
    let height: Double
    let summary: [String]
    let hatches: [SpanChart.Bar.Tone]

    private let series: [SeriesChart.Series]
    private let periods: [String]
    private let bottom: Double
    private let least: Double
    private let unit: Double
    private let messages: Messages
    private let legend: Legend
    private let note: String?

    init(_ chart: SeriesChart, in messages: Messages) {
        self.messages = messages
        series = Array(chart.series.prefix(Self.limit))
        periods = chart.periods
        bottom = Self.head + max(Self.leastHeight, Double(series.count) * Self.rowHeight)
        let figures = series.flatMap { series in
            [series.end(isLast: false), series.end(isLast: true)].compactMap(\.self)
        }
        let greatest = figures.map(\.high).max() ?? 0
        least = min(figures.map(\.low).min() ?? 0, 0)
        let room = bottom - Self.head - Self.rowHeight
        unit = greatest > least ? room / (greatest - least) : 0
        let isUnsure = figures.contains { $0.low < $0.high }
        hatches = isUnsure ? [.neutral] : []
        legend = Legend(
            isUnsure ? [(.possible(.neutral), messages.text(.hatched))] : [],
            width: Sheet.width - 2 * Sheet.margin
        )
        note =
            chart.series.count > series.count
            ? messages.text(
                .firstOnes,
                numbers: ["shown": series.count, "count": chart.series.count]
            ) : nil
        height = bottom + 8 + legend.height + (note == nil ? 0 : 20) + Sheet.margin
        let periods = periods
        summary = series.map { "\($0.label): " + $0.words(periods, in: messages) }
    }

    private func y(_ value: Double) -> Double {
        bottom - Self.rowHeight / 2 - (value - least) * unit
    }

    func draw(on svg: inout SVGWriter) {
        let ends = [(false, Self.start, periods.first), (true, Self.end, periods.last)]
        for (isLast, x, period) in ends {
            svg.line(from: (x, Self.head), to: (x, bottom), "rule")
            let text = TextWidth.shortened(period ?? "", to: Self.start - Sheet.margin)
            svg.text(text, x: x, y: 16, "strong", anchor: isLast ? .start : .end)
        }
        for (index, series) in series.enumerated().reversed() {
            svg.group(summary[index]) { svg in draw(series, index, on: &svg) }
        }
        for (isLast, x, _) in ends { drawNames(isLast: isLast, x: x, on: &svg) }
        if let note { svg.text(note, x: Sheet.margin, y: bottom + 18, "soft") }
        legend.draw(x: Sheet.margin, y: bottom + 8 + (note == nil ? 0 : 20), on: &svg)
    }

    private func draw(_ series: SeriesChart.Series, _ index: Int, on svg: inout SVGWriter) {
        let ends = [(Self.start, series.end(isLast: false)), (Self.end, series.end(isLast: true))]
        let known = ends.compactMap { x, range in range.map { (x: x, range: $0) } }
        for (x, range) in known where range.low < range.high {
            svg.rectangle(
                x: x - 4,
                y: y(range.high),
                width: 8,
                height: y(range.low) - y(range.high),
                "possible neutral",
                fill: SpanChart.Bar.Tone.neutral.style
            )
        }
        let points = known.map { (x: $0.x, y: y($0.range.low)) }
        if points.count == 2 { svg.path(points, "curve \(SVGStyle.series(index))") }
        for point in points { svg.marker(index, x: point.x, y: point.y) }
    }

    /// Names and figures beside their points, as near as they can stand.
    private func drawNames(isLast: Bool, x: Double, on svg: inout SVGWriter) {
        let known = series.compactMap { series in
            series.end(isLast: isLast).map { (series: series, range: $0) }
        }
        let places = LabelColumn.places(
            for: known.map { y($0.range.low) },
            rowHeight: Self.rowHeight,
            from: Self.head,
            to: bottom
        )
        let side = isLast ? 1.0 : -1
        for (entry, place) in zip(known, places) {
            let figure = messages.figure(entry.range)
            let room = Self.nameWidth - TextWidth.of("  \(figure)")
            let name = TextWidth.shortened(entry.series.label, to: room)
            svg.path(
                [(x + side * 7, y(entry.range.low)), (x + side * 24, place)],
                "rule"
            )
            svg.text(
                isLast ? "\(figure)  \(name)" : "\(name)  \(figure)",
                x: x + side * 28,
                y: place + 4,
                anchor: isLast ? .start : .end
            )
        }
    }
}

extension SeriesChart.Series {
    /// The first figure or the last.
    fileprivate func end(isLast: Bool) -> ValueRange? {
        guard let low = isLast ? values.last : values.first, let low, low.isFinite else {
            return nil
        }
        let high = (isLast ? possible.last : possible.first) ?? nil
        return ValueRange(low, max(low, high ?? low))
    }
}
