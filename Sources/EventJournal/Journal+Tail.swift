import Events
package import LMDB
import Transparency

extension Journal {
    /// The events that the indexes lack.
    ///
    /// What was read last is kept: as long as the tree is the same nothing is read, and when it has
    /// grown only the rows that came since.
    ///
    /// - Complexity: O(``Tail/limit``) at most.
    package func tail(in snapshot: borrowing some Snapshot & ~Copyable) throws -> Tail {
        let key = Layout.edgeKey
        guard let edge = try snapshot.value(for: key.span, in: layout.meta) else {
            return try storedTail(in: snapshot)
        }
        if let known = tails.last, known.edge.isEncoded(as: edge) { return known.tail }
        if var known = tails.take(), try grow(&known, to: edge, in: snapshot) {
            tails.keep(known)
            return known.tail
        }
        let tail = try storedTail(in: snapshot)
        if let edge = TreeEdge(decoding: edge) {
            tails.keep(TailCache.Kept(edge: edge, tail: tail))
        }
        return tail
    }

    /// The same, read from what is stored.
    package func storedTail(in snapshot: borrowing some Snapshot & ~Copyable) throws -> Tail {
        guard let start = try tailStart(in: snapshot) else {
            return Tail(start: try size(in: snapshot))
        }
        var tail = Tail(start: start)
        try readRows(behind: &tail, in: snapshot)
        return tail
    }

    /// Adds to a tail that was read before the rows that came since.
    ///
    /// - Returns: `false` when the indexes hold it now, or when it is not the beginning of the one
    ///   that is stored; it is of no use then.
    private func grow(
        _ known: inout TailCache.Kept,
        to edge: Span<UInt8>,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> Bool {
        let end = known.tail.end
        guard try tailStart(in: snapshot) == known.tail.start else { return false }
        try readRows(behind: &known.tail, in: snapshot)
        for hash in try known.tail.hashes(from: end, below: known.tail.end) {
            known.edge.append(hash)
        }
        return known.edge.isEncoded(as: edge)
    }

    /// Adds to a tail the rows that are stored behind it.
    private func readRows(
        behind tail: inout Tail,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws {
        let first = Layout.tailKey(tail.end)
        try snapshot.withCursor(in: layout.meta) { cursor in
            var more = try cursor.move(atOrAfterKey: first.span)
            while more, let position = Self.tailPosition(cursor.key) {
                guard position == tail.end else {
                    throw JournalError.damaged("the tail has a gap at \(position)")
                }
                try tail.append(cursor.value)
                more = try cursor.move(to: .next)
            }
        }
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
