/// Lengths side by side, from above; to the left of zero when they are negative.
package struct BarChart: Sendable, Hashable {
    /// One bar.
    package struct Item: Sendable, Hashable {
        /// What it is called.
        package let label: String

        /// How long it is.
        package let value: Double

        /// How much of it is sure; the rest is hatched.
        package let sure: Double

        /// What is written beside it.
        package let text: String

        /// A bar.
        package init(_ label: String, value: Double, text: String) {
            self.label = label
            self.value = value
            self.text = text
            sure = value
        }

        /// A bar of a figure that is known up to a least and a greatest value.
        package init(_ label: String, _ range: ValueRange, text: String) {
            self.label = label
            self.text = text
            value = range.high
            sure = range.low
        }
    }

    /// The bars, from above.
    package let items: [Item]

    /// A chart.
    package init(_ items: [Item]) { self.items = items }
}
