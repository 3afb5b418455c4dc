import Events
package import LMDB
import Transparency

extension Journal {
    /// The events that the indexes lack.
    ///
    /// Calls that look something up take it as an argument, so that many calls over one snapshot
    /// read it once.
    ///
    /// - Complexity: O(``Tail/limit``).
    package func tail(in snapshot: borrowing some Snapshot & ~Copyable) throws -> Tail {
        var found: Tail?
        var damage: JournalError?
        let prefix = Layout.tailPrefix
        try snapshot.withCursor(in: layout.meta) { (cursor) throws(LMDBError) in
            var more = try cursor.move(atOrAfterKey: prefix.span)
            while more, let position = Self.tailPosition(cursor.key) {
                // Moved, so that the bytes are not copied for every row.
                var tail = found.take() ?? Tail(start: position)
                if position != tail.end { damage = .damaged("the tail has a gap at \(position)") }
                tail.append(cursor.value)
                found = tail
                more = try cursor.move(to: .next)
            }
        }
        if let damage { throw damage }
        return try found ?? Tail(start: size(in: snapshot))
    }

    /// Where the tail begins; `nil` when it is empty.
    func tailStart(in snapshot: borrowing some Snapshot & ~Copyable) throws -> Position? {
        var start: Position?
        let prefix = Layout.tailPrefix
        try snapshot.withCursor(in: layout.meta) { (cursor) throws(LMDBError) in
            if try cursor.move(atOrAfterKey: prefix.span) {
                start = Self.tailPosition(cursor.key)
            }
        }
        return start
    }

    /// The stored id that comes next behind one that is not stored; `nil` when there is none.
    func id(
        behind id: String,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> String? {
        var next: String?
        try snapshot.withCursor(in: layout.ids) { (cursor) throws(LMDBError) in
            if try cursor.move(atOrAfterKey: id.utf8.span) {
                next = String(decoding: cursor.key.array, as: UTF8.self)
            }
        }
        for row in try tail(in: snapshot).rows where IDGap.precedes(id, row.id) {
            if next.map({ IDGap.precedes(row.id, $0) }) ?? true { next = row.id }
        }
        return next
    }

    private static func tailPosition(_ key: Span<UInt8>) -> Position? {
        let prefix = Layout.tailPrefix
        guard key.count == prefix.count + 8,
            key.extracting(0..<prefix.count).isEqual(to: prefix.span)
        else { return nil }
        return Position(bigEndianBytes: key.extracting(prefix.count..<key.count))
    }
}
