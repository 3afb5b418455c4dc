/// The scale at the left of a chart of periods, and the names of the periods below it.
struct PeriodFrame {
    /// The most periods of a drawing.
    static let limit = 40

    private static let plotHeight = 220.0
    private static let head = 26.0

    /// Where the first period begins, and how broad each is.
    let start: Double
    let step: Double

    /// Where zero stands.
    let bottom = head + plotHeight

    /// How high it is with the names of the periods.
    let height: Double

    /// How high one is drawn.
    let unit: Double

    private let greatest: Double
    private let periods: [String]
    private let labels: [String]
    private let isTurned: Bool
    private let messages: Messages

    init(_ periods: [String], upTo greatest: Double, in messages: Messages) {
        self.messages = messages
        self.periods = periods
        self.greatest = greatest
        let axisWidth = TextWidth.of(messages.figure(greatest)) + 10
        labels = periods.map { TextWidth.shortened($0, to: 170) }
        let longest = labels.map { TextWidth.of($0) }.max() ?? 0
        let room = Sheet.width - 2 * Sheet.margin - axisWidth
        isTurned = longest > room / Double(periods.count) - 4
        // Turned labels reach to the left of their columns.
        start = Sheet.margin + max(axisWidth, isTurned ? longest * 0.7072 : 0)
        step = (Sheet.width - Sheet.margin - start) / Double(periods.count)
        height = bottom + (isTurned ? longest * 0.7072 + 20 : 24)
        unit = greatest > 0 ? Self.plotHeight / greatest : 0
    }

    /// The middle of a period.
    func x(of place: Int) -> Double { start + (Double(place) + 0.5) * step }

    /// The height of a figure.
    func y(of value: Double) -> Double { bottom - value * unit }

    func draw(on svg: inout SVGWriter) {
        for share in [0, 0.5, 1] where greatest > 0 || share == 0 {
            let y = bottom - share * Self.plotHeight
            svg.line(from: (start, y), to: (Sheet.width - Sheet.margin, y), "rule")
            let figure = messages.figure(share * greatest)
            svg.text(figure, x: start - 6, y: y + 4, "soft", anchor: .end)
        }
        for (place, label) in labels.enumerated() {
            let x = x(of: place)
            svg.group(periods[place]) { svg in
                isTurned
                    ? svg.text(label, x: x + 4, y: bottom + 14, anchor: .end, turned: -45)
                    : svg.text(label, x: x, y: bottom + 16, anchor: .middle)
            }
        }
    }
}

extension SeriesChart {
    /// The last periods and the first series, as many as are drawn.
    func cut(toSeries limit: Int) -> SeriesChart {
        let dropped = max(0, periods.count - PeriodFrame.limit)
        return SeriesChart(
            periods: Array(periods.dropFirst(dropped)),
            series: series.prefix(limit).map { $0.dropFirst(dropped) },
            form: form
        )
    }

    /// What a chart of which only a part is drawn says; `nil` for a whole one.
    func note(of shown: SeriesChart, in messages: Messages) -> String? {
        guard periods.count > shown.periods.count || series.count > shown.series.count else {
            return nil
        }
        return messages.text(
            .lastPeriods,
            numbers: [
                "shown": shown.periods.count, "count": periods.count,
                "series": shown.series.count, "all": series.count,
            ]
        )
    }
}
