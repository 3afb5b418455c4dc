/// The tree of one checkpoint, read from a published log, each hash checked before it is used
/// (C2SP tlog-tiles).
///
/// The partial tiles at the right edge give the root together. A full tile has the hash that the
/// tile above it holds, and so on up to the edge. So nothing is believed that the checkpoint does
/// not commit to, and what is held is the edge and one tile a level, whatever the size: at most
/// 128 KiB.
///
/// - Complexity: who goes through the tree in order reads each tile once.
package final class PublishedTree {
    /// The checkpoint that everything is checked against; its signature is the caller's matter.
    package let checkpoint: Checkpoint

    private let log: any PublishedLog
    private var edge: [Int: [Hash]]?
    private var held: [Int: (index: UInt64, hashes: [Hash])] = [:]

    /// The tree that a checkpoint names, in a published log.
    package init(of checkpoint: Checkpoint, in log: any PublishedLog) {
        self.checkpoint = checkpoint
        self.log = log
    }

    /// The hashes of a tile of this tree.
    ///
    /// - Throws: ``PublishedLogError``, or what the log throws.
    /// - Precondition: the tree has the tile.
    package func hashes(level: Int, index: UInt64) throws -> [Hash] {
        let full = Tile.hashCount(atLevel: level + 1, ofSize: checkpoint.size)
        let edge = try verifiedEdge()
        guard index < full else {
            guard let hashes = edge[level], index == full else {
                preconditionFailure("a tree has the tiles of its size")
            }
            return hashes
        }
        if let tile = held[level], tile.index == index { return tile.hashes }
        let above = try hashes(level: level + 1, index: index / UInt64(Tile.fullWidth))
        let tile = Tile(level: level, index: index)
        let hashes = try read(tile)
        guard TileTree.root(ofTile: hashes) == above[Int(index % UInt64(Tile.fullWidth))] else {
            throw PublishedLogError.otherHashes(path: tile.path)
        }
        held[level] = (index, hashes)
        return hashes
    }

    /// The entries of one bundle of this tree, each with the hash that the tree has for it.
    ///
    /// - Throws: ``PublishedLogError``, or what the log throws.
    /// - Precondition: the tree has the bundle.
    package func entries(ofTile index: UInt64) throws -> [[UInt8]] {
        let hashes = try hashes(level: 0, index: index)
        let tile = Tile(level: 0, index: index, width: hashes.count)
        let (bytes, path, isWhole) = try read(
            tile,
            \.entriesPath,
            limit: EntryBundle.byteLimit(ofWidth:)
        )
        var entries: [[UInt8]]
        do throws(EntryBundleError) {
            entries = try EntryBundle.entries(in: bytes)
        } catch {
            throw PublishedLogError.malformedBundle(path: path, error)
        }
        let width = isWhole ? Tile.fullWidth : tile.width
        guard entries.count == width else {
            throw PublishedLogError.wrongCount(
                path: path,
                found: entries.count,
                expected: width
            )
        }
        entries.removeSubrange(tile.width...)
        for (place, entry) in entries.enumerated()
        where SHA256Hashing.leaf(entry.span) != hashes[place] {
            let first = index * UInt64(Tile.fullWidth)
            throw PublishedLogError.otherEntry(path: path, index: first + UInt64(place))
        }
        return entries
    }

    /// The root of the tree's first `size` leaves.
    ///
    /// - Precondition: `size` is at most the checkpoint's.
    package func root(ofSize size: UInt64) throws -> Hash {
        try TileTree.root(ofSize: size) { level, index in
            try hashes(level: level, index: index)
        }
    }

    /// What shows which tree the tree's first `size` leaves are.
    ///
    /// - Precondition: `size` is at most the checkpoint's.
    package func consistencyProof(from size: UInt64) throws -> ConsistencyProof {
        try TileTree.consistencyProof(from: size, to: checkpoint.size) { level, index in
            try hashes(level: level, index: index)
        }
    }

    /// The partial tiles of each level, once they give the checkpoint's root.
    private func verifiedEdge() throws -> [Int: [Hash]] {
        if let edge { return edge }
        var found: [Int: [Hash]] = [:]
        var path = "the checkpoint"
        for level in 0...Tile.highestLevel {
            let count = Tile.hashCount(atLevel: level, ofSize: checkpoint.size)
            let width = Int(count % UInt64(Tile.fullWidth))
            guard width > 0 else { continue }
            let index = count / UInt64(Tile.fullWidth)
            let tile = Tile(level: level, index: index, width: width)
            found[level] = try read(tile)
            path = tile.path
        }
        let root = try TileTree.root(ofSize: checkpoint.size) { level, _ in found[level] ?? [] }
        guard root == checkpoint.root else { throw PublishedLogError.otherHashes(path: path) }
        edge = found
        return found
    }

    private func read(_ tile: Tile) throws -> [Hash] {
        let (bytes, path, isWhole) = try read(tile, \.path) { $0 * Hash.byteCount }
        let expected = (isWhole ? Tile.fullWidth : tile.width) * Hash.byteCount
        guard bytes.count == expected else {
            throw PublishedLogError.wrongLength(
                path: path,
                found: bytes.count,
                expected: expected
            )
        }
        return (0..<tile.width).map { Hash(bytes.span, at: $0 * Hash.byteCount) }
    }

    /// The bytes for a tile; a log may have dropped a partial one for the full one.
    private func read(
        _ tile: Tile,
        _ path: (Tile) -> String,
        limit: (Int) -> Int
    ) throws -> (bytes: [UInt8], path: String, isWhole: Bool) {
        let name = path(tile)
        if let bytes = try log.contents(of: name, limit: limit(tile.width)) {
            return (bytes, name, !tile.isPartial)
        }
        let whole = path(Tile(level: tile.level, index: tile.index))
        guard tile.isPartial, let bytes = try log.contents(of: whole, limit: limit(Tile.fullWidth))
        else { throw PublishedLogError.missing(path: name) }
        return (bytes, whole, true)
    }
}
