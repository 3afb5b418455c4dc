/// Bars from a common line, to its left where they are negative.
struct BarDrawing: PictureDrawing {
    /// The most bars of a drawing.
    static let limit = 100

    private static let rowHeight = 24.0

    let width = Sheet.width
    let height: Double
    let summary: [String]
    let hatches: [SpanChart.Bar.Tone]

    private let items: [BarChart.Item]
    private let names: [String]
    private let texts: [String]
    private let nameWidth: Double
    private let note: String?
    private let legend: Legend

    init(_ chart: BarChart, in messages: Messages) {
        items = Array(chart.items.prefix(Self.limit))
        names = items.map { TextWidth.shortened($0.label, to: 220) }
        texts = items.map { TextWidth.shortened($0.text, to: 150) }
        nameWidth = names.map { TextWidth.of($0) }.max() ?? 0
        note =
            chart.items.count > items.count
            ? messages.text(
                .firstOnes,
                numbers: ["shown": items.count, "count": chart.items.count]
            ) : nil
        let isUnsure = items.contains { $0.sure < $0.value }
        hatches = isUnsure ? [.neutral] : []
        legend = Legend(certainty: isUnsure, in: messages)
        height =
            2 * Sheet.margin + Self.rowHeight * Double(items.count) + (note == nil ? 0 : 20)
            + (isUnsure ? legend.height + 6 : 0)
        summary = items.map { "\($0.label): \($0.text)" }
    }

    func draw(on svg: inout SVGWriter) {
        let values = items.map { $0.value.isFinite ? $0.value : 0 }
        let least = min(values.min() ?? 0, 0)
        let greatest = max(values.max() ?? 0, 0)
        let room = (texts.map { TextWidth.of($0) }.max() ?? 0) + 8
        let left = Sheet.margin + nameWidth + 12 + (least < 0 ? room : 0)
        let right = Sheet.width - Sheet.margin - room
        let unit = greatest > least ? (right - left) / (greatest - least) : 0
        let zero = left - least * unit
        for (index, item) in items.enumerated() {
            let middle = Sheet.margin + (Double(index) + 0.5) * Self.rowHeight
            let end = zero + values[index] * unit
            svg.group("\(item.label): \(item.text)") { svg in
                svg.text(
                    names[index],
                    x: Sheet.margin + nameWidth,
                    y: middle + 4,
                    anchor: .end
                )
                let isLeft = values[index] < 0
                let sure = isLeft ? end : min(zero + max(item.sure, 0) * unit, end)
                svg.rectangle(
                    x: min(zero, sure),
                    y: middle - 8,
                    width: abs(sure - zero),
                    height: 16,
                    isLeft ? "solid late" : "solid neutral"
                )
                if sure < end {
                    svg.rectangle(
                        x: sure,
                        y: middle - 8,
                        width: end - sure,
                        height: 16,
                        "possible neutral",
                        fill: SpanChart.Bar.Tone.neutral.style
                    )
                }
                svg.text(
                    texts[index],
                    x: isLeft ? end - 5 : end + 5,
                    y: middle + 4,
                    anchor: isLeft ? .end : .start
                )
            }
        }
        let bottom = Sheet.margin + Double(items.count) * Self.rowHeight
        svg.line(from: (zero, Sheet.margin), to: (zero, bottom), "axis rule")
        if let note { svg.text(note, x: Sheet.margin, y: bottom + 16, "soft") }
        legend.draw(x: Sheet.margin, y: bottom + 6 + (note == nil ? 0 : 20), on: &svg)
    }
}
