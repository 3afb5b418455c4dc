/// Small charts beside each other, one for each series, each with its own scale.
struct PanelDrawing: PictureDrawing {
    /// The most series and periods of a drawing; the last periods are drawn.
    static let limit = 24
    static let periodLimit = 12

    private static let perRow = 3
    private static let gap = 24.0
    private static let panelWidth =
        (Sheet.width - 2 * Sheet.margin - Double(perRow - 1) * gap) / Double(perRow)
    private static let panelHeight = 136.0
    private static let plotHeight = 66.0

    let width = Sheet.width
    let height: Double
    let summary: [String]
    let hatches: [SpanChart.Bar.Tone]

    private let periods: [String]
    private let series: [SeriesChart.Series]
    private let messages: Messages
    private let legend: Legend
    private let note: String?

    init(_ chart: SeriesChart, in messages: Messages) {
        self.messages = messages
        let dropped = max(0, chart.periods.count - Self.periodLimit)
        let periods = Array(chart.periods.dropFirst(dropped))
        series = chart.series.prefix(Self.limit).map { $0.dropFirst(dropped) }
        self.periods = periods
        let isUnsure = series.contains { $0.values != $0.possible }
        hatches = isUnsure ? [.neutral] : []
        legend = Legend(certainty: isUnsure, in: messages)
        let isCut = dropped > 0 || chart.series.count > series.count
        note =
            isCut
            ? messages.text(
                .lastPeriods,
                numbers: [
                    "shown": periods.count, "count": chart.periods.count,
                    "series": series.count, "all": chart.series.count,
                ]
            ) : nil
        let rows = (series.count + Self.perRow - 1) / Self.perRow
        height =
            Sheet.margin + Double(rows) * Self.panelHeight + legend.height
            + (note == nil ? 0 : 20) + Sheet.margin
        summary = series.map { "\($0.label): " + $0.words(periods, in: messages) }
    }

    func draw(on svg: inout SVGWriter) {
        for (index, series) in series.enumerated() {
            let x =
                Sheet.margin + Double(index % Self.perRow) * (Self.panelWidth + Self.gap)
            let y = Sheet.margin + Double(index / Self.perRow) * Self.panelHeight
            svg.group(summary[index]) { svg in draw(series, x: x, y: y, on: &svg) }
        }
        let bottom = height - Sheet.margin - legend.height
        if let note { svg.text(note, x: Sheet.margin, y: bottom - 6, "soft") }
        legend.draw(x: Sheet.margin, y: bottom, on: &svg)
    }

    private func draw(
        _ series: SeriesChart.Series,
        x: Double,
        y: Double,
        on svg: inout SVGWriter
    ) {
        let title = TextWidth.shortened(series.label, to: Self.panelWidth)
        svg.text(title, x: x, y: y + 14, "strong")
        let bottom = y + 40 + Self.plotHeight
        svg.line(from: (x, bottom), to: (x + Self.panelWidth, bottom), "axis rule")
        let step = Self.panelWidth / Double(max(periods.count, 1))
        let greatest = periods.indices.map { series.height(at: $0).high }.max() ?? 0
        let unit = greatest > 0 ? Self.plotHeight / greatest : 0
        for place in periods.indices {
            let middle = x + (Double(place) + 0.5) * step
            let barWidth = min(step * 0.7, 28)
            let range = series.height(at: place)
            svg.rectangle(
                x: middle - barWidth / 2,
                y: bottom - range.low * unit,
                width: barWidth,
                height: range.low * unit,
                "solid neutral"
            )
            if range.high > range.low {
                svg.rectangle(
                    x: middle - barWidth / 2,
                    y: bottom - range.high * unit,
                    width: barWidth,
                    height: (range.high - range.low) * unit,
                    "possible neutral",
                    fill: SpanChart.Bar.Tone.neutral.style
                )
            }
            let text = series.values[place] == nil ? "–" : messages.figure(range)
            guard TextWidth.of(text) <= step else { continue }
            svg.text(text, x: middle, y: bottom - range.high * unit - 5, anchor: .middle)
        }
        guard let first = periods.first, let last = periods.last else { return }
        let room = Self.panelWidth / 2 - 6
        svg.text(TextWidth.shortened(first, to: room), x: x, y: bottom + 16, "soft")
        guard periods.count > 1 else { return }
        let text = TextWidth.shortened(last, to: room)
        svg.text(text, x: x + Self.panelWidth, y: bottom + 16, "soft", anchor: .end)
    }
}
