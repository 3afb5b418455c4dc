/// Which figure of a report is asked about.
package enum CellQuestion: Sendable, Hashable {
    /// The cell of a column, in the one row that conditions `KEY=VALUE` or `VALUE` leave.
    case cell(row: [String], column: String)

    /// A total by its name.
    case total(String)
}
