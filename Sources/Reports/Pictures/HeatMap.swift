/// Figures in a grid.
package struct HeatMap: Sendable, Hashable {
    /// How a figure is shown beside its text.
    package enum Form: Sendable, Hashable {
        /// The darker, the greater.
        case shades

        /// As traffic lights: from `good` on, from `fair` on, and below; `unsure` says what
        /// dashed cells are.
        case lights(fair: Double, good: Double, unsure: String)
    }

    /// One cell.
    package struct Cell: Sendable, Hashable {
        /// How dark it is, from the least to the greatest of the grid.
        package let value: Double

        /// What is written in it, such as `3–5`.
        package let text: String

        /// Whether it stands firm; else it is dashed among lights.
        package let isSure: Bool

        /// A cell.
        package init(_ value: Double, _ text: String, isSure: Bool = true) {
            self.value = value
            self.text = text
            self.isSure = isSure
        }
    }

    /// What stands at the left of each row.
    package let rows: [String]

    /// What stands above each column.
    package let columns: [String]

    /// The cells row by row; `nil` where there is no figure.
    package let cells: [[Cell?]]

    /// How the figures are shown.
    package let form: Form

    /// A grid; each row of `cells` is as long as `columns`.
    package init(rows: [String], columns: [String], cells: [[Cell?]], form: Form = .shades) {
        self.form = form
        self.rows = rows
        self.columns = columns
        self.cells = cells
    }
}
