/// Names below each other, group by group, and an arc for each tie.
///
/// The place of a name follows from its group and its order alone, so that the same network is
/// always drawn the same way.
struct NetworkDrawing: PictureDrawing {
    /// The most names and ties of a drawing; the strongest ties are drawn.
    static let nodeLimit = 100
    static let edgeLimit = 1_000

    private static let rowHeight = 20.0

    let width = Sheet.width
    let height: Double
    let summary: [String]
    let hatches: [SpanChart.Bar.Tone]

    private struct Node {
        let name: String
        let fullName: String
        let middle: Double
        let size: ValueRange?
    }

    private struct Arc {
        let title: String
        let top: Double
        let bottom: Double
        let weight: Double
        let isTentative: Bool
    }

    private let nodes: [Node]
    private let groups: [(name: String, middle: Double)]
    private let arcs: [Arc]
    private let greatestSize: Double
    private let left: Double
    private let legend: Legend
    private let note: String?

    init(_ chart: NetworkChart, in messages: Messages) {
        var places: [Int: Int] = [:]
        var nodes: [Node] = []
        var groups: [(name: String, middle: Double)] = []
        var y = Sheet.margin
        for (group, members) in Self.grouped(chart.nodes) {
            if !group.isEmpty {
                let name = TextWidth.shortened(group, to: 230)
                groups.append((name, y + Self.rowHeight / 2))
                y += Self.rowHeight
            }
            for index in members {
                places[index] = nodes.count
                let middle = y + Self.rowHeight / 2
                nodes.append(Self.labelled(chart.nodes[index], at: middle, messages))
                y += Self.rowHeight
            }
            y += 6
        }
        self.nodes = nodes
        self.groups = groups
        greatestSize = nodes.compactMap { $0.size?.high }.max() ?? 0
        let isUnsure = nodes.contains { $0.size.map { $0.low < $0.high } ?? false }
        hatches = isUnsure ? [.neutral] : []
        let edges = chart.edges.filter {
            $0.from != $0.to && places[$0.from] != nil && places[$0.to] != nil
        }
        let strongest = edges.enumerated().sorted {
            ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset)
        }
        .prefix(Self.edgeLimit).map(\.element)
        arcs = strongest.compactMap { edge in
            guard let from = places[edge.from], let to = places[edge.to] else { return nil }
            let weight = messages.figure(edge.weight)
            let title = "\(nodes[from].fullName) – \(nodes[to].fullName): \(weight)"
            return Arc(
                title: edge.isTentative ? messages.text(.tentative, ["names": title]) : title,
                top: nodes[min(from, to)].middle,
                bottom: nodes[max(from, to)].middle,
                weight: edge.weight,
                isTentative: edge.isTentative
            )
        }
        left = Sheet.margin + (nodes.map { TextWidth.of($0.name) }.max() ?? 0) + 28
        var keys: [(Legend.Swatch, String)] = []
        if arcs.contains(where: \.isTentative) { keys.append((.tentative, messages.text(.dashed))) }
        if isUnsure { keys.append((.possible(.neutral), messages.text(.hatched))) }
        legend = Legend(keys, width: Sheet.width - 2 * Sheet.margin)
        let isCut = nodes.count < chart.nodes.count || arcs.count < chart.edges.count
        note =
            isCut
            ? messages.text(
                .someTies,
                numbers: [
                    "nodes": nodes.count, "allNodes": chart.nodes.count,
                    "ties": arcs.count, "allTies": chart.edges.count,
                ]
            ) : nil
        height = y + legend.height + (note == nil ? 0 : 20) + Sheet.margin
        summary = arcs.map(\.title)
    }

    /// A node with its figure behind its name, as far as there is room.
    private static func labelled(
        _ node: NetworkChart.Node,
        at middle: Double,
        _ messages: Messages
    ) -> Node {
        let figure = node.size.map { "  \(messages.figure($0))" } ?? ""
        let room = 220 - TextWidth.of(figure)
        return Node(
            name: TextWidth.shortened(node.label, to: room) + figure,
            fullName: node.label + figure,
            middle: middle,
            size: node.size
        )
    }

    /// The groups in the order of their first members, and the places of their members.
    private static func grouped(_ nodes: [NetworkChart.Node]) -> [(String, [Int])] {
        var order: [String] = []
        var members: [String: [Int]] = [:]
        for (index, node) in nodes.prefix(nodeLimit).enumerated() {
            if members[node.group] == nil { order.append(node.group) }
            members[node.group, default: []].append(index)
        }
        return order.map { ($0, members[$0] ?? []) }
    }

    func draw(on svg: inout SVGWriter) {
        let heaviest = max(arcs.map(\.weight).max() ?? 0, 0.000_1)
        let tallest = max(arcs.map { $0.bottom - $0.top }.max() ?? 0, 1)
        let room = Sheet.width - Sheet.margin - left - 6
        // Half circles, made flatter together when the longest would not fit.
        let flatness = min(1, room / (tallest / 2))
        for arc in arcs {
            svg.group(arc.title) { svg in
                svg.arc(
                    x: left,
                    from: arc.top,
                    to: arc.bottom,
                    width: (arc.bottom - arc.top) / 2 * flatness,
                    thickness: 1 + 5 * max(arc.weight, 0) / heaviest,
                    arc.isTentative ? "arc tentative" : "arc"
                )
            }
        }
        for group in groups {
            svg.text(group.name, x: Sheet.margin, y: group.middle + 4, "strong soft")
        }
        for node in nodes {
            svg.group(node.fullName) { svg in
                svg.text(node.name, x: left - 12, y: node.middle + 4, anchor: .end)
                draw(node, on: &svg)
            }
        }
        let bottom = height - Sheet.margin - legend.height
        if let note { svg.text(note, x: Sheet.margin, y: bottom - 6, "soft") }
        legend.draw(x: Sheet.margin, y: bottom, on: &svg)
    }

    /// A dot, whose area is the size where there is one; what it may have more is hatched.
    private func draw(_ node: Node, on svg: inout SVGWriter) {
        guard let size = node.size, greatestSize > 0 else {
            return svg.circle(x: left, y: node.middle, radius: 4, "dot")
        }
        func radius(_ value: Double) -> Double { 9 * (max(value, 0) / greatestSize).squareRoot() }
        if size.high > size.low {
            svg.circle(
                x: left,
                y: node.middle,
                radius: radius(size.high),
                "possible neutral",
                fill: SpanChart.Bar.Tone.neutral.style
            )
        }
        svg.circle(x: left, y: node.middle, radius: max(radius(size.low), 1.5), "dot")
    }
}

extension NetworkChart {
    /// The chart laid out.
    func drawing(in messages: Messages) -> any PictureDrawing {
        switch form {
        case .arcs: NetworkDrawing(self, in: messages)
        case .chord: ChordDrawing(self, in: messages)
        }
    }
}
