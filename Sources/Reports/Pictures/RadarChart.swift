/// Several figures of one subject, each on an axis of its own from 0 to 1.
package struct RadarChart: Sendable, Hashable {
    /// One closed line.
    package struct Series: Sendable, Hashable {
        /// What it is called.
        package let label: String

        /// A figure for each axis, 0 to 1; `nil` where there is none.
        package let values: [Double?]

        /// A line.
        package init(_ label: String, _ values: [Double?]) {
            self.label = label
            self.values = values
        }
    }

    /// What the axes are called.
    package let axes: [String]

    /// The lines, the subject first, those to compare with after it.
    package let series: [Series]

    /// A chart.
    package init(axes: [String], series: [Series]) {
        self.axes = axes
        self.series = series
    }
}
