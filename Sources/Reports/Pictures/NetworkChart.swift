/// Who is tied to whom.
package struct NetworkChart: Sendable, Hashable {
    /// How it is drawn.
    package enum Form: Sendable, Hashable {
        /// Names below each other, with an arc for each tie.
        case arcs

        /// Names around a circle, with a ribbon across it for each tie.
        case chord
    }

    /// One of those who are tied.
    package struct Node: Sendable, Hashable {
        /// What it is called.
        package let label: String

        /// What it belongs to, such as a country; those of one group stand together.
        package let group: String

        /// How large its dot is, beside those of the others; all are alike without it.
        package let size: ValueRange?

        /// A node.
        package init(_ label: String, group: String, size: ValueRange? = nil) {
            self.label = label
            self.group = group
            self.size = size
        }
    }

    /// One tie.
    package struct Edge: Sendable, Hashable {
        /// The places of both ends among the nodes.
        package let from: Int
        package let to: Int

        /// How strong it is; the thickness of its line.
        package let weight: Double

        /// Whether it is only announced, or only possible; drawn dashed or hatched.
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

    /// The ties; two may have several, of which one is tentative.
    package let edges: [Edge]

    /// How it is drawn.
    package let form: Form

    /// A network.
    package init(nodes: [Node], edges: [Edge], form: Form = .arcs) {
        self.nodes = nodes
        self.edges = edges
        self.form = form
    }
}
