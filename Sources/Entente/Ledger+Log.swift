import Collaboration
package import EDTF
import EventJournal
package import Events
import LMDB
import Transparency

/// Which events a reader wants, and in which order.
package struct LogQuery: Sendable {
    /// Tags that must all stand on the event.
    package let tags: [Tag]

    /// Type names, any of which will do, and `agreement.*` for all of a noun; empty for any.
    package let types: [String]

    /// Only events that may have happened at or after the start of this date.
    package let since: ImpreciseDate?

    /// Only events that may have happened at or before the end of this date.
    package let until: ImpreciseDate?

    /// Which moment's knowledge.
    package let knownAt: KnownAt

    /// The order of recording, instead of the newest first.
    package let oldestFirst: Bool

    /// How many at most.
    package let limit: Int?

    /// Only events behind this position.
    package let after: Position?

    package init(
        tags: [Tag] = [],
        types: [String] = [],
        since: ImpreciseDate? = nil,
        until: ImpreciseDate? = nil,
        knownAt: KnownAt = .now,
        oldestFirst: Bool = false,
        limit: Int? = nil,
        after: Position? = nil
    ) {
        self.tags = tags
        self.types = types
        self.since = since
        self.until = until
        self.knownAt = knownAt
        self.oldestFirst = oldestFirst
        self.limit = limit
        self.after = after
    }

    /// Whether an event is wanted, as its leaf was stored.
    func matches(_ leaf: Leaf) -> Bool {
        guard let type = leaf.type, types.isEmpty || types.contains(where: { Self.fits(type, $0) })
        else { return false }
        if !tags.isEmpty {
            let held = leaf.tags
            guard tags.allSatisfy(held.contains) else { return false }
        }
        guard since != nil || until != nil else { return true }
        let fact = Fact(leaf, as: type, axis: .occurred)
        if let start = since?.earliest, fact.bounds.latest < start { return false }
        if let end = until?.latest, let earliest = fact.bounds.earliest, earliest > end {
            return false
        }
        return true
    }

    private static func fits(_ type: EventType, _ pattern: String) -> Bool {
        pattern.hasSuffix("*") ? type.text.hasPrefix(pattern.dropLast()) : type.text == pattern
    }
}

extension Ledger {
    /// Reads events, each to `body`, and returns the head they were read against.
    ///
    /// Candidates come from the rarest index that the query names; without tag or type every event
    /// is looked at, in pages of short read transactions.
    package func log(
        _ query: LogQuery,
        _ body: (StoredEvent) throws -> Void
    ) throws -> (size: UInt64, root: String) {
        let basis = try read { snapshot in
            let size = try self.size(query.knownAt, in: snapshot)
            return (size: size, root: try journal.root(ofSize: size, in: snapshot).hex)
        }
        let opening = opening()
        var left = query.limit ?? .max
        let start = query.after.map { $0 + 1 } ?? 0
        let indexed = try candidates(of: query, from: start, below: basis.size)
        for page in Self.pages(of: query, indexed, from: start, below: basis.size) {
            guard left > 0 else { break }
            var rest = page[...]
            while left > 0, !rest.isEmpty {
                // Whoever takes the events may be slow, so no transaction waits for it.
                let events = try events(at: rest.prefix(min(left, Self.readAhead)), query, opening)
                rest = rest.dropFirst(min(left, Self.readAhead))
                for event in events { try body(event) }
                left -= events.count
            }
        }
        return basis
    }

    /// How many events are read in one transaction.
    private static var readAhead: Int { 256 }

    /// The events at some positions that answer a query.
    private func events(
        at positions: ArraySlice<Position>,
        _ query: LogQuery,
        _ opening: Opening
    ) throws -> [StoredEvent] {
        try read { snapshot in
            var found: [StoredEvent] = []
            for position in positions {
                if let event = try stored(at: position, opening, in: snapshot),
                    query.matches(event.leaf)
                {
                    found.append(event)
                }
            }
            return found
        }
    }

    /// The positions to look at, in the order asked, page by page; without an index, a page is
    /// made when it is reached.
    private static func pages(
        of query: LogQuery,
        _ indexed: [Position]?,
        from start: Position,
        below size: UInt64
    ) -> AnySequence<[Position]> {
        if let indexed {
            return AnySequence([query.oldestFirst ? indexed : indexed.reversed()])
        }
        guard start < size else { return AnySequence([]) }
        let step = Limits.replayPage
        let starts = Array(stride(from: start, to: size, by: step))
        return AnySequence(
            (query.oldestFirst ? starts : starts.reversed()).lazy.map { first in
                let page = Array(first..<min(size, first + UInt64(step)))
                return query.oldestFirst ? page : page.reversed()
            }
        )
    }

    private func candidates(
        of query: LogQuery,
        from start: Position,
        below size: UInt64
    ) throws -> [Position]? {
        try read { (snapshot: borrowing ReadTransaction) -> [Position]? in
            var best: [Position]?
            for tag in query.tags {
                let found = try journal.positions(
                    tagged: tag,
                    from: start,
                    below: size,
                    in: snapshot
                )
                if found.count < best?.count ?? .max { best = found }
            }
            let exact = query.types.compactMap { EventType($0) }
            guard best == nil, !exact.isEmpty, exact.count == query.types.count else { return best }
            var found: Set<Position> = []
            for type in exact {
                found.formUnion(
                    try journal.positions(ofType: type, from: start, below: size, in: snapshot)
                )
            }
            return found.sorted()
        }
    }
}
