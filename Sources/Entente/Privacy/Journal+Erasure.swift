import EventJournal
import Events
import LMDB

extension Journal {
    /// Where the log says that a person was erased; `nil` when it does not.
    func erasure(
        of person: Tag,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> Position? {
        guard let item = Query.Item(types: ["subject.erased"], tags: [person]) else { return nil }
        return try firstMatch(of: item, from: 0, in: snapshot)
    }
}
