/// Names around a circle, each with a part of it as long as its ties, and a ribbon for each tie.
struct ChordDrawing: PictureDrawing {
    /// The most names of a drawing.
    static let limit = 40

    private static let radius = 150.0
    private static let ringWidth = 12.0
    private static let rowHeight = 18.0

    /// From how far from the centre names stand, and how much room they have.
    private static let nameDistance = 190.0
    private static let nameWidth = Sheet.width / 2 - nameDistance - Sheet.margin

    /// A part of the circle, in parts of a turn.
    private struct Part {
        let start: Double
        let end: Double

        var middle: Double { (start + end) / 2 }
    }

    private struct Node {
        let title: String
        let name: String
        let part: Part
        let colour: Int
        var nameY = 0.0
    }

    private struct Ribbon {
        let title: String
        let from: Part
        let to: Part
        let colour: Int
        let isTentative: Bool
    }

    let width = Sheet.width
    let height: Double
    let summary: [String]
    let hatches: [SpanChart.Bar.Tone]

    private let nodes: [Node]
    private let ribbons: [Ribbon]
    private let centre: Outline.Point
    private let legend: Legend
    private let note: String?

    init(_ chart: NetworkChart, in messages: Messages) {
        let count = min(chart.nodes.count, Self.limit)
        let edges = chart.edges.filter {
            $0.from != $0.to && $0.from < count && $0.to < count && $0.weight > 0
        }
        let parts = Self.parts(of: edges, among: count)
        let colours = Self.colours(chart.nodes.prefix(count))
        var nodes = parts.nodes.enumerated().map { place, part in
            let node = chart.nodes[place]
            let weight = messages.figure(parts.weights[place])
            let group = node.group.isEmpty ? "" : " (\(node.group))"
            let room = Self.nameWidth - TextWidth.of("  \(weight)")
            return Node(
                title: "\(node.label)\(group): \(weight)",
                name: TextWidth.shortened(node.label, to: room) + "  \(weight)",
                part: part,
                colour: colours[place]
            )
        }
        ribbons = edges.enumerated().map { index, edge in
            let weight = messages.figure(edge.weight)
            let (from, to) = (chart.nodes[edge.from].label, chart.nodes[edge.to].label)
            let title = "\(from) – \(to): \(weight)"
            return Ribbon(
                title: edge.isTentative ? messages.text(.possible, ["names": title]) : title,
                from: parts.edges[index].from,
                to: parts.edges[index].to,
                colour: colours[edge.from],
                isTentative: edge.isTentative
            )
        }
        let needed = Self.place(&nodes)
        let diameter = max(needed, 2 * (Self.radius + Self.ringWidth + 8))
        let centre = (x: Sheet.width / 2, y: diameter / 2 + Sheet.margin)
        for index in nodes.indices { nodes[index].nameY += centre.y }
        self.nodes = nodes
        self.centre = centre
        let isUnsure = ribbons.contains(where: \.isTentative)
        hatches = isUnsure ? [.neutral] : []
        legend = Legend(
            isUnsure ? [(.possible(.neutral), messages.text(.hatched))] : [],
            width: Sheet.width - 2 * Sheet.margin
        )
        note =
            chart.nodes.count > count
            ? messages.text(
                .firstOnes,
                numbers: ["shown": count, "count": chart.nodes.count]
            ) : nil
        height = diameter + 2 * Sheet.margin + legend.height + (note == nil ? 0 : 20)
        summary = nodes.map(\.title) + ribbons.map(\.title)
    }

    /// One colour for each group where there are several, and else for each name.
    private static func colours(_ nodes: some Collection<NetworkChart.Node>) -> [Int] {
        var places: [String: Int] = [:]
        for node in nodes where places[node.group] == nil { places[node.group] = places.count }
        return nodes.enumerated().map { places.count > 1 ? places[$1.group] ?? 0 : $0 }
    }

