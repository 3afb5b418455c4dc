/// Stages that lose some on the way, from above.
package struct StageChart: Sendable, Hashable {
    /// One stage.
    package struct Stage: Sendable, Hashable {
        /// What it is called.
        package let label: String

        /// How many surely reached it; drawn solid.
        package let definite: Int

        /// How many surely or possibly reached it; what is more than `definite` is hatched.
        package let possible: Int

        /// What stands beside it, such as the share of the stage before.
        package let note: String?

        /// A stage.
        package init(_ label: String, definite: Int, possible: Int, note: String? = nil) {
            self.label = label
            self.definite = definite
            self.possible = possible
            self.note = note
        }
    }

    /// The stages, the first one first.
    package let stages: [Stage]

    /// A chart of stages.
    package init(_ stages: [Stage]) { self.stages = stages }
}
