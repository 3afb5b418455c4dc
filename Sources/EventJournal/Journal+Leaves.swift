package import Events
package import LMDB

extension Journal {
    /// A copy of the leaf at a position, or `nil` beyond the end.
    package func leaf(
        at position: Position,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws(LMDBError) -> [UInt8]? {
        guard let bytes = try snapshot.value(for: position, in: layout.log) else { return nil }
        return bytes.array
    }

    /// Lends the leaf at a position to `body`, or returns `nil` beyond the end.
    ///
    /// The bytes lie in the memory map; nothing is copied.
    package func withLeaf<R>(
        at position: Position,
        in snapshot: borrowing some Snapshot & ~Copyable,
        _ body: (Span<UInt8>) throws -> R
    ) throws -> R? {
        guard let bytes = try snapshot.value(for: position, in: layout.log) else { return nil }
        return try body(bytes)
    }

    /// Lends the leaves at some positions to `body`, one after the other; positions beyond the end
    /// are left out.
    package func withLeaves(
        at positions: [Position],
        in snapshot: borrowing some Snapshot & ~Copyable,
        _ body: (Position, Span<UInt8>) throws -> Void
    ) throws {
        guard !positions.isEmpty else { return }
        // One cursor goes from each to the next, which often lies on the same page.
        try snapshot.withCursor(in: layout.log) { cursor in
            for position in positions where try cursor.move(toKey: position) {
                try body(position, cursor.value)
            }
        }
    }

    /// Lends the leaves of the events with a tag to `body`, in order.
    package func withLeaves(
        tagged tag: Tag,
        from: Position = 0,
        below: UInt64 = .max,
        tail: Tail? = nil,
        in snapshot: borrowing some Snapshot & ~Copyable,
        _ body: (Position, Span<UInt8>) throws -> Void
    ) throws {
        let found = try positions(
            tagged: tag,
            from: from,
            below: below,
            tail: tail,
            in: snapshot
        )
        try withLeaves(at: found, in: snapshot, body)
    }

    /// Lends the leaves from one position up to another to `body`, in order, with one cursor.
    ///
    /// - `end`: the first position that is not wanted.
    /// - Returns: the position behind the last leaf lent, which is less than `end` where the log
    ///   ends or has a gap.
    @discardableResult
    package func replay(
        from start: Position,
        upTo end: Position,
        in snapshot: borrowing some Snapshot & ~Copyable,
        _ body: (Position, Span<UInt8>) throws -> Void
    ) throws -> Position {
        try snapshot.withCursor(in: layout.log) { cursor in
            var position = start
            var more = position < end ? try cursor.move(toKey: position) : false
            while more, try cursor.integerKey == position {
                try body(position, cursor.value)
                position += 1
                more = position < end ? try cursor.move(to: .next) : false
            }
            return position
        }
    }
}
