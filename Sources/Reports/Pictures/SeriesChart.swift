/// Figures period by period.
package struct SeriesChart: Sendable, Hashable {
    /// How the figures are drawn.
    package enum Form: Sendable, Hashable {
        /// A small line for each series, each with its own scale.
        case sparklines

        /// Bars on each other.
        case stacked
    }

    /// One series.
    package struct Series: Sendable, Hashable {
        /// What it is called.
        package let label: String

        /// A figure for each period; `nil` where there is none.
        package let values: [Double?]

        /// A series.
        package init(_ label: String, _ values: [Double?]) {
            self.label = label
            self.values = values
        }
    }

    /// What the periods are called, the first one first.
    package let periods: [String]

    /// The series, from above.
    package let series: [Series]

    /// How the figures are drawn.
    package let form: Form

    /// A chart.
    package init(periods: [String], series: [Series], form: Form) {
        self.periods = periods
        self.series = series
        self.form = form
    }
}
