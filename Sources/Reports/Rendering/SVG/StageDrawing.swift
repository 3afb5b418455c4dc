/// A bar for each stage: solid for those who surely reached it, hatched for those who may have.
struct StageDrawing: PictureDrawing {
    /// The most stages of a drawing.
    static let limit = 60

    private static let rowHeight = 38.0

    let width = Sheet.width
    let height: Double
    let summary: [String]
    let hatches: [SpanChart.Bar.Tone]

    private let stages: [StageChart.Stage]
    private let names: [[String]]
    private let notes: [[String]]
    private let left: Double
    private let right: Double
    private let legend: Legend

    init(_ chart: StageChart, in messages: Messages) {
        stages = Array(chart.stages.prefix(Self.limit))
        names = stages.map { TextWidth.lines($0.label, within: 170) }
        notes = stages.map { TextWidth.lines($0.words, within: 180) }
        left = Sheet.margin + (names.joined().map { TextWidth.of($0) }.max() ?? 0) + 12
        right =
            Sheet.width - Sheet.margin - (notes.joined().map { TextWidth.of($0) }.max() ?? 0) - 8
        let isUnsure = stages.contains { $0.possible > $0.definite }
        hatches = isUnsure ? [.neutral] : []
        legend = Legend(certainty: isUnsure, in: messages)
        height = Sheet.margin + Self.rowHeight * Double(stages.count) + 6 + legend.height
        summary = stages.map { "\($0.label): \($0.words)" }
    }

    func draw(on svg: inout SVGWriter) {
        let greatest = max(stages.map(\.possible).max() ?? 0, 1)
        let unit = (right - left) / Double(greatest)
        for (index, stage) in stages.enumerated() {
            let top = Sheet.margin + Double(index) * Self.rowHeight
            let middle = top + Self.rowHeight / 2
            svg.group("\(stage.label): \(stage.words)") { svg in
                svg.lines(names[index], x: left - 12, middle: middle, "strong", anchor: .end)
                let sure = Double(max(0, stage.definite)) * unit
                let whole = max(Double(stage.possible) * unit, sure)
                let bar = (y: middle - 11, height: 22.0)
                svg.rectangle(
                    x: left,
                    y: bar.y,
                    width: sure,
                    height: bar.height,
                    "solid neutral"
                )
                if whole > sure {
                    svg.rectangle(
                        x: left + sure,
                        y: bar.y,
                        width: whole - sure,
                        height: bar.height,
                        "possible neutral",
                        fill: SpanChart.Bar.Tone.neutral.style
                    )
                }
                svg.lines(notes[index], x: left + whole + 8, middle: middle)
            }
        }
        let bottom = Sheet.margin + Double(stages.count) * Self.rowHeight
        svg.line(from: (left, Sheet.margin), to: (left, bottom), "axis rule")
        legend.draw(x: Sheet.margin, y: bottom + 6, on: &svg)
    }
}

extension StageChart.Stage {
    /// `2–5 · 40 % of those before`.
    fileprivate var words: String {
        let count = definite == possible ? "\(definite)" : "\(definite)–\(possible)"
        return note.map { "\(count) · \($0)" } ?? count
    }
}
