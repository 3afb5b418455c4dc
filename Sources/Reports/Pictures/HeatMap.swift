/// Figures in a grid; the darker, the greater.
package struct HeatMap: Sendable, Hashable {
    /// One cell.
    package struct Cell: Sendable, Hashable {
        /// How dark it is, from the least to the greatest of the grid.
        package let value: Double

        /// What is written in it, such as `3–5`.
        package let text: String

        /// A cell.
        package init(_ value: Double, _ text: String) {
            self.value = value
            self.text = text
        }
    }

    /// What stands at the left of each row.
    package let rows: [String]

    /// What stands above each column.
    package let columns: [String]

    /// The cells row by row; `nil` where there is no figure.
    package let cells: [[Cell?]]

    /// A grid; each row of `cells` is as long as `columns`.
    package init(rows: [String], columns: [String], cells: [[Cell?]]) {
        self.rows = rows
        self.columns = columns
        self.cells = cells
    }
}
