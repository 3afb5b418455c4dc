import LMDB
import Transparency

/// The tiles at the right edge of a ledger's tree, one a level, in C2SP tlog-tiles form.
///
/// Each tile holds 1…256 hashes: leaf hashes at level 0, roots of full tiles below at the others.
struct RightmostTiles: Sendable {
    /// A tile as it is to be written.
    struct Row: Sendable {
        let key: [UInt8]
        let bytes: [UInt8]
    }

    private var levels: [[Hash]] = []
    private var indexes: [UInt64] = []
    private var isDirty: [Bool] = []
    private var full: [Row] = []

    /// Reads the partial tiles of a tree of the given size.
    ///
    /// - `read`: the hashes of a tile, by level and index.
    init(
        ofSize size: UInt64,
        read: (_ level: Int, _ index: UInt64) throws -> [Hash]
    ) throws {
        var count = size
        while count > 0 {
            let index = count / UInt64(Tile.fullWidth)
            let partial = Int(count % UInt64(Tile.fullWidth))
            var hashes: [Hash] = []
            if partial > 0 {
                hashes = try read(levels.count, index)
                guard hashes.count >= partial else {
                    throw JournalError.damaged("tile \(levels.count)/\(index) is not whole")
                }
                hashes.removeLast(hashes.count - partial)
            }
            levels.append(hashes)
            indexes.append(index)
            isDirty.append(false)
            count = index
        }
    }

    /// Adds the hash of a leaf, and what it completes above it.
    mutating func append(_ leaf: Hash) {
        var carried = leaf
        var level = 0
        while true {
            let completes = level < levels.count && levels[level].count == Tile.fullWidth - 1
            guard completes else { return keep(carried, atLevel: level) }
            var edge = TreeEdge()
            for hash in levels[level] { edge.append(hash) }
            edge.append(carried)
            keep(carried, atLevel: level)
            carried = edge.root
            level += 1
        }
    }

    /// Adds the next hash of one level; what it completes above must be added as well.
    mutating func keep(_ hash: Hash, atLevel level: Int) {
        if level == levels.count {
            levels.append([])
            indexes.append(0)
            isDirty.append(false)
        }
        levels[level].append(hash)
        isDirty[level] = true
        guard levels[level].count == Tile.fullWidth else { return }
        full.append(row(level))
        levels[level].removeAll(keepingCapacity: true)
        indexes[level] += 1
        isDirty[level] = false
    }

    /// The tiles that have changed since the last time, each once.
    mutating func take() -> [Row] {
        var rows = full
        for level in levels.indices where isDirty[level] { rows.append(row(level)) }
        forgetChanges()
        return rows
    }

    /// Takes all tiles for written.
    mutating func forgetChanges() {
        full = []
        for level in levels.indices { isDirty[level] = false }
    }

    private func row(_ level: Int) -> Row {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(levels[level].count * Hash.byteCount)
        for hash in levels[level] { hash.append(to: &bytes) }
        return Row(key: Layout.tileKey(level: level, index: indexes[level]), bytes: bytes)
    }
}
