/// How figures are spread: the least, the middle half, the median and the greatest.
///
/// Each of these is known up to two ends itself, because the figures are.
package struct BoxChart: Sendable, Hashable {
    /// A figure between two ends; without a greatest one nothing bounds it.
    package struct Figure: Sendable, Hashable {
        /// The least it can be.
        package let low: Double

        /// The most it can be.
        package let high: Double?

        /// A figure.
        package init(_ low: Double, _ high: Double?) {
            self.low = low
            self.high = high
        }
    }

    /// The spread of one subject.
    package struct Item: Sendable, Hashable {
        /// What it is called.
        package let label: String

        /// How many figures there are.
        package let count: Int

        /// The least of them.
        package let least: Figure

        /// The ends of the middle half, and the median between them.
        package let lower: Figure
        package let median: Figure
        package let upper: Figure

        /// The greatest of them.
        package let greatest: Figure

        /// A spread.
        package init(
            _ label: String,
            count: Int,
            least: Figure,
            lower: Figure,
            median: Figure,
            upper: Figure,
            greatest: Figure
        ) {
            self.label = label
            self.count = count
            self.least = least
            self.lower = lower
            self.median = median
            self.upper = upper
            self.greatest = greatest
        }
    }

    /// What the figures count, such as `days`.
    package let unit: String

    /// The subjects, from above.
    package let items: [Item]

    /// A chart; figures are not below zero.
    package init(_ items: [Item], unit: String) {
        self.items = items
        self.unit = unit
    }
}