    /// The parts of the circle that names have, and those that both ends of each tie have in them.
    private static func parts(
        of edges: [NetworkChart.Edge],
        among count: Int
    ) -> (nodes: [Part], weights: [Double], edges: [(from: Part, to: Part)]) {
        var weights = Array(repeating: 0.0, count: count)
        for edge in edges {
            weights[edge.from] += edge.weight
            weights[edge.to] += edge.weight
        }
        let whole = weights.reduce(0, +)
        let gap = min(0.012, 0.3 / Double(max(count, 1)))
        let unit = whole > 0 ? (1 - gap * Double(count)) / whole : 0
        var starts: [Part] = []
        var begin = gap / 2
        for weight in weights {
            let length = whole > 0 ? weight * unit : 1 / Double(count) - gap
            starts.append(Part(start: begin, end: begin + length))
            begin += length + gap
        }
        var ends = edges.map { _ in (from: Part(start: 0, end: 0), to: Part(start: 0, end: 0)) }
        for node in 0..<count {
            // Going round with the clock, what leads to the next name comes last.
            let own = edges.indices.filter { edges[$0].from == node || edges[$0].to == node }
                .map { (index: $0, isStart: edges[$0].from == node) }
                .sorted { left, right in
                    func way(_ end: (index: Int, isStart: Bool)) -> Int {
                        let edge = edges[end.index]
                        return ((end.isStart ? edge.to : edge.from) - node + count) % count
                    }
                    let (mine, theirs) = (way(left), way(right))
                    return mine == theirs ? left.index < right.index : mine > theirs
                }
            var place = starts[node].start
            for end in own {
                let part = Part(start: place, end: place + edges[end.index].weight * unit)
                if end.isStart { ends[end.index].from = part } else { ends[end.index].to = part }
                place = part.end
            }
        }
        return (starts, weights, ends)
    }

    /// Sets names beside the circle as near to their parts as they can stand, and returns how high
    /// they are together; heights are from the centre.
    private static func place(_ nodes: inout [Node]) -> Double {
        var tallest = 0.0
        for isRight in [true, false] {
            let side = nodes.indices.filter { isAtRight(nodes[$0]) == isRight }
            let room = max(Double(side.count) * rowHeight, 2 * (radius + 20))
            tallest = max(tallest, room)
            let places = LabelColumn.places(
                for: side.map { Angle.direction(after: nodes[$0].part.middle).y * (radius + 20) },
                rowHeight: rowHeight,
                from: -room / 2,
                to: room / 2
            )
            for (index, place) in zip(side, places) { nodes[index].nameY = place }
        }
        return tallest
    }

    private static func isAtRight(_ node: Node) -> Bool { node.part.middle < 0.5 }

    func draw(on svg: inout SVGWriter) {
        for ribbon in ribbons {
            svg.group(ribbon.title) { svg in
                ribbon.isTentative
                    ? svg.outline(
                        "possible neutral",
                        fill: SpanChart.Bar.Tone.neutral.style,
                        content: outline(ribbon)
                    )
                    : svg.outline(
                        "block ribbon \(SVGStyle.series(ribbon.colour))",
                        content: outline(ribbon)
                    )
            }
        }
        for node in nodes {
            svg.group(node.title) { svg in
                svg.outline("block \(SVGStyle.series(node.colour))", content: ring(node.part))
                let isRight = Self.isAtRight(node)
                let side = isRight ? 1.0 : -1
                svg.path(
                    [
                        point(node.part.middle, Self.radius + Self.ringWidth + 2),
                        (centre.x + side * (Self.nameDistance - 12), node.nameY),
                        (centre.x + side * (Self.nameDistance - 4), node.nameY),
                    ],
                    "axis rule"
                )
                svg.text(
                    node.name,
                    x: centre.x + side * Self.nameDistance,
                    y: node.nameY + 4,
                    anchor: isRight ? .start : .end
                )
            }
        }
        let bottom = height - Sheet.margin - legend.height
        if let note { svg.text(note, x: Sheet.margin, y: bottom - 6, "soft") }
        legend.draw(x: Sheet.margin, y: bottom, on: &svg)
    }

    private func ring(_ part: Part) -> (inout Outline) -> Void {
        let (inner, outer) = (Self.radius + 2, Self.radius + Self.ringWidth)
        let isLong = part.end - part.start > 0.5
        return { outline in
            outline.move(to: point(part.start, outer))
            outline.arc(to: point(part.end, outer), radius: outer, isLong: isLong)
            outline.line(to: point(part.end, inner))
            outline.arc(
                to: point(part.start, inner),
                radius: inner,
                isLong: isLong,
                isForward: false
            )
            outline.close()
        }
    }

    private func outline(_ ribbon: Ribbon) -> (inout Outline) -> Void {
        { outline in
            outline.move(to: point(ribbon.from.start, Self.radius))
            for (part, other) in [(ribbon.from, ribbon.to), (ribbon.to, ribbon.from)] {
                outline.arc(
                    to: point(part.end, Self.radius),
                    radius: Self.radius,
                    isLong: part.end - part.start > 0.5
                )
                outline.curve(to: point(other.start, Self.radius), by: centre)
            }
            outline.close()
        }
    }

    private func point(_ part: Double, _ distance: Double) -> Outline.Point {
        let direction = Angle.direction(after: part)
        return (centre.x + direction.x * distance, centre.y + direction.y * distance)
    }
}
