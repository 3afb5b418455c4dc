/// Columns of blocks, with a band for what goes from one block to another.
struct FlowDrawing: PictureDrawing {
    /// The most columns of a drawing, of which the last are drawn, and the most blocks of a column.
    static let columnLimit = 10
    static let blockLimit = 30

    private static let head = 44.0
    private static let gap = 8.0

    /// How high the blocks of a column are together, where names do not need more.
    private static let plotHeight = 300.0

    /// One block where it stands.
    private struct Placed {
        let block: FlowChart.Block
        let lines: [String]
        let top: Double
        let height: Double
        let colour: Int
    }

    let width: Double
    let height: Double
    let summary: [String]
    let hatches: [SpanChart.Bar.Tone]

    private let columns: [(label: [String], fullLabel: String, blocks: [Placed])]
    private let flows: [FlowChart.Flow]
    private let blockWidth: Double
    private let step: Double
    private let unit: Double
    private let messages: Messages
    private let legend: Legend
    private let note: String?

    init(_ chart: FlowChart, in messages: Messages) {
        self.messages = messages
        let dropped = max(0, chart.columns.count - Self.columnLimit)
        let shown = chart.columns.dropFirst(dropped).map {
            FlowChart.Column($0.label, Array($0.blocks.prefix(Self.blockLimit)))
        }
        flows = Self.flows(of: chart, dropping: dropped, among: shown)
        let blockWidth = shown.count > 3 ? 116.0 : 190
        self.blockWidth = blockWidth
        let least = Double(shown.count) * (blockWidth + 70) - 70 + 2 * Sheet.margin
        width = max(Sheet.width, least)
        step =
            shown.count > 1
            ? (width - 2 * Sheet.margin - blockWidth) / Double(shown.count - 1) : 0
        let greatest = shown.map { $0.blocks.reduce(0) { $0 + $1.value.high } }.max() ?? 0
        unit = greatest > 0 ? min(24, Self.plotHeight / greatest) : 0
        let (unit, flows) = (unit, flows)
        var colours: [String: Int] = [:]
        columns = shown.enumerated().map { place, column in
            let label = TextWidth.lines(column.label, within: blockWidth)
            var top = Self.head
            let blocks = column.blocks.enumerated().map { index, block in
                let colour = colours[block.label, default: colours.count]
                colours[block.label] = colour
                let ends = Self.ends(of: index, in: place, flows)
                let figure = max(block.value.high, ends) * unit
                // The figure is not what is cut off.
                let text = "\(messages.figure(block.value))  \(block.label)"
                let lines = TextWidth.lines(text, within: blockWidth - 14)
                let height = max(figure, Double(lines.count) * TextWidth.lineHeight + 6)
                defer { top += height + Self.gap }
                return Placed(block: block, lines: lines, top: top, height: height, colour: colour)
            }
            return (label, column.label, blocks)
        }
        let isUnsure = flows.contains { $0.value.low < $0.value.high }
        hatches = isUnsure ? [.neutral] : []
        legend = Legend(
            isUnsure ? [(.possible(.neutral), messages.text(.hatched))] : [],
            width: width - 2 * Sheet.margin
        )
        let isCut = dropped > 0 || chart.columns.contains { $0.blocks.count > Self.blockLimit }
        note =
            isCut
            ? messages.text(
                .lastColumns,
                numbers: [
                    "shown": shown.count, "count": chart.columns.count,
                    "blocks": Self.blockLimit,
                ]
            ) : nil
        let bottom = columns.flatMap(\.blocks).map { $0.top + $0.height }.max() ?? Self.head
        height = bottom + 10 + legend.height + (note == nil ? 0 : 20) + Sheet.margin
        summary = Self.words(shown, flows, in: messages)
    }

    /// Those that go from a block that is drawn to another, in the order of both.
    private static func flows(
        of chart: FlowChart,
        dropping dropped: Int,
        among columns: [FlowChart.Column]
    ) -> [FlowChart.Flow] {
        chart.flows.compactMap { flow in
            let column = flow.column - dropped
            guard column >= 0, column + 1 < columns.count,
                columns[column].blocks.indices.contains(flow.from),
                columns[column + 1].blocks.indices.contains(flow.to), flow.value.high > 0
            else { return nil }
            return FlowChart.Flow(after: column, from: flow.from, to: flow.to, flow.value)
        }
        .sorted { ($0.column, $0.from, $0.to) < ($1.column, $1.from, $1.to) }
    }

