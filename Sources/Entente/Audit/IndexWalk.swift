import EventJournal
import Events
import LMDB

/// What the indexes hold, summed in one pass over each.
///
/// Comparing sums for runs of positions needs no lookup: only a run whose sums differ from those of
/// its leaves is looked at entry by entry.
struct IndexWalk: Sendable {
    /// How many positions have sums of their own.
    static let runCount: UInt64 = 1_024

    /// How many events the ledger had when the indexes were read.
    let size: UInt64

    /// The sums of each run of the positions that are audited.
    private(set) var runs: [IndexSums]

    /// Entries of positions that no event has.
    private(set) var beyond = IndexSums()

    private let audited: UInt64
    private let hash: EntryHash

    /// Reads all indexes.
    ///
    /// - Parameters:
    ///   - journal: the journal.
    ///   - audited: how many events are audited; later ones are left out.
    ///   - hash: the numbers of entries.
    ///   - snapshot: what is read.
    /// - Throws: what reading throws.
    init(
        of journal: Journal,
        audited: UInt64,
        _ hash: EntryHash,
        in snapshot: borrowing ReadTransaction
    ) throws {
        self.audited = audited
        self.hash = hash
        size = try journal.size(in: snapshot)
        let count = (audited + Self.runCount - 1) / Self.runCount
        runs = [IndexSums](repeating: IndexSums(), count: Int(count))
        let layout = journal.layout
        try addPositions(.tags, in: layout.tags, snapshot)
        try addPositions(.types, in: layout.types, snapshot)
        try addPositions(.entities, in: layout.entities, snapshot)
        try addIDs(in: layout.ids, snapshot)
        try addTimes(in: layout.times, snapshot)
        for row in try journal.tail(in: snapshot).rows { add(row) }
    }

    private mutating func addPositions(
        _ index: LeafIndex,
        in table: Table,
        _ snapshot: borrowing ReadTransaction
    ) throws {
        try snapshot.withCursor(in: table) { cursor in
            var more = try cursor.move(to: .first)
            while more {
                let key = hash.key(cursor.key)
                add(index, key, try cursor.position)
                more = try cursor.move(to: .next)
            }
        }
    }

    private mutating func addIDs(
        in table: Table,
        _ snapshot: borrowing ReadTransaction
    ) throws {
        try snapshot.withCursor(in: table) { cursor in
            var more = try cursor.move(to: .first)
            while more {
                add(.ids, hash.key(cursor.key), UInt64(bigEndianBytes: cursor.value) ?? .max)
                more = try cursor.move(to: .next)
            }
        }
    }

    private mutating func addTimes(
        in table: Table,
        _ snapshot: borrowing ReadTransaction
    ) throws {
        try snapshot.withCursor(in: table) { cursor in
            var more = try cursor.move(to: .first)
            while more {
                let key = hash.key(try cursor.integerKey)
                add(.times, key, UInt64(bigEndianBytes: cursor.value) ?? .max)
                more = try cursor.move(to: .next)
            }
        }
    }

    private mutating func add(_ row: Tail.Row) {
        guard row.position < audited else { return }
        runs[Int(row.position / Self.runCount)].add(
            id: row.id.utf8Span.span,
            type: row.type,
            tags: row.tags,
            entities: row.entities,
            recorded: row.recorded,
            at: row.position,
            hash
        )
    }

    private mutating func add(_ index: LeafIndex, _ key: UInt64, _ position: Position) {
        if position < audited {
            runs[Int(position / Self.runCount)][index].add(hash.entry(key, position))
        } else if position >= size {
            beyond[index].add(hash.entry(key, position))
        }
    }
}
