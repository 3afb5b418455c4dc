import CanonicalJSON
import Collaboration
import EDTF
import EventJournal
import Events
import LMDB
import Transparency

/// Recognises events that were stored before: what a writer sends twice is stored once.
struct Resubmission {
    private let ledger: Ledger

    init(_ ledger: Ledger) {
        self.ledger = ledger
    }

    /// The receipts of a batch that is stored as a whole, in this order.
    ///
    /// - Returns: `nil` when none of its ids is in use.
    /// - Throws: `Refusal` with `id-reused` for a partial overlap, for an id that stands twice in
    ///   the batch, and for an id with other content.
    func whole(
        _ events: [WriterEvent],
        _ appender: JournalAppender,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> [Receipt]? {
        try refuseRepeatedIDs(in: events)
        var receipts: [Receipt] = []
        var fresh: WriterEvent?
        for (offset, event) in events.enumerated() {
            guard let id = event.id,
                let position = try appender.position(ofID: id, in: snapshot)
            else {
                fresh = fresh ?? event
                continue
            }
            let next = appender.size + UInt64(offset)
            receipts.append(
                try receipt(for: event, id, at: position, next, appender, in: snapshot)
            )
        }
        guard let first = receipts.first else { return nil }
        if let fresh {
            throw Refusal(
                .idReused,
                "the batch was stored in part: '\(first.id)' stands at \(first.position), and line "
                    + "\(fresh.line) is new; send the new lines alone, or use --batch to replay the "
                    + "known ones",
                line: fresh.line,
                id: first.id,
                position: first.position
            )
        }
        for (earlier, later) in zip(receipts, receipts.dropFirst())
        where earlier.position > later.position {
            throw Refusal(
                .idReused,
                "the batch was stored in another order: '\(earlier.id)' stands at "
                    + "\(earlier.position), '\(later.id)' at \(later.position)",
                id: later.id,
                position: later.position
            )
        }
        return receipts
    }

    /// The receipt of an event that is stored already.
    ///
    /// - Returns: `nil` when its id is new.
    func single(
        _ event: WriterEvent,
        _ appender: JournalAppender,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> Receipt? {
        guard let id = event.id,
            let position = try appender.position(ofID: id, in: snapshot)
        else { return nil }
        return try receipt(for: event, id, at: position, appender.size, appender, in: snapshot)
    }

    private func refuseRepeatedIDs(in events: [WriterEvent]) throws(Refusal) {
        var lines: [String: Int] = [:]
        for event in events {
            guard let id = event.id else { continue }
            guard let first = lines.updateValue(event.line, forKey: id) else { continue }
            throw Refusal(
                .idReused,
                "the id stands twice in the batch, in lines \(first) and \(event.line)",
                line: event.line,
                id: id
            )
        }
    }

    private func receipt(
        for event: WriterEvent,
        _ id: String,
        at position: Position,
        _ next: Position,
        _ appender: JournalAppender,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> Receipt {
        guard let bytes = try appender.leaf(at: position, in: snapshot),
            let document = try? JSONDocument(reading: bytes)
        else {
            throw LedgerError(
                .damaged,
                "the ids name position \(position), which has no readable leaf; run `entente audit`"
            )
        }
        let leaf = Leaf(position: position, document: document)
        guard try isSame(event, as: leaf, in: snapshot) else {
            throw Refusal(
                .idReused,
                "the id stands at position \(position) with other content, so this event cannot "
                    + "become position \(next); give it an id of its own, or correct the stored one "
                    + "with event.corrected",
                line: event.line,
                id: id,
                position: position
            )
        }
        return Receipt(
            id: id,
            position: position,
            recordedAt: leaf.event["recorded"]?.string.flatMap(Instant.init(rfc3339:))
                ?? Instant(microseconds: 0),
            hash: SHA256Hashing.leaf(bytes),
            replayed: true
        )
    }

    /// Equal writer members after defaults; sealed values are compared by opening them, those that
    /// cannot be opened by their pointers.
    private func isSame(
        _ event: WriterEvent,
        as leaf: Leaf,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> Bool {
        let opened = try ledger.opening().open(leaf, in: snapshot)
        var given = JSONValue.object(event.members)
        for text in opened.hidden.keys {
            guard let pointer = try? JSONPointer(parsing: text), let value = given[pointer],
                !value.isNull
            else { return false }
            given = given.replacing(pointer, with: .null)
        }
        return given == .object(LeafBuilder.content(of: opened.event))
    }
}
