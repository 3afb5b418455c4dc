/// Lengths on both sides of a common line, from above: two figures of each subject.
package struct TornadoChart: Sendable, Hashable {
    /// The two bars of one subject.
    package struct Item: Sendable, Hashable {
        /// What it is called.
        package let label: String

        /// How far it reaches to the left; what is more than the least is hatched.
        package let left: ValueRange

        /// How far it reaches to the right.
        package let right: ValueRange

        /// Two bars.
        package init(_ label: String, left: ValueRange, right: ValueRange) {
            self.label = label
            self.left = left
            self.right = right
        }
    }

    /// What the bars on the left are.
    package let leftTitle: String

    /// What the bars on the right are.
    package let rightTitle: String

    /// The subjects, the most important first.
    package let items: [Item]

    /// A chart.
    package init(_ items: [Item], left: String, right: String) {
        self.items = items
        leftTitle = left
        rightTitle = right
    }
}
