/// A column for each period with the figures of all series on each other.
struct StackedDrawing: PictureDrawing {
    /// The most periods and series of a drawing; the last periods are drawn.
    static let periodLimit = 40
    static let seriesLimit = 8

    private static let plotHeight = 220.0
    private static let head = 26.0

    let width = Sheet.width
    let height: Double
    let summary: [String]

    private let periods: [String]
    private let series: [SeriesChart.Series]
    private let totals: [Double]
    private let labels: [String]
    private let isTurned: Bool
    private let start: Double
    private let step: Double
    private let foot: Double
    private let legend: Legend
    private let note: String?
    private let messages: Messages

    init(_ chart: SeriesChart, in messages: Messages) {
        self.messages = messages
        let shown = Self.cut(chart)
        periods = shown.periods
        series = shown.series
        totals = periods.indices.map { place in
            shown.series.reduce(0) { $0 + $1.height(at: place) }
        }
        let axisWidth = TextWidth.of(messages.figure(totals.max() ?? 0)) + 10
        labels = periods.map { TextWidth.shortened($0, to: 170) }
        let longest = labels.map { TextWidth.of($0) }.max() ?? 0
        let room = Sheet.width - 2 * Sheet.margin - axisWidth
        isTurned = longest > room / Double(periods.count) - 4
        // Turned labels reach to the left of their columns.
        start = Sheet.margin + max(axisWidth, isTurned ? longest * 0.7072 : 0)
        step = (Sheet.width - Sheet.margin - start) / Double(periods.count)
        foot = isTurned ? longest * 0.7072 + 20 : 24
        // Those on top come first, as they stand.
        legend = Legend(
            series.enumerated().reversed().map { (.block($0.offset), $0.element.label) },
            width: Sheet.width - 2 * Sheet.margin
        )
        let isCut = chart.periods.count > periods.count || chart.series.count > series.count
        note =
            isCut
            ? messages.text(
                .lastPeriods,
                numbers: [
                    "shown": periods.count, "count": chart.periods.count,
                    "series": series.count, "all": chart.series.count,
                ]
            ) : nil
        height =
            Self.head + Self.plotHeight + foot + legend.height + (note == nil ? 0 : 20)
            + Sheet.margin
        summary = shown.series.map { "\($0.label): " + $0.words(shown.periods, in: messages) }
    }

    private static func cut(_ chart: SeriesChart) -> SeriesChart {
        let dropped = max(0, chart.periods.count - periodLimit)
        return SeriesChart(
            periods: Array(chart.periods.dropFirst(dropped)),
            series: chart.series.prefix(seriesLimit).map {
                SeriesChart.Series($0.label, Array($0.values.dropFirst(dropped)))
            },
            form: chart.form
        )
    }

    func draw(on svg: inout SVGWriter) {
        let bottom = Self.head + Self.plotHeight
        let greatest = totals.max() ?? 0
        let unit = greatest > 0 ? Self.plotHeight / greatest : 0
        for share in [0, 0.5, 1] where greatest > 0 || share == 0 {
            let y = bottom - share * Self.plotHeight
            svg.line(from: (start, y), to: (Sheet.width - Sheet.margin, y), "rule")
            let figure = messages.figure(share * greatest)
            svg.text(figure, x: start - 6, y: y + 4, "soft", anchor: .end)
        }
        for (place, period) in periods.enumerated() {
            draw(place, period, unit: unit, bottom: bottom, on: &svg)
        }
        let below = bottom + foot
        if let note { svg.text(note, x: Sheet.margin, y: below + 14, "soft") }
        legend.draw(x: Sheet.margin, y: below + (note == nil ? 0 : 20), on: &svg)
    }

    private func draw(
        _ place: Int,
        _ period: String,
        unit: Double,
        bottom: Double,
        on svg: inout SVGWriter
    ) {
        let middle = start + (Double(place) + 0.5) * step
        let barWidth = min(step * 0.8, 48)
        var top = bottom
        for (index, series) in series.enumerated() {
            let value = series.height(at: place)
            guard value > 0 else { continue }
            let figure = messages.figure(value)
            top -= value * unit
            svg.group("\(period), \(series.label): \(figure)") { svg in
                svg.rectangle(
                    x: middle - barWidth / 2,
                    y: top,
                    width: barWidth,
                    height: max(value * unit - 1, 0.5),
                    "block \(SVGStyle.series(index))"
                )
                guard value * unit >= 16, TextWidth.of(figure) <= barWidth else { return }
                svg.text(
                    figure,
                    x: middle,
                    y: top + value * unit / 2 + 4,
                    SVGStyle.series(index),
                    anchor: .middle
                )
            }
        }
        let total = messages.figure(totals[place])
        if TextWidth.of(total) <= step {
            svg.text(total, x: middle, y: top - 5, "strong", anchor: .middle)
        }
        svg.group(period) { svg in
            isTurned
                ? svg.text(labels[place], x: middle + 4, y: bottom + 14, anchor: .end, turned: -45)
                : svg.text(labels[place], x: middle, y: bottom + 16, anchor: .middle)
        }
    }
}

extension SeriesChart.Series {
    /// How high a figure is drawn; nothing below zero is.
    fileprivate func height(at place: Int) -> Double {
        guard place < values.count, let value = values[place], value.isFinite else { return 0 }
        return max(value, 0)
    }
}
