import CanonicalJSON

/// The ties of a network as the rows of a report tell them, for other programs.
struct NetworkRows {
    /// A party.
    struct Node {
        let tag: String
        let name: String
        let country: String?
    }

    /// A tie of two parties.
    struct Edge {
        let from: String
        let to: String
        let row: JSONObject

        /// At least so many, at most so many.
        func count(_ key: String) -> (definite: Int64, possible: Int64)? {
            guard let definite = row[key]?["definite"]?.integer,
                let possible = row[key]?["possible"]?.integer
            else { return nil }
            return (definite, possible)
        }

        /// How strong the tie is.
        var weight: Double { row["weight"]?.number ?? 0 }

        /// Whether nobody met, and nothing was signed or done.
        var isTentative: Bool {
            ["meetings", "signed", "inForce", "commitmentsDone"].allSatisfy {
                count($0)?.possible ?? 0 == 0
            }
        }
    }

    /// What is counted of a tie; the keys of the columns.
    static let counts = NetworkTie.Figure.allCases.map(\.rawValue)

    /// The parties that have a tie, in the order of their tags.
    let nodes: [Node]

    /// The ties, in the order of the rows.
    let edges: [Edge]

    /// Reads the rows that name two parties.
    init(of report: Report) {
        var nodes: [String: Node] = [:]
        var edges: [Edge] = []
        for row in report.rows {
            guard let from = row["a"]?.string, let to = row["b"]?.string else { continue }
            for (end, tag) in [("a", from), ("b", to)] {
                nodes[tag] = Node(
                    tag: tag,
                    name: row["\(end)Name"]?.string ?? tag,
                    country: row["\(end)Country"]?.string
                )
            }
            edges.append(Edge(from: from, to: to, row: row))
        }
        self.nodes = nodes.values.sorted { $0.tag < $1.tag }
        self.edges = edges
    }
}
