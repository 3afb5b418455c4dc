/// Figures period by period.
package struct SeriesChart: Sendable, Hashable {
    /// How the figures are drawn.
    package enum Form: Sendable, Hashable {
        /// A small line for each series, each with its own scale.
        case sparklines

        /// Bars on each other.
        case stacked

        /// Areas on each other.
        case areas

        /// A line for each series, all on one scale.
        case lines

        /// A small chart of columns for each series, each with its own scale.
        case panels

        /// A line from the first period to the last, all on one scale.
        case slopes
    }

    /// One series.
    package struct Series: Sendable, Hashable {
        /// What it is called.
        package let label: String

        /// A figure for each period; `nil` where there is none.
        package let values: [Double?]

        /// The most that each figure can be; what is more than the figure is hatched.
        package let possible: [Double?]

        /// A series.
        package init(_ label: String, _ values: [Double?]) {
            self.label = label
            self.values = values
            possible = values
        }

        /// A series of figures that are known up to a least and a greatest value.
        package init(_ label: String, ranges: [ValueRange?]) {
            self.label = label
            values = ranges.map { $0?.low }
            possible = ranges.map { $0?.high }
        }

        private init(_ label: String, _ values: [Double?], possible: [Double?]) {
            self.label = label
            self.values = values
            self.possible = possible
        }

        /// The series without its first periods.
        func dropFirst(_ count: Int) -> Series {
            Series(
                label,
                Array(values.dropFirst(count)),
                possible: Array(possible.dropFirst(count))
            )
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
