/// How much more a part is there in one place than in all places together.
package enum LocationQuotient {
    /// `(cell ÷ row) ÷ (column ÷ whole)`: 1 when the row has as much of the column as all have.
    ///
    /// - Returns: `nil` when something it is divided by is zero.
    package static func of(_ cell: Double, row: Double, column: Double, whole: Double) -> Double? {
        guard row > 0, column > 0, whole > 0 else { return nil }
        return (cell / row) / (column / whole)
    }
}
