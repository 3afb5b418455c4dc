/// Answers questions about the trees of one log from its tiles.
///
/// Holds every tile read, with its upper nodes, until it goes out of scope: 9 KiB for each tile
/// that was touched.
package struct TileReader: ~Copyable {
    private let source: TileTree.Source
    private let cache: TileCache?
    private var tiles: [TileCache.Place: [Hash]] = [:]
    private var upper: [TileCache.Place: TileNodes] = [:]

    init(source: @escaping TileTree.Source, cache: TileCache?) {
        self.source = source
        self.cache = cache
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

    /// The root of a complete subtree of 2 to the power of `height` leaves, by its place among
    /// those of its size.
    private mutating func node(height: Int, index: UInt64) throws -> Hash {
        let inner = height % Tile.height
        let place = TileCache.Place(
            level: height / Tile.height,
            index: index >> UInt64(Tile.height - inner)
        )
        let offset = Int(index & (1 << UInt64(Tile.height - inner) - 1))
        guard inner < TileNodes.lowest else {
            return try upperNode(height: inner, offset: offset, of: place)
        }
        let hashes = try hashes(place)
        let range = (offset << inner)..<((offset + 1) << inner)
        guard range.upperBound <= hashes.count else {
            throw TileError.tooShort(
                level: place.level,
                index: place.index,
                found: hashes.count,
                needed: range.upperBound
            )
        }
        return TreeEdge(of: hashes[range]).root
    }

    private mutating func upperNode(
        height: Int,
        offset: Int,
        of place: TileCache.Place
    ) throws -> Hash {
        if let node = upper[place]?.node(height: height, offset: offset) { return node }
        let cached = cache?.nodes(place)
        if let cached, let node = cached.node(height: height, offset: offset) {
            upper[place] = cached
            return node
        }
        let hashes = try hashes(place)
        let nodes = TileNodes(hashes)
        guard let node = nodes.node(height: height, offset: offset) else {
            throw TileError.tooShort(
                level: place.level,
                index: place.index,
                found: hashes.count,
                needed: (offset + 1) << height
            )
        }
        upper[place] = nodes
        cache?.keep(nodes, at: place)
        return node
    }

    private mutating func hashes(_ place: TileCache.Place) throws -> [Hash] {
        if let held = tiles[place] { return held }
        let hashes = try source(place.level, place.index)
        tiles[place] = hashes
        return hashes
    }
}