    /// How much enters or leaves a block, whichever is more.
    private static func ends(of block: Int, in column: Int, _ flows: [FlowChart.Flow]) -> Double {
        let out = flows.filter { $0.column == column && $0.from == block }
        let into = flows.filter { $0.column + 1 == column && $0.to == block }
        return max(
            out.reduce(0) { $0 + $1.value.high },
            into.reduce(0) { $0 + $1.value.high }
        )
    }

    private static func words(
        _ columns: [FlowChart.Column],
        _ flows: [FlowChart.Flow],
        in messages: Messages
    ) -> [String] {
        columns.enumerated().map { place, column in
            let blocks = column.blocks.map { "\($0.label) \(messages.figure($0.value))" }
            let onward = flows.filter { $0.column == place }.map { flow in
                "\(column.blocks[flow.from].label) – "
                    + "\(columns[place + 1].blocks[flow.to].label) \(messages.figure(flow.value))"
            }
            return "\(column.label): " + (blocks + onward).joined(separator: "; ")
        }
    }

    func draw(on svg: inout SVGWriter) {
        var leaving: [[Double]] = columns.map { $0.blocks.map(\.top) }
        var entering = leaving
        for flow in flows {
            let from = leaving[flow.column][flow.from]
            let to = entering[flow.column + 1][flow.to]
            leaving[flow.column][flow.from] += flow.value.high * unit
            entering[flow.column + 1][flow.to] += flow.value.high * unit
            draw(flow, from: from, to: to, on: &svg)
        }
        for (place, column) in columns.enumerated() {
            let x = Sheet.margin + Double(place) * step
            svg.group(column.fullLabel) { svg in
                svg.lines(column.label, x: x, middle: 20, "strong")
            }
            for placed in column.blocks { draw(placed, x: x, on: &svg) }
        }
        let bottom = height - Sheet.margin - legend.height
        if let note { svg.text(note, x: Sheet.margin, y: bottom - 6, "soft") }
        legend.draw(x: Sheet.margin, y: bottom, on: &svg)
    }

    private func draw(_ placed: Placed, x: Double, on svg: inout SVGWriter) {
        let style = SVGStyle.series(placed.colour)
        svg.group("\(placed.block.label): \(messages.figure(placed.block.value))") { svg in
            svg.rectangle(
                x: x,
                y: placed.top,
                width: blockWidth,
                height: placed.height,
                "block \(style)"
            )
            svg.lines(placed.lines, x: x + 7, middle: placed.top + placed.height / 2, style)
        }
    }

    private func draw(
        _ flow: FlowChart.Flow,
        from: Double,
        to: Double,
        on svg: inout SVGWriter
    ) {
        let start = Sheet.margin + Double(flow.column) * step + blockWidth
        let end = Sheet.margin + Double(flow.column + 1) * step
        let source = columns[flow.column].blocks[flow.from]
        let target = columns[flow.column + 1].blocks[flow.to]
        let sure = flow.value.low * unit
        let whole = flow.value.high * unit
        func band(_ above: Double, _ below: Double) -> (inout Outline) -> Void {
            let middle = (start + end) / 2
            let (left, right) = ((from + above, from + below), (to + above, to + below))
            return { outline in
                outline.move(to: (start, left.0))
                outline.curve(to: (end, right.0), by: (middle, left.0), (middle, right.0))
                outline.line(to: (end, right.1))
                outline.curve(to: (start, left.1), by: (middle, right.1), (middle, left.1))
                outline.close()
            }
        }
        svg.group("\(source.block.label) – \(target.block.label): \(messages.figure(flow.value))") {
            svg in
            if sure > 0 {
                let style = "block ribbon \(SVGStyle.series(source.colour))"
                svg.outline(style, content: band(0, sure))
            }
            if whole > sure {
                svg.outline(
                    "possible neutral",
                    fill: SpanChart.Bar.Tone.neutral.style,
                    content: band(sure, whole)
                )
            }
        }
    }
}
