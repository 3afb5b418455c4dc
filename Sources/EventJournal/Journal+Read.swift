package import Events
package import LMDB

extension Journal {
    /// Where the event with this id stands.
    ///
    /// - `below`: the size of the ledger as known then; a later event is not there.
    package func position(
        ofID id: String,
        below size: UInt64 = .max,
        tail: Tail? = nil,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> Position? {
        if let value = try snapshot.value(for: id.utf8.span, in: layout.ids) {
            guard let position = UInt64(bigEndianBytes: value) else {
                throw JournalError.damaged("the position of event '\(id)' cannot be read")
            }
            return position < size ? position : nil
        }
        let tail = try tail ?? self.tail(in: snapshot)
        return tail.positions(.id, id.utf8.span, below: size).first
    }

    /// The event recorded at a time.
    ///
    /// - `time`: microseconds since 1970.
    package func position(
        recordedAt time: Int64,
        tail: Tail? = nil,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> Position? {
        let key = UInt64(bitPattern: time)
        if let value = try snapshot.value(for: key, in: layout.times) {
            return UInt64(bigEndianBytes: value)
        }
        let tail = try tail ?? self.tail(in: snapshot)
        for place in 0..<tail.count where try tail.recorded(place) == time {
            return tail.start + UInt64(place)
        }
        return nil
    }

    /// The number of events recorded at or before a time.
    ///
    /// - `time`: microseconds since 1970.
    package func size(
        knownAt time: Int64,
        tail: Tail? = nil,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> UInt64 {
        guard time >= 0 else { return 0 }
        let tail = try tail ?? self.tail(in: snapshot)
        let indexed = try snapshot.withCursor(in: layout.times) { cursor -> Position? in
            guard try cursor.move(atOrAfterKey: UInt64(time) + 1) else { return nil }
            return UInt64(bigEndianBytes: cursor.value)
        }
        if let indexed { return min(tail.end, indexed) }
        for place in 0..<tail.count where try tail.recorded(place) > time {
            return tail.start + UInt64(place)
        }
        return tail.end
    }

    /// The tags of one kind that stand on any event, in order.
    package func tags(
        ofKind kind: String,
        tail: Tail? = nil,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> [Tag] {
        let prefix = Array((kind + ":").utf8)
        var found = try snapshot.withCursor(in: layout.tags) { cursor in
            var found: [Tag] = []
            var more = try cursor.move(atOrAfterKey: prefix.span)
            while more {
                guard cursor.key.count > prefix.count,
                    cursor.key.extracting(0..<prefix.count).isEqual(to: prefix.span)
                else { break }
                if let tag = Tag(bytes: cursor.key) { found.append(tag) }
                more = try cursor.move(to: .nextKey)
            }
            return found
        }
        let tail = try tail ?? self.tail(in: snapshot)
        var later: Set<Tag> = []
        tail.forEach(.tag) { text in
            if text.count > prefix.count,
                text.extracting(0..<prefix.count).isEqual(to: prefix.span),
                let tag = Tag(bytes: text)
            {
                later.insert(tag)
            }
        }
        let fresh = later.subtracting(found)
        if !fresh.isEmpty { found = (found + fresh).sorted() }
        return found
    }

    /// The types that occur, in order.
    package func types(
        tail: Tail? = nil,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> [EventType] {
        var found = try snapshot.withCursor(in: layout.types) { cursor in
            var found: [EventType] = []
            var more = try cursor.move(to: .first)
            while more {
                if let type = EventType(bytes: cursor.key) { found.append(type) }
                more = try cursor.move(to: .nextKey)
            }
            return found
        }
        let tail = try tail ?? self.tail(in: snapshot)
        var later: Set<EventType> = []
        tail.forEach(.type) { text in if let type = EventType(bytes: text) { later.insert(type) } }
        let fresh = later.subtracting(found)
        if !fresh.isEmpty { found = (found + fresh).sorted() }
        return found
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
}
