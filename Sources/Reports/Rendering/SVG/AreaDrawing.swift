/// The figures of all series on each other as areas; what is only possible is hatched.
struct AreaDrawing: PictureDrawing {
    /// The most series of a drawing.
    static let limit = 8

    let width = Sheet.width
    let height: Double
    let summary: [String]
    let hatches: [SpanChart.Bar.Tone]

    /// What lies between two lines, one above the other.
    private struct Layer {
        let title: String
        let series: Int
        let isSure: Bool
        let below: [Double]
        let above: [Double]
    }

    private let layers: [Layer]
    private let frame: PeriodFrame
    private let legend: Legend
    private let note: String?

    init(_ chart: SeriesChart, in messages: Messages) {
        let shown = chart.cut(toSeries: Self.limit)
        var below = shown.periods.map { _ in 0.0 }
        var layers: [Layer] = []
        let words = shown.series.map { "\($0.label): " + $0.words(shown.periods, in: messages) }
        for (index, series) in shown.series.enumerated() {
            let ranges = shown.periods.indices.map { series.height(at: $0) }
            for isSure in [true, false] {
                let heights = ranges.map { isSure ? $0.low : $0.high - $0.low }
                guard heights.contains(where: { $0 > 0 }) else { continue }
                let above = zip(below, heights).map(+)
                layers.append(
                    Layer(
                        title: words[index],
                        series: index,
                        isSure: isSure,
                        below: below,
                        above: above
                    )
                )
                below = above
            }
        }
        self.layers = layers
        frame = PeriodFrame(shown.periods, upTo: below.max() ?? 0, in: messages)
        let isUnsure = layers.contains { !$0.isSure }
        hatches = isUnsure ? [.neutral] : []
        // Those on top come first, as they stand.
        let seen = Set(layers.filter(\.isSure).map(\.series))
        let isMixed = layers.contains { !$0.isSure && seen.contains($0.series) }
        legend = Legend(
            shown.series.enumerated().reversed().map { index, series in
                (
                    seen.contains(index) || !isUnsure ? .block(index) : .possible(.neutral),
                    series.label
                )
            } + (isMixed ? [(.possible(.neutral), messages.text(.hatched))] : []),
            width: Sheet.width - 2 * Sheet.margin
        )
        note = chart.note(of: shown, in: messages)
        height = frame.height + legend.height + (note == nil ? 0 : 20) + Sheet.margin
        summary = words
    }

    func draw(on svg: inout SVGWriter) {
        frame.draw(on: &svg)
        for layer in layers {
            let above = layer.above.enumerated().map { (x: frame.x(of: $0), y: frame.y(of: $1)) }
            let below = layer.below.enumerated().map { (x: frame.x(of: $0), y: frame.y(of: $1)) }
            svg.group(layer.title) { svg in
                layer.isSure
                    ? svg.path(
                        above + below.reversed(),
                        isClosed: true,
                        "block \(SVGStyle.series(layer.series))"
                    )
                    : svg.path(
                        above + below.reversed(),
                        isClosed: true,
                        "possible neutral",
                        fill: SpanChart.Bar.Tone.neutral.style
                    )
            }
        }
        if let note { svg.text(note, x: Sheet.margin, y: frame.height + 14, "soft") }
        legend.draw(x: Sheet.margin, y: frame.height + (note == nil ? 0 : 20), on: &svg)
    }
}
