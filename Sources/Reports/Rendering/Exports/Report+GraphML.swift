import CanonicalJSON

extension Report {
    /// The network as GraphML 1.0, which programs that work on graphs read.
    ///
    /// Nodes are tags and edges have no direction. A count is two numbers: `meetings` is what
    /// surely was, `meetingsPossible` with it what may have been.
    func graphML() -> [UInt8] {
        let network = NetworkRows(of: self)
        var page = MarkupWriter()
        page.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        let namespace = "http://graphml.graphdrawing.org/xmlns"
        page.element("graphml", [("xmlns", namespace)]) { page in
            page.newLine()
            for key in Self.graphKeys {
                page.empty(
                    "key",
                    [
                        ("id", "\(key.of)-\(key.name)"), ("for", key.of),
                        ("attr.name", key.name), ("attr.type", key.type),
                    ]
                )
                page.newLine()
            }
            page.element("graph", [("id", name), ("edgedefault", "undirected")]) { page in
                page.newLine()
                for (name, value) in basisEntries { Self.data("graph", name, value, on: &page) }
                for node in network.nodes { Self.write(node, on: &page) }
                for edge in network.edges { Self.write(edge, on: &page) }
            }
            page.newLine()
        }
        page.newLine()
        return page.bytes
    }

    /// What a node, an edge and the graph say, and as what.
    private static let graphKeys: [(of: String, name: String, type: String)] =
        ["report", "asOf", "knownAt", "root", "origin", "parameters"].map {
            ("graph", $0, "string")
        }
        + ["name", "country"].map { ("node", $0, "string") }
        + NetworkRows.counts.flatMap {
            [("edge", $0, "int"), ("edge", "\($0)Possible", "int")]
        }
        + [
            ("edge", "first", "string"), ("edge", "last", "string"), ("edge", "weight", "double"),
        ]

    private static func write(_ node: NetworkRows.Node, on page: inout MarkupWriter) {
        page.element("node", [("id", node.tag)]) { page in
            page.newLine()
            data("node", "name", node.name, on: &page)
            data("node", "country", node.country, on: &page)
        }
        page.newLine()
    }

    private static func write(_ edge: NetworkRows.Edge, on page: inout MarkupWriter) {
        page.element("edge", [("source", edge.from), ("target", edge.to)]) { page in
            page.newLine()
            for key in NetworkRows.counts {
                guard let count = edge.count(key) else { continue }
                data("edge", key, "\(count.definite)", on: &page)
                data("edge", "\(key)Possible", "\(count.possible)", on: &page)
            }
            for key in ["first", "last", "weight"] {
                data("edge", key, edge.row[key]?.displayText, on: &page)
            }
        }
        page.newLine()
    }

    private static func data(
        _ of: String,
        _ name: String,
        _ value: String?,
        on page: inout MarkupWriter
    ) {
        guard let value else { return }
        page.element("data", [("key", "\(of)-\(name)")], text: value)
        page.newLine()
    }

    /// What the report rests on, by name, as other programs are told it.
    var basisEntries: [(name: String, value: String)] {
        let snapshot = basis["knownAt"]
        let entries: [(String, String?)] = [
            ("report", title), ("asOf", basis["asOf"]?.displayText),
            ("knownAt", snapshot?["size"]?.displayText), ("root", snapshot?["root"]?.displayText),
            ("origin", basis["origin"]?.displayText),
            ("parameters", basis["parameters"]?.displayText),
        ]
        return entries.compactMap { name, value in value.map { (name, $0) } }
    }
}
