/// Answers questions about the trees of one log from its tiles.
///
/// Holds every tile read and every node computed until it goes out of scope: about a hundred bytes
/// for each leaf of the tiles that were touched.
package struct TileReader: ~Copyable {
    private struct Place: Hashable {
        var height: Int
        var index: UInt64
    }

    private let source: TileTree.Source
    private var tiles: [Place: [Hash]] = [:]
    private var nodes: [Place: Hash] = [:]

    init(source: @escaping TileTree.Source) {
        self.source = source
    }

    /// The right edge of the tree of the first `size` leaves.
    package mutating func edge(ofSize size: UInt64) throws -> TreeEdge {
        try edge(from: 0, to: size)
    }

    /// The root over leaves `start..<end`.
    mutating func root(from start: UInt64, to end: UInt64) throws -> Hash {
        try edge(from: start, to: end).root
    }

    /// The complete subtrees that leaves `start..<end` fall apart into.
    ///
    /// `start` is a multiple of the size of the largest, as it is in every tree and every proof.
    private mutating func edge(from start: UInt64, to end: UInt64) throws -> TreeEdge {
        var subtrees: [Hash] = []
        subtrees.reserveCapacity((end - start).nonzeroBitCount)
        var position = start
        while position < end {
            let height = 63 - (end - position).leadingZeroBitCount
            subtrees.append(try node(height: height, index: position >> UInt64(height)))
            position += 1 << UInt64(height)
        }
        return TreeEdge(size: end - start, subtrees: subtrees)
    }

    /// The root of a complete subtree of 2 to the power of `height` leaves.
    private mutating func node(height: Int, index: UInt64) throws -> Hash {
        if height.isMultiple(of: Tile.height) {
            return try hash(level: height / Tile.height, index: index)
        }
        let place = Place(height: height, index: index)
        if let node = nodes[place] { return node }
        // The right half comes first: if the tile is too short, the error tells the whole need.
        let right = try node(height: height - 1, index: index * 2 + 1)
        let left = try node(height: height - 1, index: index * 2)
        let node = SHA256Hashing.node(left, right)
        nodes[place] = node
        return node
    }

    /// A hash that a tile keeps, by its place in the row of its level.
    private mutating func hash(level: Int, index: UInt64) throws -> Hash {
        let tileIndex = index / UInt64(Tile.fullWidth)
        let offset = Int(index % UInt64(Tile.fullWidth))
        let hashes = try tile(level: level, index: tileIndex)
        guard offset < hashes.count else {
            throw TileError.tooShort(
                level: level,
                index: tileIndex,
                found: hashes.count,
                needed: offset + 1
            )
        }
        return hashes[offset]
    }

    private mutating func tile(level: Int, index: UInt64) throws -> [Hash] {
        let place = Place(height: level, index: index)
        if let held = tiles[place] { return held }
        let hashes = try source(level, index)
        tiles[place] = hashes
        return hashes
    }
}
