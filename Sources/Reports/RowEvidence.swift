package import Events

/// Which events stand behind the cells of a row.
package struct RowEvidence: Sendable, Hashable {
    /// The positions of the events behind a cell, by the key of its column.
    ///
    /// A column that is not named rests on the events of all that are.
    package private(set) var positions: [String: Set<Position>] = [:]

    /// Nothing yet.
    package init() {}

    /// Notes that a cell rests on some events.
    mutating func note(_ column: String, _ found: some Sequence<Position>) {
        positions[column, default: []].formUnion(found)
    }

    /// Whether the events behind a cell are named apart from those of the row.
    func isNoted(_ column: String) -> Bool { positions[column] != nil }

    /// The events behind the whole row.
    var all: Set<Position> { positions.values.reduce(into: []) { $0.formUnion($1) } }

    /// The events behind a cell, in the order of recording.
    package func positions(of column: String) -> [Position] {
        (positions[column] ?? all).sorted()
    }
}
