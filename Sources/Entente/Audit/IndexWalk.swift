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
        let postings: [(LeafIndex, Table)] = [
            (.tags, layout.tags), (.types, layout.types), (.entities, layout.entities),
        ]
        for (index, table) in postings {
            try addEntries(index, in: table, snapshot) { (hash.key($0.key), try $0.position) }
        }
        try addEntries(.ids, in: layout.ids, snapshot) {
            (hash.key($0.key), UInt64(bigEndianBytes: $0.value) ?? .max)
        }
        try addEntries(.times, in: layout.times, snapshot) {
            (hash.key(try $0.integerKey), UInt64(bigEndianBytes: $0.value) ?? .max)
        }
        for row in try journal.storedTail(in: snapshot).rows { add(row) }
    }

    /// Adds the entries of a table.
    ///
    /// - `entry`: the number of the key and the position of an entry.
    private mutating func addEntries(
        _ index: LeafIndex,
        in table: Table,
        _ snapshot: borrowing ReadTransaction,
        entry: (borrowing Cursor) throws -> (key: UInt64, position: Position)
    ) throws {
        try snapshot.withCursor(in: table) { cursor in
            var more = try cursor.move(to: .first)
            while more {
                let found = try entry(cursor)
                add(index, found.key, found.position)
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
