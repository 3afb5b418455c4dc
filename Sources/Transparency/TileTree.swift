/// Roots, edges and proofs of any tree size, read from the tiles of a log.
///
/// A log only grows, so the tree of each earlier size is still there in the tiles. A tile that
/// was written since then holds more hashes; what was not there yet is left aside.
///
/// A question about one tree reads each tile at most once, and at most two tiles of each level.
package enum TileTree {
    /// Reads the hashes of a tile by its level and its index.
    ///
    /// A partial tile is welcome, and so is one with more hashes than the size asked for needs.
    package typealias Source = (_ level: Int, _ index: UInt64) throws -> [Hash]

    /// Asks many questions at once; what one has read or computed is there for the next.
    ///
    /// - `cache`: keeps nodes of tiles for questions to come; always the same one for one log.
    package static func answering<Answer>(
        from tile: Source,
        cache: TileCache? = nil,
        _ questions: (inout TileReader) throws -> Answer
    ) throws -> Answer {
        try withoutActuallyEscaping(tile) { tile in
            var reader = TileReader(source: tile, cache: cache)
            return try questions(&reader)
        }
    }

    /// The root of the tree of the first `size` leaves.
    package static func root(ofSize size: UInt64, tile: Source) throws -> Hash {
        try answering(from: tile) { try $0.edge(ofSize: size).root }
    }

    /// The right edge of the tree of the first `size` leaves, ready to be appended to.
    package static func edge(ofSize size: UInt64, tile: Source) throws -> TreeEdge {
        try answering(from: tile) { try $0.edge(ofSize: size) }
    }

    /// The root of a full tile, which is a hash of the tile above it; none for a partial tile.
    package static func root(ofTile hashes: [Hash]) -> Hash? {
        guard hashes.count == Tile.fullWidth else { return nil }
        return TreeEdge(of: hashes).root
    }

    /// Proves that the tree of the first `size` leaves holds the leaf at `index`.
    package static func inclusionProof(
        ofLeaf index: UInt64,
        inSize size: UInt64,
        tile: Source
    ) throws -> InclusionProof {
        try answering(from: tile) { try $0.inclusionProof(ofLeaf: index, inSize: size) }
    }

    /// Proves that the tree of `laterSize` leaves continues the tree of `earlierSize` leaves.
    package static func consistencyProof(
        from earlierSize: UInt64,
        to laterSize: UInt64,
        tile: Source
    ) throws -> ConsistencyProof {
        try answering(from: tile) { try $0.consistencyProof(from: earlierSize, to: laterSize) }
    }
}
