/// The hashes of a tile with the complete nodes above them, up to its root.
///
/// - Complexity: one hash for each node but those of the tile itself, at most 255.
struct TileNodes: Sendable {
    /// The rows, the tile's own first, each half as long as the one before.
    private let rows: [[Hash]]

    init(_ hashes: [Hash]) {
        var rows = [hashes]
        while let row = rows.last, row.count > 1, rows.count <= Tile.height {
            var next: [Hash] = []
            next.reserveCapacity(row.count / 2)
            for left in stride(from: 0, to: row.count - 1, by: 2) {
                next.append(SHA256Hashing.node(row[left], row[left + 1]))
            }
            rows.append(next)
        }
        self.rows = rows
    }

    /// The number of hashes of the tile.
    var width: Int { rows[0].count }

    /// Whether the tile will not grow.
    var isFull: Bool { width == Tile.fullWidth }

    /// A node by its height above the tile's hashes and its place in its row; `nil` when the tile
    /// is too short for it.
    func node(height: Int, offset: Int) -> Hash? {
        guard height < rows.count, offset < rows[height].count else { return nil }
        return rows[height][offset]
    }
}
