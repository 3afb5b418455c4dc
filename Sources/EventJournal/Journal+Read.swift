package import Events
package import LMDB
package import Transparency

extension Journal {
    /// A copy of the leaf at a position, or `nil` beyond the end.
    package func leaf(
        at position: Position,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws(LMDBError) -> [UInt8]? {
        guard let bytes = try snapshot.value(for: position, in: layout.log) else { return nil }
        return bytes.array
    }

    /// Where the event with this id stands.
    package func position(
        ofID id: String,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> Position? {
        let key = Array(id.utf8)
        guard let value = try snapshot.value(for: key.span, in: layout.ids) else { return nil }
        guard let position = UInt64(bigEndianBytes: value) else {
            throw JournalError.damaged("the position of event '\(id)' cannot be read")
        }
        return position
    }

    /// The positions of the events with this tag, ascending.
    ///
    /// - `from`: the first position wanted.
    /// - `below`: the size of the ledger as known then; later events are left out.
    package func positions(
        tagged tag: Tag,
        from: Position = 0,
        below: UInt64 = .max,
        limit: Int = .max,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> [Position] {
        try positions(
            of: tag.text,
            in: layout.tags,
            from: from,
            below: below,
            limit: limit,
            snapshot: snapshot
        )
    }

    /// The positions of the events of this type, ascending.
    package func positions(
        ofType type: EventType,
        from: Position = 0,
        below: UInt64 = .max,
        limit: Int = .max,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> [Position] {
        try positions(
            of: type.text,
            in: layout.types,
            from: from,
            below: below,
            limit: limit,
            snapshot: snapshot
        )
    }

    /// The positions of the events of an entity's own history, ascending.
    package func positions(
        ofEntity entity: Tag,
        below: UInt64 = .max,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> [Position] {
        try positions(
            of: entity.text,
            in: layout.entities,
            from: 0,
            below: below,
            limit: .max,
            snapshot: snapshot
        )
    }

    /// Whether an event stands in an entity's own history.
    package func holds(
        _ position: Position,
        entity: Tag,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> Bool {
        let key = Array(entity.text.utf8)
        let found = try snapshot.positions(
            for: key.span,
            from: position,
            limit: 1,
            in: layout.entities
        )
        return found.first == position
    }

    /// The event recorded at a time.
    ///
    /// - `time`: microseconds since 1970.
    package func position(
        recordedAt time: Int64,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws(LMDBError) -> Position? {
        let key = UInt64(bitPattern: time)
        guard let value = try snapshot.value(for: key, in: layout.times) else { return nil }
        return UInt64(bigEndianBytes: value)
    }

    /// The tags of one kind that stand on any event, in order.
    package func tags(
        ofKind kind: String,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> [Tag] {
        let prefix = kind + ":"
        return try snapshot.withCursor(in: layout.tags) { cursor in
            var found: [Tag] = []
            let key = Array(prefix.utf8)
            var more = try cursor.move(atOrAfterKey: key.span)
            while more {
                let text = String(decoding: cursor.key.array, as: UTF8.self)
                guard text.hasPrefix(prefix) else { break }
                if let tag = Tag(text) { found.append(tag) }
                more = try cursor.move(to: .nextKey)
            }
            return found
        }
    }

    /// The types that occur, in order.
    package func types(
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> [EventType] {
        try snapshot.withCursor(in: layout.types) { cursor in
            var found: [EventType] = []
            var more = try cursor.move(to: .first)
            while more {
                if let type = EventType(String(decoding: cursor.key.array, as: UTF8.self)) {
                    found.append(type)
                }
                more = try cursor.move(to: .nextKey)
            }
            return found
        }
    }

    /// The number of events recorded at or before a time.
    ///
    /// - `time`: microseconds since 1970.
    package func size(
        knownAt time: Int64,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> UInt64 {
        let size = try edge(in: snapshot).size
        guard time >= 0 else { return 0 }
        return try snapshot.withCursor(in: layout.times) { cursor in
            guard try cursor.move(atOrAfterKey: UInt64(time) + 1) else { return size }
            return min(size, UInt64(bigEndianBytes: cursor.value) ?? size)
        }
    }

    /// The root of the tree over the first `size` leaves.
    ///
    /// - Complexity: O(log size) tiles.
    package func root(
        ofSize size: UInt64,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> Hash {
        let edge = try edge(in: snapshot)
        if size == edge.size { return edge.root }
        var tiles: [[UInt8]: [Hash]] = [:]
        return try TileTree.root(ofSize: size) { level, index in
            let key = Layout.tileKey(level: level, index: index)
            if let known = tiles[key] { return known }
            let hashes = try tile(level: level, index: index, in: snapshot)
            tiles[key] = hashes
            return hashes
        }
    }

    /// The hashes of one tile; empty when it is not stored.
    package func tile(
        level: Int,
        index: UInt64,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws(LMDBError) -> [Hash] {
        let key = Layout.tileKey(level: level, index: index)
        guard let bytes = try snapshot.value(for: key.span, in: layout.tiles) else { return [] }
        var hashes: [Hash] = []
        hashes.reserveCapacity(bytes.count / 32)
        var start = 0
        while start + 32 <= bytes.count {
            if let hash = Hash(bytes: bytes.extracting(start..<(start + 32))) {
                hashes.append(hash)
            }
            start += 32
        }
        return hashes
    }

    /// A sealed personal value, as stored.
    package func sealed(
        position: Position,
        pointer: String,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws(LMDBError) -> [UInt8]? {
        let key = Layout.sealedKey(position: position, pointer: pointer)
        guard let value = try snapshot.value(for: key.span, in: layout.sealed) else { return nil }
        return value.array
    }

    /// The edge of an agreement's own tree; empty when nobody has spoken of it.
    package func dossier(
        of agreement: Tag,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> TreeEdge {
        let key = Array(agreement.text.utf8)
        guard let bytes = try snapshot.value(for: key.span, in: layout.dossiers) else {
            return TreeEdge()
        }
        guard let edge = TreeEdge(decoding: bytes) else {
            throw JournalError.damaged("the dossier head of \(agreement) cannot be read")
        }
        return edge
    }

    private func positions(
        of key: String,
        in table: Table,
        from: Position,
        below: UInt64,
        limit: Int,
        snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> [Position] {
        let bytes = Array(key.utf8)
        let found = try snapshot.positions(for: bytes.span, from: from, limit: limit, in: table)
        guard let end = found.firstIndex(where: { $0 >= below }) else { return found }
        return Array(found[..<end])
    }
}
