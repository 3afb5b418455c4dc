/// Refuses schemas whose evaluation would never end.
///
/// A subschema that leads back to itself without moving to a member or an item applies to the same
/// location for ever (JSON Schema Core, 9.4.1). What only a `$dynamicRef` decides is caught while
/// evaluating, by ``Limits/evaluationDepth``.
struct InPlaceCheck {
    private enum Mark {
        case unknown, active
        case done(height: Int)
    }

    private let nodes: [SchemaNode]
    private var marks: [Mark]

    init(nodes: [SchemaNode]) {
        self.nodes = nodes
        marks = Array(repeating: .unknown, count: nodes.count)
    }

    consuming func run() throws(SchemaError) {
        for id in nodes.indices { _ = try height(of: id, depth: 0) }
    }

    /// The length of the longest way in place from a node.
    private mutating func height(of id: SchemaNode.ID, depth: Int) throws(SchemaError) -> Int {
        switch marks[id] {
        case .done(let height):
            return height
        case .active:
            throw SchemaError(
                pointer: nodes[id].pointer,
                reason: "the schema applies itself to the same value without end",
                remedy: "break the circle of references with a member or an item"
            )
        case .unknown:
            break
        }
        marks[id] = .active
        var height = 0
        if depth <= Limits.inPlaceDepth {
            for next in nodes[id].inPlace {
                height = max(height, 1 + (try self.height(of: next, depth: depth + 1)))
            }
        }
        guard depth + height <= Limits.inPlaceDepth else {
            throw SchemaError(
                pointer: nodes[id].pointer,
                reason: "more than \(Limits.inPlaceDepth) subschemas apply one through the other",
                remedy: "shorten the chain of references and combinations"
            )
        }
        marks[id] = .done(height: height)
        return height
    }
}
