/// Who is tied to whom.
package struct NetworkChart: Sendable, Hashable {
    /// One of those who are tied.
    package struct Node: Sendable, Hashable {
        /// What it is called.
        package let label: String

        /// What it belongs to, such as a country; those of one group stand together.
        package let group: String

        /// A node.
        package init(_ label: String, group: String) {
            self.label = label
            self.group = group
        }
    }

    /// One tie.
    package struct Edge: Sendable, Hashable {
        /// The places of both ends among the nodes.
        package let from: Int
        package let to: Int

        /// How strong it is; the thickness of its line.
        package let weight: Double

        /// Whether it is only announced; drawn dashed.
        package let isTentative: Bool

        /// A tie.
        package init(from: Int, to: Int, weight: Double, isTentative: Bool = false) {
            self.from = from
            self.to = to
            self.weight = weight
            self.isTentative = isTentative
        }
    }

    /// Those who are tied, in the order in which they are drawn.
    package let nodes: [Node]

    /// The ties.
    package let edges: [Edge]

    /// A network.
    package init(nodes: [Node], edges: [Edge]) {
        self.nodes = nodes
        self.edges = edges
    }
}
