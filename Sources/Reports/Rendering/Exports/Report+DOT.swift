import CanonicalJSON

extension Report {
    /// The network as DOT, which Graphviz draws.
    ///
    /// The thicker a line, the stronger the tie; dashed ones are only announced. The strength does
    /// not bear on the layout, so that weak ties do not fly apart.
    func dot() -> [UInt8] {
        let network = NetworkRows(of: self)
        let heaviest = max(network.edges.map(\.weight).max() ?? 0, 0.000_1)
        let basis = basisEntries.map { "\($0.name): \($0.value)" }.joined(separator: "\n")
        var text = "graph \(Self.quoted(name)) {\n"
        text += "  graph [label=\(Self.quoted(title)), comment=\(Self.quoted(basis))];\n"
        text += "  node [shape=box, style=rounded];\n"
        for node in network.nodes {
            let name = node.country.map { "\(node.name)\n\($0)" } ?? node.name
            text += "  \(Self.quoted(node.tag)) [label=\(Self.quoted(name))];\n"
        }
        for edge in network.edges {
            let width = SeriesChart.figure(1 + 5 * max(edge.weight, 0) / heaviest)
            let weight = edge.row["weight"]?.displayText ?? "0"
            text += "  \(Self.quoted(edge.from)) -- \(Self.quoted(edge.to)) "
            text += "[penwidth=\(width), tooltip=\(Self.quoted("weight \(weight)"))"
            text += edge.isTentative ? ", style=dashed];\n" : "];\n"
        }
        return Array((text + "}\n").utf8)
    }

    /// A text as DOT quotes it: a backslash is one, and lines end where they do.
    private static func quoted(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            String(line).withControlsEscaped.escaped(["\\", "\""])
        }
        return "\"" + lines.joined(separator: "\\n") + "\""
    }
}
