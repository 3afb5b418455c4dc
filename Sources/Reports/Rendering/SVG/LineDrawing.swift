/// A line for each series on one scale; what figures may be more is hatched above it.
struct LineDrawing: PictureDrawing {
    /// The most series of a drawing.
    static let limit = 8

    let width = Sheet.width
    let height: Double
    let summary: [String]
    let hatches: [SpanChart.Bar.Tone]

    private let chart: SeriesChart
    private let frame: PeriodFrame
    private let legend: Legend
    private let note: String?

    init(_ chart: SeriesChart, in messages: Messages) {
        let shown = chart.cut(toSeries: Self.limit)
        self.chart = shown
        let figures = shown.series.flatMap { ($0.values + $0.possible).compactMap(\.self) }
        frame = PeriodFrame(
            shown.periods,
            upTo: figures.filter(\.isFinite).max() ?? 0,
            in: messages
        )
        let isUnsure = shown.series.contains { $0.values != $0.possible }
        hatches = isUnsure ? [.neutral] : []
        // The last figures stand in the legend, where they cannot stand on each other.
        var entries: [(Legend.Swatch, String)] = shown.series.enumerated().map { index, series in
            let last =
                series.known.last.map { ": \(series.text(at: $0.place, in: messages))" } ?? ""
            return (.curve(index), series.label + last)
        }
        if isUnsure { entries.append((.possible(.neutral), messages.text(.hatched))) }
        legend = Legend(entries, width: Sheet.width - 2 * Sheet.margin)
        note = chart.note(of: shown, in: messages)
        height = frame.height + legend.height + (note == nil ? 0 : 20) + Sheet.margin
        summary = shown.series.map { "\($0.label): " + $0.words(shown.periods, in: messages) }
    }

    func draw(on svg: inout SVGWriter) {
        frame.draw(on: &svg)
        for series in chart.series {
            for run in series.runs { drawLeeway(of: series, along: run.map(\.place), on: &svg) }
        }
        for (index, series) in chart.series.enumerated().reversed() {
            svg.group(summary[index]) { svg in
                for run in series.runs {
                    let points = run.map { (x: frame.x(of: $0.place), y: frame.y(of: $0.value)) }
                    svg.path(points, "curve \(SVGStyle.series(index))")
                    for point in points { svg.marker(index, x: point.x, y: point.y) }
                }
            }
        }
        if let note { svg.text(note, x: Sheet.margin, y: frame.height + 14, "soft") }
        legend.draw(x: Sheet.margin, y: frame.height + (note == nil ? 0 : 20), on: &svg)
    }

    /// What lies between the least and the most that figures can be.
    private func drawLeeway(
        of series: SeriesChart.Series,
        along places: [Int],
        on svg: inout SVGWriter
    ) {
        let known = places.map { place in
            let low = series.values[place] ?? 0
            return (x: frame.x(of: place), low: low, high: max(low, series.possible[place] ?? low))
        }
        guard known.contains(where: { $0.low < $0.high }) else { return }
        let above = known.map { (x: $0.x, y: frame.y(of: $0.high)) }
        let below = known.reversed().map { (x: $0.x, y: frame.y(of: $0.low)) }
        svg.path(
            above + below,
            isClosed: true,
            "possible neutral",
            fill: SpanChart.Bar.Tone.neutral.style
        )
    }
}
