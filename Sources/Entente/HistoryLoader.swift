import CanonicalJSON
package import Collaboration
package import EventJournal
package import Events
package import LMDB

/// Reads leaves as histories: corrections known then applied, retracted events left out.
package struct HistoryLoader {
    private let journal: Journal
    private let types: LedgerTypes
    private let rulebook: Rulebook
    private let passesOverDamage: Bool

    /// Where leaves stand that are appended and not in the journal yet.
    private let appender: JournalAppender?

    /// Leaves read before; `nil` where they are not read again and again.
    private let cache: LeafCache?

    /// A loader for a ledger's journal, by its catalogue and rules.
    ///
    /// - `passingOverDamage`: take a leaf that cannot be read for one that is not there, as the
    ///   audit does, which names it elsewhere.
    /// - `types`: those the ledger knows, if they are more than the journal shows.
    /// - `inFlight`: holds leaves that are appended and not in the journal yet.
    package init(
        _ ledger: Ledger,
        types: LedgerTypes? = nil,
        inFlight appender: JournalAppender? = nil,
        passingOverDamage: Bool = false
    ) {
        self.init(
            journal: ledger.journal,
            types: types ?? ledger.types,
            inFlight: appender,
            passingOverDamage: passingOverDamage
        )
    }

    init(
        journal: Journal,
        types: LedgerTypes,
        inFlight appender: JournalAppender? = nil,
        passingOverDamage: Bool = false,
        recalling cache: LeafCache? = nil
    ) {
        passesOverDamage = passingOverDamage
        self.cache = cache
        self.appender = appender
        self.journal = journal
        self.types = types
        rulebook = .standard
    }

    /// A loader that keeps the leaves of the histories it reads.
    init(_ ledger: Ledger, recalling cache: LeafCache?) {
        self.init(journal: ledger.journal, types: ledger.types, recalling: cache)
    }

    /// The leaf at a position.
    ///
    /// - Throws: `LedgerError` when the bytes are no JSON.
    package func leaf(
        at position: Position,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> Leaf? {
        let stored = try appender?.leaf(at: position, in: snapshot)
        guard let bytes = try stored ?? journal.leaf(at: position, in: snapshot) else { return nil }
        if passesOverDamage { return try? leaf(of: bytes, at: position) }
        return try leaf(of: bytes, at: position)
    }

    /// The leaf of some bytes.
    ///
    /// - Throws: `LedgerError` when the bytes are no JSON.
    func leaf(of bytes: [UInt8], at position: Position) throws -> Leaf {
        guard let document = try? JSONDocument(reading: bytes) else {
            throw LedgerError(
                .damaged,
                "the leaf at \(position) is damaged; run `entente audit` and restore a backup"
            )
        }
        return Leaf(position: position, document: document)
    }

    /// What the leaves at some positions say, with those that tell what they say.
    ///
    /// - `opening`: opens personal values; without one they stay `null`.
    /// - `tagged`: the positions of the events with a tag, as known then; without it, nothing that
    ///   was said elsewhere is taken in.
    /// - `find`: where the event with an id stands, as known then.
    package func history(
        at positions: [Position],
        opening: Opening? = nil,
        in snapshot: borrowing some Snapshot & ~Copyable,
        tagged: (Tag) throws -> [Position] = { _ in [] },
        find: (String) throws -> Position?
    ) throws -> History {
        let leaves: [Leaf]
        if let cache {
            leaves = try self.leaves(at: positions, from: cache, in: snapshot)
        } else if appender == nil, !passesOverDamage {
            leaves = try stored(at: positions, in: snapshot)
        } else {
            leaves = try positions.compactMap { try leaf(at: $0, in: snapshot) }
        }
        return try history(
            of: leaves,
            opening: opening,
            in: snapshot,
            tagged: tagged,
            find: find
        )
    }

    /// The leaves of the journal at some positions.
    private func stored(
        at positions: [Position],
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> [Leaf] {
        var leaves: [Leaf] = []
        leaves.reserveCapacity(positions.count)
        try journal.withLeaves(at: positions, in: snapshot) { position, bytes in
            leaves.append(try leaf(of: bytes.array, at: position))
        }
        return leaves
    }

    /// The leaves at some positions, read as far as they are not at hand.
    private func leaves(
        at positions: [Position],
        from cache: LeafCache,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> [Leaf] {
        let known = cache.leaves(at: positions)
        let missing = positions.indices.filter { known[$0] == nil }.map { positions[$0] }
        guard !missing.isEmpty else { return known.compactMap(\.self) }
        let read = try stored(at: missing, in: snapshot)
        cache.keep(read)
        let found = Dictionary(read.map { ($0.position, $0) }) { first, _ in first }
        return positions.indices.compactMap { known[$0] ?? found[positions[$0]] }
    }

    /// What some leaves say, with those that tell what they say.
    ///
    /// - `opening`: opens personal values; without one they stay `null`.
    /// - `tagged`: the positions of the events with a tag, as known then; without it, nothing that
    ///   was said elsewhere is taken in.
    /// - `find`: where the event with an id stands, as known then.
    package func history(
        of recorded: [Leaf],
        opening: Opening? = nil,
        in snapshot: borrowing some Snapshot & ~Copyable,
        tagged: (Tag) throws -> [Position] = { _ in [] },
        find: (String) throws -> Position?
    ) throws -> History {
        var hidden: [Position: [String: Fact.Hidden]] = [:]
        var leaves = try completed(recorded, in: snapshot, tagged: tagged, find: find)
        if let opening {
            for place in leaves.indices {
                leaves[place] = try opened(
                    leaves[place],
                    by: opening,
                    in: snapshot,
                    noting: &hidden
                )
            }
        }
        var axes: [(type: EventType, axis: Fact.Axis)] = []
        return History(of: leaves, hidden: hidden) { type in
            if let known = axes.first(where: { $0.type == type }) { return known.axis }
            let axis = types.axis(of: type)
            axes.append((type, axis))
            return axis
        }
    }

    /// Some leaves, and those that tell what they say: the events that corrections among them are
    /// about, which may stand elsewhere, and all that was said of an event that got another
    /// payload.
    ///
    /// Such an event may have been about something else before or since, and what was said of it
    /// then stands there; whatever is said of an event carries the event's own tag.
    ///
    /// - `tagged`: the positions of the events with a tag, as known then.
    /// - `find`: where the event with an id stands, as known then.
    func completed(
        _ recorded: [Leaf],
        in snapshot: borrowing some Snapshot & ~Copyable,
        tagged: (Tag) throws -> [Position],
        find: (String) throws -> Position?
    ) throws -> [Leaf] {
        guard recorded.contains(where: \.isAboutAnEvent) else { return recorded }
        var leaves = recorded
        var seen = Set(recorded.map(\.position))
        var discussed: Set<Tag> = []
        var next = 0
        while next < leaves.count {
            let leaf = leaves[next]
            next += 1
            guard leaf.isAboutAnEvent, let target = leaf.target else { continue }
            var places = try find(target).map { [$0] } ?? []
            if leaf.replacesPayload, let name = Tag("event:" + target),
                discussed.insert(name).inserted
            {
                places += try tagged(name)
            }
            for place in places where seen.insert(place).inserted {
                if let leaf = try self.leaf(at: place, in: snapshot) { leaves.append(leaf) }
            }
        }
        return leaves
    }

    /// A leaf with its personal values, as far as a reader gets them.
    private func opened(
        _ leaf: Leaf,
        by opening: Opening,
        in snapshot: borrowing some Snapshot & ~Copyable,
        noting hidden: inout [Position: [String: Fact.Hidden]]
    ) throws -> Leaf {
        guard leaf.document.member(0, Self.personal) != nil else { return leaf }
        let opened = try opening.open(leaf, in: snapshot)
        hidden[leaf.position] = opened.hidden
        return Leaf(position: leaf.position, event: opened.event)
    }

    private static let personal: JSONName = "personal"

    /// The standing of one entity in a history that may hold others' events too.
    package func standing(of entity: Tag, in history: History) -> Standing {
        Standing(of: entity, facts: facts(of: entity, in: history))
    }

    /// The facts of one entity in a history that may hold others' events too.
    package func facts(of entity: Tag, in history: History) -> [Fact] {
        history.facts.filter { fact in
            rulebook.joins(fact, historyOf: entity) { tags(of: fact) }
        }
    }

    /// The entities a stored event belongs to, by what it says now.
    package func entities(of fact: Fact) -> [Tag] {
        rulebook.entities(of: fact, tags: tags(of: fact))
    }

    /// An event and everything said about it: what it corrects or disputes, if it is such an event
    /// itself, and every correction, retraction and dispute of any of these.
    ///
    /// - `tagged`: the positions of the events with a tag, as known then.
    /// - `find`: where the event with an id stands, as known then.
    /// - Complexity: what was ever said about this one event.
    package func discussion(
        of leaf: Leaf,
        in snapshot: borrowing some Snapshot & ~Copyable,
        tagged: (Tag) throws -> [Position],
        find: (String) throws -> Position?
    ) throws -> [Leaf] {
        var leaves: [Position: Leaf] = [:]
        var waiting = [leaf]
        while let next = waiting.popLast() {
            guard leaves.updateValue(next, forKey: next.position) == nil else { continue }
            if let target = next.target, let place = try find(target),
                let earlier = try self.leaf(at: place, in: snapshot)
            {
                waiting.append(earlier)
            }
            guard let name = Tag("event:" + next.id) else { continue }
            for position in try tagged(name) where leaves[position] == nil {
                if let later = try self.leaf(at: position, in: snapshot) { waiting.append(later) }
            }
        }
        return leaves.values.sorted { $0.position < $1.position }
    }

    /// The entities whose own history an event joins: by what it says, or, for a correction or
    /// the like, by what it is about before and after it.
    package func entities(of leaf: Leaf, discussion: [Leaf]) -> [Tag] {
        guard let type = leaf.type else { return [] }
        guard type.isAbout("event") else {
            return entities(of: Fact(leaf, as: type, axis: .occurred))
        }
        let earlier = discussion.filter { $0.position < leaf.position }
        var found: Set<Tag> = []
        for leaves in [earlier, earlier + [leaf]] {
            for fact in History(of: leaves, axis: { _ in .occurred }).facts {
                found.formUnion(entities(of: fact))
            }
        }
        return found.sorted()
    }

    /// The tags of an event, by what it says now.
    package func tags(of fact: Fact) -> [Tag] {
        guard !fact.corrections.isEmpty else {
            return Leaf(position: fact.position, document: fact.document).tags
        }
        let event = fact.event
        let version = event["version"]?.integer.map(Int.init)
        let derived = (try? types.type(fact.type, version: version))?.tags(of: event)
        let added = (event["added"]?.array ?? []).compactMap { $0.string.flatMap { Tag($0) } }
        return Set((derived ?? []) + added).sorted()
    }
}
