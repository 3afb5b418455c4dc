package import Events
package import LMDB

extension Journal {
    /// The positions of the events with this tag, ascending.
    ///
    /// - `from`: the first position wanted.
    /// - `below`: the size of the ledger as known then; later events are left out.
    package func positions(
        tagged tag: Tag,
        from: Position = 0,
        below: UInt64 = .max,
        limit: Int = .max,
        tail: Tail? = nil,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> [Position] {
        let range = Window(from: from, below: below, limit: limit)
        return try positions(
            .tag,
            tag.text.utf8.span,
            layout.tags,
            range,
            tail,
            in: snapshot
        )
    }

    /// The positions of the events of this type, ascending.
    package func positions(
        ofType type: EventType,
        from: Position = 0,
        below: UInt64 = .max,
        limit: Int = .max,
        tail: Tail? = nil,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> [Position] {
        let range = Window(from: from, below: below, limit: limit)
        return try positions(
            .type,
            type.text.utf8.span,
            layout.types,
            range,
            tail,
            in: snapshot
        )
    }

    /// The positions of the events of an entity's own history, ascending.
    package func positions(
        ofEntity entity: Tag,
        below: UInt64 = .max,
        tail: Tail? = nil,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> [Position] {
        let range = Window(from: 0, below: below, limit: .max)
        return try positions(
            .entity,
            entity.text.utf8.span,
            layout.entities,
            range,
            tail,
            in: snapshot
        )
    }

    /// Whether the index of tags names an event under a tag.
    package func holds(
        _ position: Position,
        tagged tag: Tag,
        tail: Tail? = nil,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> Bool {
        try holds(position, .tag, tag.text.utf8.span, layout.tags, tail, in: snapshot)
    }

    /// Whether the index of types names an event under a type.
    package func holds(
        _ position: Position,
        ofType type: EventType,
        tail: Tail? = nil,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> Bool {
        try holds(position, .type, type.text.utf8.span, layout.types, tail, in: snapshot)
    }

    /// Whether an event stands in an entity's own history.
    package func holds(
        _ position: Position,
        entity: Tag,
        tail: Tail? = nil,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> Bool {
        try holds(position, .entity, entity.text.utf8.span, layout.entities, tail, in: snapshot)
    }

    /// Asks the index and the tail each by itself: in a damaged ledger the index may name events
    /// that stand behind the tail's, and the tail's are there all the same.
    private func holds(
        _ position: Position,
        _ field: Tail.Field,
        _ key: Span<UInt8>,
        _ table: Table,
        _ tail: Tail?,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> Bool {
        let indexed = try snapshot.positions(for: key, from: position, limit: 1, in: table)
        if indexed.first == position { return true }
        let tail = try tail ?? self.tail(in: snapshot)
        return !tail.positions(field, key, from: position, below: position + 1).isEmpty
    }

    /// Which positions are wanted.
    private struct Window {
        let from: Position
        let below: Position
        let limit: Int
    }

    /// What the index holds, and behind it what the tail holds.
    private func positions(
        _ field: Tail.Field,
        _ key: Span<UInt8>,
        _ table: Table,
        _ window: Window,
        _ tail: Tail?,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> [Position] {
        var found = try snapshot.positions(
            for: key,
            from: window.from,
            limit: window.limit,
            in: table
        )
        if let last = found.last, last >= window.below {
            let end = found.firstIndex { $0 >= window.below } ?? found.endIndex
            found.removeSubrange(end...)
            return found
        }
        guard found.count < window.limit else { return found }
        let tail = try tail ?? self.tail(in: snapshot)
        let later = tail.positions(field, key, from: window.from, below: window.below)
        found += later.prefix(window.limit - found.count)
        return found
    }
}
