/// Two bars for each subject, to the left and to the right of a common line.
struct TornadoDrawing: PictureDrawing {
    /// The most subjects of a drawing.
    static let limit = 40

    private static let rowHeight = 24.0
    private static let head = 28.0

    let width = Sheet.width
    let height: Double
    let summary: [String]
    let hatches: [SpanChart.Bar.Tone]

    private let chart: TornadoChart
    private let items: [TornadoChart.Item]
    private let names: [String]
    private let messages: Messages
    private let legend: Legend
    private let note: String?

    /// Where the names end, and where the longest bars do.
    private let nameEnd: Double
    private let start: Double
    private let end: Double
    private let unit: Double
    private let middle: Double

    init(_ chart: TornadoChart, in messages: Messages) {
        self.messages = messages
        self.chart = chart
        items = Array(chart.items.prefix(Self.limit))
        names = items.map { TextWidth.shortened($0.label, to: 220) }
        nameEnd = Sheet.margin + (names.map { TextWidth.of($0) }.max() ?? 0)
        start = nameEnd + 14 + Self.room(for: items.map(\.left), in: messages)
        end = Sheet.width - Sheet.margin - Self.room(for: items.map(\.right), in: messages)
        let left = items.map(\.left.high).max() ?? 0
        let right = items.map(\.right.high).max() ?? 0
        // Both sides have one scale, and room for the words above them.
        let share = left + right > 0 ? left / (left + right) : 0.5
        let (leftRoom, rightRoom) = (
            Self.room(for: chart.leftTitle), Self.room(for: chart.rightTitle)
        )
        middle = min(
            max(start + share * (end - start), leftRoom, start + 20),
            Sheet.width - rightRoom,
            end - 20
        )
        unit = min(
            left > 0 ? (middle - start) / left : .infinity,
            right > 0 ? (end - middle) / right : .infinity
        )
        let isUnsure = items.contains { $0.left.low < $0.left.high || $0.right.low < $0.right.high }
        hatches = isUnsure ? [.neutral] : []
        legend = Legend(certainty: isUnsure, in: messages)
        note =
            chart.items.count > items.count
            ? messages.text(
                .firstOnes,
                numbers: ["shown": items.count, "count": chart.items.count]
            ) : nil
        height =
            Self.head + Self.rowHeight * Double(items.count) + 8 + legend.height
            + (note == nil ? 0 : 20) + Sheet.margin
        summary = items.map {
            "\($0.label): \(chart.leftTitle) \(messages.figure($0.left)), "
                + "\(chart.rightTitle) \(messages.figure($0.right))"
        }
    }

    /// How far from the edge the line stands for the words above one side.
    private static func room(for title: String) -> Double {
        min(TextWidth.of(title), 240) + 16 + Sheet.margin
    }

    private static func room(for figures: [ValueRange], in messages: Messages) -> Double {
        (figures.map { TextWidth.of(messages.figure($0)) }.max() ?? 0) + 10
    }

    func draw(on svg: inout SVGWriter) {
        let bottom = Self.head + Double(items.count) * Self.rowHeight
        svg.text(
            TextWidth.shortened(chart.leftTitle, to: middle - Sheet.margin - 16),
            x: middle - 8,
            y: 16,
            "strong",
            anchor: .end
        )
        svg.text(
            TextWidth.shortened(chart.rightTitle, to: Sheet.width - middle - 16),
            x: middle + 8,
            y: 16,
            "strong"
        )
        for (index, item) in items.enumerated() {
            let top = Self.head + Double(index) * Self.rowHeight
            if index % 2 == 0 {
                svg.rectangle(x: 0, y: top, width: width, height: Self.rowHeight, "band")
            }
            svg.group(summary[index]) { svg in
                let y = top + Self.rowHeight / 2
                svg.text(names[index], x: nameEnd, y: y + 4, anchor: .end)
                draw(item.left, isLeft: true, y: y, on: &svg)
                draw(item.right, isLeft: false, y: y, on: &svg)
            }
        }
        svg.line(from: (middle, Self.head), to: (middle, bottom), "axis rule")
        if let note { svg.text(note, x: Sheet.margin, y: bottom + 18, "soft") }
        legend.draw(x: Sheet.margin, y: bottom + 8 + (note == nil ? 0 : 20), on: &svg)
    }

    private func draw(_ range: ValueRange, isLeft: Bool, y: Double, on svg: inout SVGWriter) {
        let sure = range.low > 0 ? range.low * unit : 0
        let whole = range.high > 0 ? range.high * unit : 0
        svg.rectangle(
            x: isLeft ? middle - sure : middle,
            y: y - 8,
            width: sure,
            height: 16,
            "solid neutral"
        )
        if whole > sure {
            svg.rectangle(
                x: isLeft ? middle - whole : middle + sure,
                y: y - 8,
                width: whole - sure,
                height: 16,
                "possible neutral",
                fill: SpanChart.Bar.Tone.neutral.style
            )
        }
        svg.text(
            messages.figure(range),
            x: isLeft ? middle - whole - 5 : middle + whole + 5,
            y: y + 4,
            anchor: isLeft ? .end : .start
        )
    }
}
