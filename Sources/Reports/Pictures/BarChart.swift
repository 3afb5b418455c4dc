/// Lengths side by side, from above; to the left of zero when they are negative.
package struct BarChart: Sendable, Hashable {
    /// One bar.
    package struct Item: Sendable, Hashable {
        /// What it is called.
        package let label: String

        /// How long it is.
        package let value: Double

        /// What is written beside it.
        package let text: String

        /// A bar.
        package init(_ label: String, value: Double, text: String) {
            self.label = label
            self.value = value
            self.text = text
        }
    }

    /// The bars, from above.
    package let items: [Item]

    /// A chart.
    package init(_ items: [Item]) { self.items = items }
}
