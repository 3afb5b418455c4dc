package import Events
package import LMDB

extension Journal {
    /// The first event after the writer's `after` that answers its query, if there is one.
    ///
    /// Streams of sorted positions are leapfrogged: each tag of an item must agree on a position,
    /// and one of its types must stand there.
    ///
    /// - Complexity: O(log n) for each position that some but not all streams of an item hold.
    package func firstConflict(
        with condition: AppendCondition,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> Position? {
        let start = condition.after.map { $0 + 1 } ?? 0
        var first: Position?
        let tail = try tail(in: snapshot)
        for item in condition.failIfEventsMatch.items {
            let found = try firstMatch(
                of: item,
                from: start,
                tail: tail,
                in: snapshot
            )
            guard let found else { continue }
            first = min(first ?? found, found)
        }
        return first
    }

    /// The first position at or after `start` whose event answers the item.
    package func firstMatch(
        of item: Query.Item,
        from start: Position,
        tail: Tail? = nil,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> Position? {
        let tail = try tail ?? self.tail(in: snapshot)
        var candidate = start
        while true {
            let before = candidate
            // Types first: of one that no event has, nothing else need be looked for.
            if !item.types.isEmpty {
                var nearest: Position?
                for type in item.types {
                    let next = try position(
                        .type,
                        type.text,
                        atOrAfter: candidate,
                        in: layout.types,
                        tail,
                        snapshot
                    )
                    if let next { nearest = min(nearest ?? next, next) }
                }
                guard let nearest else { return nil }
                candidate = nearest
            }
            for tag in item.tags {
                let next = try position(
                    .tag,
                    tag.text,
                    atOrAfter: candidate,
                    in: layout.tags,
                    tail,
                    snapshot
                )
                guard let next else { return nil }
                candidate = next
            }
            if candidate == before || item.tags.count + (item.types.isEmpty ? 0 : 1) == 1 {
                return candidate
            }
        }
    }

    private func position(
        _ field: Tail.Field,
        _ key: String,
        atOrAfter position: Position,
        in table: Table,
        _ tail: Tail,
        _ snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> Position? {
        let indexed = try snapshot.withCursor(in: table) { cursor -> Position? in
            guard try cursor.move(toKey: key.utf8.span, atOrAfter: position) else { return nil }
            return try cursor.position
        }
        if let indexed { return indexed }
        return tail.positions(field, key.utf8.span, from: position).first
    }
}
