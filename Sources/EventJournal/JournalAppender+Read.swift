package import Events
package import LMDB

extension JournalAppender {
    /// Where the event with an id stands, what was appended included.
    package func position(
        ofID id: String,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> Position? {
        if let gap, gap.holds(id) { return nil }
        if let position = open.position(ofID: id) { return position }
        for index in taken.indices {
            if let position = taken[index].position(ofID: id) { return position }
        }
        return try journal.position(ofID: id, in: snapshot)
    }

    /// The positions of an entity's own history, what was appended included.
    package func positions(
        ofEntity entity: Tag,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> [Position] {
        var found = try journal.positions(ofEntity: entity, in: snapshot)
        appendPositions(of: entity, in: .entities, to: &found)
        return found
    }

    /// The positions of the events with a tag, what was appended included.
    package func positions(
        tagged tag: Tag,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> [Position] {
        var found = try journal.positions(tagged: tag, in: snapshot)
        appendPositions(of: tag, in: .tags, to: &found)
        return found
    }

    /// A copy of the leaf at a position, or `nil` beyond the end.
    package func leaf(
        at position: Position,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> [UInt8]? {
        if let leaf = appendedLeaf(at: position) { return leaf }
        return try journal.leaf(at: position, in: snapshot)
    }

    /// Lends the leaf at a position to `body`, or returns `nil` beyond the end.
    package func withLeaf<R>(
        at position: Position,
        in snapshot: borrowing some Snapshot & ~Copyable,
        _ body: (Span<UInt8>) throws -> R
    ) throws -> R? {
        if let leaf = appendedLeaf(at: position) { return try body(leaf.span) }
        return try journal.withLeaf(at: position, in: snapshot, body)
    }

    /// A sealed personal value, what was appended included.
    package func sealed(
        position: Position,
        pointer: String,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> [UInt8]? {
        for segment in taken + [open] where segment.place(position) != nil {
            return segment.sealed.first {
                $0.position == position && $0.pointer.utf8.elementsEqual(pointer.utf8)
            }?.bytes
        }
        return try journal.sealed(position: position, pointer: pointer, in: snapshot)
    }

    private func appendedLeaf(at position: Position) -> [UInt8]? {
        if let place = open.place(position) { return open.leaves[place] }
        // By index: a loop over the runs would copy each.
        for index in taken.indices {
            if let place = taken[index].place(position) { return taken[index].leaves[place] }
        }
        return nil
    }

    /// Adds what the snapshot does not show: every position of a key that it shows is lower than
    /// all that it does not show.
    private func appendPositions(
        of tag: Tag,
        in field: Segment.Field,
        to found: inout [Position]
    ) {
        let lowest = found.last.map { $0 + 1 } ?? 0
        for run in taken.indices {
            taken[run].appendPositions(of: tag, in: field, from: lowest, to: &found)
        }
        open.appendPositions(of: tag, in: field, from: lowest, to: &found)
    }
}
