/// A tile does not hold what the tree needs of it.
package enum TileError: Error, Hashable, CustomStringConvertible {
    /// The tile has fewer hashes than a tree of this size has there.
    case tooShort(level: Int, index: UInt64, found: Int, needed: Int)

    package var description: String {
        switch self {
        case .tooShort(let level, let index, let found, let needed):
            "the tile \(index) of level \(level) holds \(found) hashes where the tree needs "
                + "\(needed); rebuild the tiles from the leaves"
        }
    }
}
