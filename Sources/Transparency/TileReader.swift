/// Answers questions about the trees of one log from its tiles.
///
/// Holds every tile read, with the nodes between its hashes and its root, until it goes out of
/// scope: 16 KiB for each tile that was touched.
package struct TileReader: ~Copyable {
    private let source: TileTree.Source
    private let cache: TileCache?
    private var tiles: [TileCache.Place: TileNodes] = [:]

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
        let nodes = try nodes(place)
        guard let node = nodes.node(height: inner, offset: offset) else {
            throw TileError.tooShort(
                level: place.level,
                index: place.index,
                found: nodes.width,
                needed: (offset + 1) << inner
            )
        }
        return node
    }

    private mutating func nodes(_ place: TileCache.Place) throws -> TileNodes {
        if let held = tiles[place] { return held }
        if let cached = cache?.nodes(place) {
            tiles[place] = cached
            return cached
        }
        let nodes = TileNodes(try source(place.level, place.index))
        tiles[place] = nodes
        cache?.keep(nodes, at: place)
        return nodes
    }
}
