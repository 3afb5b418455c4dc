/// A column for each period with the figures of all series on each other.
struct StackedDrawing: PictureDrawing {
    /// The most series of a drawing.
    static let limit = 8

    let width = Sheet.width
    let height: Double
    let summary: [String]
    let hatches: [SpanChart.Bar.Tone]

    private let chart: SeriesChart
    private let totals: [ValueRange]
    private let frame: PeriodFrame
    private let messages: Messages
    private let legend: Legend
    private let note: String?

    init(_ chart: SeriesChart, in messages: Messages) {
        self.messages = messages
        let shown = chart.cut(toSeries: Self.limit)
        self.chart = shown
        let totals = shown.periods.indices.map { place in
            let heights = shown.series.map { $0.height(at: place) }
            return ValueRange(
                heights.reduce(0) { $0 + $1.low },
                heights.reduce(0) { $0 + $1.high }
            )
        }
        self.totals = totals
        frame = PeriodFrame(shown.periods, upTo: totals.map(\.high).max() ?? 0, in: messages)
        let isUnsure = totals.contains { $0.low < $0.high }
        hatches = isUnsure ? [.neutral] : []
        // Those on top come first, as they stand.
        legend = Legend(
            shown.series.enumerated().reversed().map { (.block($0.offset), $0.element.label) }
                + (isUnsure ? [(.possible(.neutral), messages.text(.hatched))] : []),
            width: Sheet.width - 2 * Sheet.margin
        )
        note = chart.note(of: shown, in: messages)
        height = frame.height + legend.height + (note == nil ? 0 : 20) + Sheet.margin
        summary = shown.series.map { "\($0.label): " + $0.words(shown.periods, in: messages) }
    }

    func draw(on svg: inout SVGWriter) {
        frame.draw(on: &svg)
        for (place, period) in chart.periods.enumerated() { draw(place, period, on: &svg) }
        if let note { svg.text(note, x: Sheet.margin, y: frame.height + 14, "soft") }
        legend.draw(x: Sheet.margin, y: frame.height + (note == nil ? 0 : 20), on: &svg)
    }

    private func draw(_ place: Int, _ period: String, on svg: inout SVGWriter) {
        let middle = frame.x(of: place)
        let barWidth = min(frame.step * 0.8, 48)
        var top = frame.bottom
        for (index, series) in chart.series.enumerated() {
            let value = series.height(at: place)
            guard value.high > 0 else { continue }
            svg.group("\(period), \(series.label): \(messages.figure(value))") { svg in
                let sure = value.low * frame.unit
                if sure > 0 {
                    top -= sure
                    svg.rectangle(
                        x: middle - barWidth / 2,
                        y: top,
                        width: barWidth,
                        height: max(sure - 1, 0.5),
                        "block \(SVGStyle.series(index))"
                    )
                    let figure = messages.figure(value.low)
                    if sure >= 16, TextWidth.of(figure) <= barWidth {
                        let style = SVGStyle.series(index)
                        svg.text(figure, x: middle, y: top + sure / 2 + 4, style, anchor: .middle)
                    }
                }
                guard value.high > value.low else { return }
                let possible = (value.high - value.low) * frame.unit
                top -= possible
                svg.rectangle(
                    x: middle - barWidth / 2,
                    y: top,
                    width: barWidth,
                    height: max(possible - 1, 0.5),
                    "possible neutral",
                    fill: SpanChart.Bar.Tone.neutral.style
                )
            }
        }
        let total = messages.figure(totals[place])
        if TextWidth.of(total) <= frame.step {
            svg.text(total, x: middle, y: top - 5, "strong", anchor: .middle)
        }
    }
}

extension SeriesChart.Series {
    /// How high a figure is drawn; nothing below zero is.
    func height(at place: Int) -> ValueRange {
        guard place < values.count, let value = values[place], value.isFinite else {
            return ValueRange(0)
        }
        let low = max(value, 0)
        return ValueRange(low, max(low, possible[place] ?? low))
    }
}
