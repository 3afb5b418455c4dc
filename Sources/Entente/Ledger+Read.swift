package import CanonicalJSON
package import Collaboration
package import EDTF
import EventJournal
package import Events
package import LMDB
import Transparency

/// Which moment's knowledge a question is about.
package enum KnownAt: Sendable, Hashable {
    /// All that is known.
    case now
    /// The events with a position below a size.
    case size(UInt64)
    /// The events recorded at or before a time.
    case time(Instant)
}

/// One stored event.
package struct StoredEvent: Sendable {
    /// Its place, and its members as the leaf has them.
    package let leaf: Leaf

    /// The leaf, byte for byte.
    package let bytes: [UInt8]

    /// The members with the personal values that the reader may have.
    package let opened: JSONValue

    /// Why the other personal values are missing.
    package let hidden: [String: Fact.Hidden]

    /// The RFC 6962 hash of the leaf, in lowercase hex.
    package let leafHash: String
}

extension Ledger {
    /// A fresh opening of personal values, for one reading.
    package func opening() throws -> Opening {
        Opening(
            origin: origin,
            journal: journal,
            store: try keyStore(),
            erasedElsewhere: files.erasedElsewhere()
        )
    }

    /// The leaf at a position.
    package func leaf(at position: Position) throws -> Leaf? {
        try read { snapshot in try HistoryLoader(self).leaf(at: position, in: snapshot) }
    }

    /// The event at a position, or `nil` beyond the end.
    package func event(at position: Position) throws -> StoredEvent? {
        try event(at: position, opening: try opening())
    }

    /// The event at a position, with an opening that serves many.
    func event(at position: Position, opening: Opening) throws -> StoredEvent? {
        try read { snapshot in try stored(at: position, opening, in: snapshot) }
    }

    /// The event with an id.
    package func event(id: String) throws -> StoredEvent? {
        let opening = try opening()
        return try read { snapshot in
            guard let position = try journal.position(ofID: id, in: snapshot) else { return nil }
            return try stored(at: position, opening, in: snapshot)
        }
    }

    /// How many events were known at a moment.
    package func size(
        _ knownAt: KnownAt,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> UInt64 {
        let head = try journal.head(in: snapshot)
        switch knownAt {
        case .now: return head.size
        case .size(let size):
            guard size <= head.size else {
                throw LedgerError(
                    .usage,
                    "--known-at \(size) is more than the \(head.size) events of the ledger"
                )
            }
            return size
        case .time(let time): return try journal.size(knownAt: time.microseconds, in: snapshot)
        }
    }

    /// What an answer rests on.
    package func basis(
        asOf: AsOf,
        knownAt: KnownAt,
        parameters: JSONObject = JSONObject(),
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> Basis {
        let size = try size(knownAt, in: snapshot)
        var recorded: Instant?
        if size > 0, let last = try HistoryLoader(self).leaf(at: size - 1, in: snapshot) {
            recorded = last.event["recorded"]?.string.flatMap(Instant.init(rfc3339:))
        }
        return Basis(
            origin: origin,
            asOf: asOf,
            size: size,
            root: try journal.root(ofSize: size, in: snapshot).hex,
            recorded: recorded,
            parameters: parameters
        )
    }

    private func stored(
        at position: Position,
        _ opening: Opening,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> StoredEvent? {
        guard let bytes = try journal.leaf(at: position, in: snapshot),
            let leaf = try HistoryLoader(self).leaf(at: position, in: snapshot)
        else { return nil }
        let opened = try opening.open(leaf, in: snapshot)
        return StoredEvent(
            leaf: leaf,
            bytes: bytes,
            opened: opened.event,
            hidden: opened.hidden,
            leafHash: SHA256Hashing.leaf(bytes).hex
        )
    }
}
