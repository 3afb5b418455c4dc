import Transparency

/// Tiles in memory, filled by a growing edge as a log fills its own.
struct TileStore {
    struct MissingTile: Error {}

    private struct Place: Hashable {
        var level: Int
        var index: UInt64
    }

    private(set) var edge = TreeEdge()
    private var tiles: [Place: [Hash]] = [:]

    init(leaves: [Hash] = []) {
        for leaf in leaves {
            append(leaf)
        }
    }

    mutating func append(_ leaf: Hash) {
        edge.append(leaf) { level, index, hash in
            let place = Place(level: level, index: index / UInt64(Tile.fullWidth))
            tiles[place, default: []].append(hash)
            precondition(tiles[place]?.count == Int(index % UInt64(Tile.fullWidth)) + 1)
        }
    }

    func hashes(_ level: Int, _ index: UInt64) throws -> [Hash] {
        guard let hashes = tiles[Place(level: level, index: index)] else { throw MissingTile() }
        return hashes
    }

    /// What a client sees that has only what was published for a tree of `size` leaves.
    func published(forSize size: UInt64) -> TileTree.Source {
        { level, index in
            let count = Tile.hashCount(atLevel: level, ofSize: size)
            let start = index * UInt64(Tile.fullWidth)
            guard start < count else { throw MissingTile() }
            return Array(try hashes(level, index).prefix(Int(min(count - start, 256))))
        }
    }
}
