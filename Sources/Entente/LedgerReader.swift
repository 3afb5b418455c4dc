import CanonicalJSON
package import Collaboration
import EventJournal
package import Events
import FoundationEssentials
import LMDB
package import Reports
import Synchronization
import Transparency

/// Reads histories as known at one size, with personal values opened, for one question.
///
/// The log only grows, so short read transactions one after the other give one view as long as
/// every one of them stops at the same size.
package final class LedgerReader {
    /// What the answers rest on.
    package let basis: Basis

    private let ledger: Ledger
    private let opening: Opening
    private let loader: HistoryLoader
    private let shared: SharedHistories
    private var standings: [Tag: Standing] = [:]

    /// Read on other threads.
    private lazy var scouts = (0..<Scout.count).map { _ in
        Scout(ledger, basis: basis, sharing: shared)
    }

    /// What is read ahead of whoever goes through all entities of a kind.
    private var ahead: [Substring: HistoriesAhead] = [:]

    /// A reader that works ahead of this one.
    private final class Scout: Sendable {
        /// One for each core but the one that asks; more than seven would only wait.
        static let count = max(1, min(7, ProcessInfo.processInfo.activeProcessorCount - 1))

        private let reader: Mutex<LedgerReader>

        init(_ ledger: Ledger, basis: Basis, sharing shared: SharedHistories) {
            reader = Mutex(LedgerReader(ledger, basis: basis, sharing: shared))
        }

        func work(on entities: ArraySlice<Tag>, _ work: HistoriesAhead.Work) throws {
            try reader.withLock { try $0.work(on: entities, work) }
        }
    }

    /// Told how many histories are read, after each.
    var onReading: (_ histories: Int) -> Void = { _ in }

    convenience init(_ ledger: Ledger, basis: Basis, recalling leaves: LeafCache? = nil) {
        self.init(ledger, basis: basis, sharing: SharedHistories(), recalling: leaves)
    }

    private init(
        _ ledger: Ledger,
        basis: Basis,
        sharing shared: SharedHistories,
        recalling leaves: LeafCache? = nil
    ) {
        self.ledger = ledger
        self.basis = basis
        self.shared = shared
        opening = ledger.opening()
        loader = HistoryLoader(ledger, recalling: leaves)
    }

    /// The history of one entity.
    package func standing(of entity: Tag) throws -> Standing {
        if let known = standings[entity] { return known }
        try ahead[entity.kind]?.advance(to: entity) { try work(on: $0, $1) }
        // Working ahead may have asked for it.
        if let known = standings[entity] { return known }
        let standing = Standing(of: entity, facts: try facts(of: entity))
        standings[entity] = standing
        onReading(standings.count)
        return standing
    }

    /// The facts of an entity's own history.
    private func facts(of entity: Tag) throws -> [Fact] {
        if let known = shared.history(of: entity) { return known }
        let history = try history { snapshot in
            try ledger.journal.positions(ofEntity: entity, below: basis.size, in: snapshot)
        }
        let facts = loader.facts(of: entity, in: history)
        shared.keep(facts, of: entity)
        return facts
    }

    /// Everything that carries a tag, and nothing that was said elsewhere of what came to carry it.
    private func history(tagged tag: Tag) throws -> History {
        try history(saidElsewhere: false) { snapshot in
            try ledger.journal.positions(tagged: tag, below: basis.size, in: snapshot)
        }
    }

    /// What the leaves at some positions say.
    ///
    /// - `saidElsewhere`: whether what was said elsewhere of an event that got another payload is
    ///   taken in.
    private func history(
        saidElsewhere: Bool = true,
        at positions: (borrowing ReadTransaction) throws -> [Position]
    ) throws -> History {
        try ledger.read { snapshot in
            try loader.history(
                at: try positions(snapshot),
                opening: opening,
                in: snapshot
            ) { tag in
                guard saidElsewhere else { return [] }
                return try ledger.journal.positions(tagged: tag, below: basis.size, in: snapshot)
            } find: { id in
                try ledger.journal.position(ofID: id, below: basis.size, in: snapshot)
            }
        }
    }

    /// The events that carry a tag, by what they say now.
    package func facts(tagged tag: Tag) throws -> [Fact] {
        let history = try history { snapshot in
            try ledger.journal.positions(tagged: tag, below: basis.size, in: snapshot)
        }
        return history.facts.filter { loader.tags(of: $0).contains(tag) }
    }

    /// The events of a type, by what they say now.
    ///
    /// - Complexity: those events, and every correction and retraction of the ledger.
    package func facts(ofType type: EventType) throws -> [Fact] {
        let history = try history(saidElsewhere: false) { snapshot in
            var positions = try ledger.journal.positions(
                ofType: type,
                below: basis.size,
                in: snapshot
            )
            guard !positions.isEmpty else { return [] }
            for remark in Self.changes {
                positions += try ledger.journal.positions(
                    ofType: remark,
                    below: basis.size,
                    in: snapshot
                )
            }
            return positions
        }
        return history.facts.filter { $0.type == type }
    }

    /// The types that say of an event what it is, or that it is none.
    private static let changes: [EventType] = [
        "event.corrected", "event.retracted", "event.reinstated",
    ]

    /// The disputes about events that carry a tag, but for those that are settled.
    package func disputes(tagged tag: Tag) throws -> [History.Dispute] {
        try knows(Self.disputing, tagged: tag) ? history(tagged: tag).disputes : []
    }

    /// The disputes about events that carry a tag which are settled.
    package func settledDisputes(tagged tag: Tag) throws -> [History.SettledDispute] {
        try knows(Self.settling, tagged: tag)
            ? history(tagged: tag).settledDisputes : []
    }

    /// The confirmations of events that carry a tag.
    package func confirmations(tagged tag: Tag) throws -> [History.Remark] {
        try knows(Self.confirming, tagged: tag) ? history(tagged: tag).confirmations : []
    }

    /// Whether events that carry a tag were ever disputed or confirmed.
    package func isRemarkedUpon(_ tag: Tag) throws -> Bool {
        try knows(Self.remarking, tagged: tag)
    }

    private static let disputing: [EventType] = ["event.disputed"]
    private static let settling: [EventType] = ["event.dispute-settled"]
    private static let confirming: [EventType] = ["event.confirmed"]
    private static let remarking = disputing + confirming

    /// Whether there is an event of some types with a tag.
    ///
    /// What is about an event bears its tags; where there is none there is nothing more to read.
    private func knows(_ types: [EventType], tagged tag: Tag) throws -> Bool {
        guard let item = Query.Item(types: types, tags: [tag]) else { return false }
        let first = try ledger.read { snapshot in
            try ledger.journal.firstMatch(of: item, from: 0, in: snapshot)
        }
        return known(first) != nil
    }

    /// The entities of a kind that had a history of their own by then.
    package func entities(ofKind kind: String) throws -> [Tag] {
        let entities = try ledger.read { snapshot in
            try ledger.journal.tags(ofKind: kind, in: snapshot).filter { tag in
                let first = try ledger.journal.positions(
                    tagged: tag,
                    below: basis.size,
                    limit: 1,
                    in: snapshot
                )
                return !first.isEmpty
            }
        }
        readAhead(entities, ofKind: kind)
        return entities
    }

    /// Whoever asks for all entities of a kind will go through them.
    private func readAhead(_ entities: [Tag], ofKind kind: String) {
        guard entities.count >= HistoriesAhead.leastCount, standings[entities[0]] == nil else {
            return
        }
        ahead[kind[...]] = HistoriesAhead(
            entities,
            helpers: scouts.map { scout in { try scout.work(on: $0, $1) } }
        )
    }

    private func work(on entities: ArraySlice<Tag>, _ work: HistoriesAhead.Work) throws {
        for entity in entities {
            switch work {
            case .reading: _ = try facts(of: entity)
            case .judging: try judge(entity)
            }
        }
    }

    /// Judges the events of an entity that may have happened by the as-of date.
    private func judge(_ entity: Tag) throws {
        let judge = ledger.judge
        var verdicts: [Position: FactVerdict] = [:]
        for fact in try standing(of: entity).all where mayHaveHappened(fact) {
            guard judge.rulebook.subject(of: fact) == entity else { continue }
            let verdict = try judge.marks(on: fact) { try standing(of: $0) }
            if !verdict.isBlank { verdicts[fact.position] = verdict }
        }
        shared.keep(verdicts, of: entity)
    }

    private func mayHaveHappened(_ fact: Fact) -> Bool {
        fact.axis == .record || fact.bounds.earliest.map { $0 <= basis.asOf.instant } ?? true
    }

    /// What the rules say of an event.
    ///
    /// Whoever asks it of one entity asks it of all those of the kind, so they are judged ahead.
    package func verdict(on fact: Fact) throws -> FactVerdict {
        let judge = ledger.judge
        guard let entity = judge.rulebook.subject(of: fact) else { return FactVerdict() }
        if mayHaveHappened(fact), let known = shared.verdict(on: fact.position, of: entity) {
            return known
        }
        ahead[entity.kind]?.judge()
        return try judge.marks(on: fact) { try standing(of: $0) }
    }

    /// What reports may ask.
    ///
    /// - `register`: what stored readings say, where they are to be asked.
    /// - `showsPictures`: whether somebody will see pictures.
    package func source(
        languages: [String],
        messages: Messages = .plain,
        register: RegisterReadings? = nil,
        showsPictures: Bool = true
    ) -> ReportSource {
        ReportSource(
            basis: basis,
            languages: languages,
            messages: messages,
            entities: { try self.entities(ofKind: $0) },
            standing: { try self.standing(of: $0) },
            events: { try self.facts(tagged: $0) },
            eventsOfType: { try self.facts(ofType: $0) },
            disputes: { try self.disputes(tagged: $0) },
            records: EventRecords(
                at: { try self.record(at: $0) },
                ofType: { try self.positions(ofType: $0) },
                find: { try self.position(ofID: $0) }
            ),
            document: { try self.ledger.documents.bytes(of: $0) },
            judge: ledger.judge,
            verdict: { try self.verdict(on: $0) },
            register: register,
            showsPictures: showsPictures
        )
    }

    /// The event at a position with what was recorded about it; `nil` when it was not known.
    package func record(at position: Position) throws -> EventRecord? {
        guard position < basis.size else { return nil }
        return try ledger.read { snapshot in
            guard let leaf = try loader.leaf(at: position, in: snapshot),
                let name = Tag("event:" + leaf.id)
            else { return nil }
            let later = try ledger.journal.positions(
                tagged: name,
                below: basis.size,
                in: snapshot
            )
            let remarks = try later.compactMap { place in
                place == position ? nil : try loader.leaf(at: place, in: snapshot)
            }
            let history = try loader.history(
                of: [leaf] + remarks,
                opening: opening,
                in: snapshot,
                find: { try ledger.journal.position(ofID: $0, below: basis.size, in: snapshot) }
            )
            return EventRecord(leaf, in: history, later: remarks) { leaf in
                SHA256Hashing.leaf(leaf.document.bytes).hex
            }
        }
    }

    private func positions(ofType type: EventType) throws -> [Position] {
        try ledger.read { snapshot in
            try ledger.journal.positions(ofType: type, below: basis.size, in: snapshot)
        }
    }

    private func position(ofID id: String) throws -> Position? {
        try ledger.read { snapshot in
            try ledger.journal.position(ofID: id, below: basis.size, in: snapshot)
        }
    }

    private func known(_ position: Position?) -> Position? {
        position.flatMap { $0 < basis.size ? $0 : nil }
    }
}

extension Ledger {
    /// A reader for questions at one basis.
    ///
    /// - `isRecalling`: keep the leaves that are read for questions to come; for questions about
    ///   one entity, not about all.
    package func reader(
        asOf: AsOf,
        knownAt: KnownAt,
        parameters: [String: [String]] = [:],
        isRecalling: Bool = false
    ) throws -> LedgerReader {
        let asked = JSONObject(
            parameters.map { name, values -> (String, JSONValue) in
                let texts = values.map(JSONValue.string)
                return (name, texts.count == 1 ? texts[0] : .array(texts))
            }
        )
        let basis: Basis = try read { snapshot in
            try self.basis(asOf: asOf, knownAt: knownAt, parameters: asked, in: snapshot)
        }
        return LedgerReader(self, basis: basis, recalling: isRecalling ? recentLeaves : nil)
    }
}
