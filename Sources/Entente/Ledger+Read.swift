package import CanonicalJSON
package import Collaboration
package import EDTF
import EventJournal
package import Events
package import LMDB
import Synchronization
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

    /// Why personal values are missing, by JSON Pointer from the event's root.
    package let hidden: [String: Fact.Hidden]

    /// The members with personal values in their places; `nil` when there is none.
    private let revealed: JSONValue?

    init(_ leaf: Leaf, revealed: JSONValue? = nil, hidden: [String: Fact.Hidden] = [:]) {
        self.leaf = leaf
        self.revealed = revealed
        self.hidden = hidden
    }

    /// The leaf, byte for byte.
    package var bytes: [UInt8] { leaf.document.bytes }

    /// The members with the personal values that the reader may have; O(n), so ask once.
    package var opened: JSONValue { revealed ?? leaf.event }

    /// The RFC 6962 hash of the leaf, in lowercase hex; O(n), so ask once.
    package var leafHash: String { SHA256Hashing.leaf(bytes).hex }
}

extension Ledger {
    /// A fresh opening of personal values, for one reading.
    package func opening() -> Opening {
        Opening(self)
    }

    /// The leaf at a position.
    package func leaf(at position: Position) throws -> Leaf? {
        try read { snapshot in try HistoryLoader(self).leaf(at: position, in: snapshot) }
    }

    /// The event at a position, or `nil` beyond the end.
    package func event(at position: Position) throws -> StoredEvent? {
        try event(at: position, opening: opening())
    }

    /// The event at a position, with an opening that serves many.
    func event(at position: Position, opening: Opening) throws -> StoredEvent? {
        try read { snapshot in try stored(at: position, opening, in: snapshot) }
    }

    /// The event with an id.
    package func event(id: String) throws -> StoredEvent? {
        let opening = opening()
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
        switch knownAt {
        case .now: return try journal.size(in: snapshot)
        case .size(let size):
            let all = try journal.size(in: snapshot)
            guard size <= all else {
                throw LedgerError(
                    .usage,
                    "--known-at \(size) is more than the \(all) events of the ledger"
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
        return Basis(
            origin: origin,
            asOf: asOf,
            size: size,
            root: try root(ofSize: size, in: snapshot).hex,
            recorded: try recorded(ofSize: size, in: snapshot),
            parameters: parameters
        )
    }

    /// The root of the tree of the first `size` events; that of all is kept for later questions.
    private func root(
        ofSize size: UInt64,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> Hash {
        let edge = try journal.edge(in: snapshot)
        guard size == edge.size else { return try journal.root(ofSize: size, in: snapshot) }
        if let last = lastRoot.withLock({ $0 }), last.edge == edge { return last.root }
        let root = edge.root
        lastRoot.withLock { $0 = (edge, root) }
        return root
    }

    /// When the last of the first `size` events was recorded.
    private func recorded(
        ofSize size: UInt64,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> Instant? {
        guard size > 0 else { return nil }
        if size == (try journal.size(in: snapshot)) {
            return try journal.recorded(in: snapshot).map { Instant(microseconds: $0) }
        }
        let last = try HistoryLoader(self).leaf(at: size - 1, in: snapshot)
        guard let document = last?.document, let node = document.member(0, Self.recordedName),
            let text = document.text(node)
        else { return nil }
        return Instant(rfc3339: text)
    }

    private static let recordedName: JSONName = "recorded"

    func stored(
        at position: Position,
        _ opening: Opening,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> StoredEvent? {
        guard let leaf = try HistoryLoader(self).leaf(at: position, in: snapshot) else {
            return nil
        }
        guard opening.concerns(leaf) else { return StoredEvent(leaf) }
        let opened = try opening.open(leaf, in: snapshot)
        return StoredEvent(leaf, revealed: opened.event, hidden: opened.hidden)
    }
}

extension Ledger {
    /// Lends the leaves of all events with a tag, in the order of recording.
    ///
    /// They lie in the memory map and are not copied. They are read in pages of short
    /// transactions; what is appended meanwhile may be left out.
    ///
    /// - Parameters:
    ///   - tag: the tag.
    ///   - size: how many events count; later ones are left out.
    ///   - body: takes the position and the bytes of one leaf; it must not write to the ledger.
    /// - Throws: `LedgerError`; what `body` throws.
    /// - Complexity: O(log n) for each event with the tag.
    package func leaves(
        tagged tag: Tag,
        below size: UInt64 = .max,
        _ body: (Position, Span<UInt8>) throws -> Void
    ) throws {
        var next: Position? = 0
        while let start = next {
            next = try read { snapshot in
                let page = try journal.positions(
                    tagged: tag,
                    from: start,
                    below: size,
                    limit: Limits.replayPage,
                    in: snapshot
                )
                try journal.withLeaves(at: page, in: snapshot, body)
                return page.count == Limits.replayPage ? page.last.map { $0 + 1 } : nil
            }
        }
    }
}
