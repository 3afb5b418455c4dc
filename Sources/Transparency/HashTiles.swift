/// The tiles of a tree whose leaf hashes are at hand, for trees too small to be kept as tiles.
package struct HashTiles: Sendable {
    private let rows: [[Hash]]

    /// Computes the rows of all levels; about 1/256 more hashes than there are leaves.
    package init(leaves: [Hash]) {
        var rows = [leaves]
        while let row = rows.last, row.count >= Tile.fullWidth {
            rows.append(
                (0..<(row.count / Tile.fullWidth)).map { index in
                    let start = index * Tile.fullWidth
                    return TreeEdge(of: row[start..<(start + Tile.fullWidth)]).root
                }
            )
        }
        self.rows = rows
    }

    /// The hashes of a tile; empty when there is none.
    package func tile(level: Int, index: UInt64) -> [Hash] {
        guard level < rows.count else { return [] }
        let row = rows[level]
        guard index < UInt64(row.count / Tile.fullWidth + 1) else { return [] }
        let start = Int(index) * Tile.fullWidth
        return Array(row[start..<min(start + Tile.fullWidth, row.count)])
    }
}
