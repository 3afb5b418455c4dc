import LMDB
import Transparency

/// The tiles at the right edge of a ledger's tree, one a level, in C2SP tlog-tiles form.
///
/// Each tile holds 1…256 hashes: leaf hashes at level 0, roots of full tiles below at the others.
/// Full tiles are written when they fill up, partial ones once a commit.
struct RightmostTiles {
    private static let width = 256

    private var levels: [[Hash]] = []
    private var indexes: [UInt64] = []
    private var isDirty: [Bool] = []

    /// Reads the partial tiles of a tree of the given size.
    init(
        of journal: Journal,
        size: UInt64,
        in snapshot: borrowing WriteTransaction
    ) throws {
        var count = size
        while count > 0 {
            let index = count / UInt64(Self.width)
            let partial = Int(count % UInt64(Self.width))
            var hashes: [Hash] = []
            if partial > 0 {
                hashes = try journal.tile(level: levels.count, index: index, in: snapshot)
                guard hashes.count >= partial else {
                    throw JournalError.damaged("tile \(levels.count)/\(index) is not whole")
                }
                hashes = Array(hashes.prefix(partial))
            }
            levels.append(hashes)
            indexes.append(index)
            isDirty.append(false)
            count = index
        }
    }

    mutating func append(
        _ hash: Hash,
        to journal: Journal,
        in transaction: inout WriteTransaction
    ) throws {
        var carried = hash
        var level = 0
        while true {
            if level == levels.count {
                levels.append([])
                indexes.append(0)
                isDirty.append(false)
            }
            levels[level].append(carried)
            isDirty[level] = true
            guard levels[level].count == Self.width else { return }
            try write(level, to: journal, in: &transaction)
            var edge = TreeEdge()
            for hash in levels[level] { edge.append(hash) }
            carried = edge.root
            levels[level].removeAll(keepingCapacity: true)
            indexes[level] += 1
            isDirty[level] = false
            level += 1
        }
    }

    mutating func write(to journal: Journal, in transaction: inout WriteTransaction) throws {
        for level in levels.indices where isDirty[level] {
            try write(level, to: journal, in: &transaction)
            isDirty[level] = false
        }
    }

    private func write(
        _ level: Int,
        to journal: Journal,
        in transaction: inout WriteTransaction
    ) throws {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(levels[level].count * 32)
        for hash in levels[level] { hash.append(to: &bytes) }
        let key = Layout.tileKey(level: level, index: indexes[level])
        try transaction.put(bytes.span, for: key.span, in: journal.layout.tiles)
    }
}
