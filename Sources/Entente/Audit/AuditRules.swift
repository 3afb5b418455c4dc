import CanonicalJSON
import Collaboration
import EDTF
import EventJournal
import Events
import LMDB

/// Judges events again, each against what was known before it.
struct AuditRules {
    private let ledger: Ledger
    private let loader: HistoryLoader
    private let judge: Judge
    private let cache = StandingCache()

    /// The entities that an earlier leaf has spoken of; nothing is known of any other.
    private var seen: EntitySieve

    /// Whether an earlier leaf could not be read, so that rules may ask for what is there.
    var isIncomplete = false

    /// - `size`: how many events are judged.
    init(_ ledger: Ledger, size: UInt64) {
        self.ledger = ledger
        loader = HistoryLoader(ledger, passingOverDamage: true)
        judge = ledger.judge
        seen = EntitySieve(expecting: size)
    }

    /// What stands against an event that is in the ledger all the same.
    mutating func look(
        at fact: Fact,
        of entities: [Tag],
        in snapshot: borrowing ReadTransaction
    ) throws -> [Finding] {
        cache.startEvent()
        let objections = try judge.objections(to: fact) { entity in
            try cache.standing(of: entity) { try read($0, below: fact.position, in: snapshot) }
        }
        cache.add(fact, to: entities)
        for entity in entities { seen.insert(entity) }
        guard !objections.isEmpty else { return [] }
        return objections.filter { $0.weight == .contradiction || fact.mode == .live }
            .map { finding("\($0)", at: fact.position) }
    }

    /// Takes note of an event that cannot be judged.
    mutating func pass(_ entities: [Tag]) {
        cache.forget(entities)
        for entity in entities { seen.insert(entity) }
    }

    /// What stands against an event about another one.
    mutating func look(
        at change: Leaf,
        _ discussion: [Leaf],
        in snapshot: borrowing ReadTransaction
    ) throws -> [Finding] {
        let earlier = discussion.filter { $0.position < change.position }
        guard earlier.contains(where: { $0.id == change.target }) else {
            return [Finding(.rules, "its target does not stand before it", at: change.position)]
        }
        let entities = loader.entities(of: change, discussion: discussion)
        cache.forget(entities)
        for entity in entities { seen.insert(entity) }
        if change.isRemark { return settlementFindings(change, earlier) }
        return try ChangeJudge(ledger, loader).contradictions(
            by: change,
            of: entities,
            discussed: earlier,
            in: snapshot
        ) { tag in
            try ledger.journal.positions(tagged: tag, below: change.position, in: snapshot)
        } find: { id in
            try ledger.journal.position(ofID: id, below: change.position, in: snapshot)
        } standing: { entity in
            try standing(of: entity, below: change.position, in: snapshot)
        }
        .map {
            Finding(
                .rules,
                "the change contradicts event \($0.position): \($0)",
                at: change.position
            )
        }
    }

    /// What stands against a settlement: that no dispute was there to settle.
    private func settlementFindings(_ leaf: Leaf, _ earlier: [Leaf]) -> [Finding] {
        guard leaf.type == "event.dispute-settled" else { return [] }
        let history = History(of: earlier) { _ in .occurred }
        if !history.disputes(settledBy: leaf).isEmpty { return [] }
        return [finding("there was no dispute to settle", at: leaf.position)]
    }

    /// What is known of an entity before a position; nothing of one that no leaf has spoken of.
    private func read(
        _ entity: Tag,
        below position: Position,
        in snapshot: borrowing ReadTransaction
    ) throws -> Standing {
        if !isIncomplete && !seen.mayHold(entity) { return Standing(of: entity) }
        return try standing(of: entity, below: position, in: snapshot)
    }

    private func standing(
        of entity: Tag,
        below position: Position,
        in snapshot: borrowing ReadTransaction
    ) throws -> Standing {
        let positions = try ledger.journal.positions(
            ofEntity: entity,
            below: position,
            in: snapshot
        )
        let history = try loader.history(at: positions, in: snapshot) { tag in
            try ledger.journal.positions(tagged: tag, below: position, in: snapshot)
        } find: { id in
            try ledger.journal.position(ofID: id, below: position, in: snapshot)
        }
        return loader.standing(of: entity, in: history)
    }

    /// A finding, or a warning where an unreadable leaf may be the cause.
    private func finding(_ message: String, at position: Position) -> Finding {
        guard isIncomplete else { return Finding(.rules, message, at: position) }
        return Finding(
            .rules,
            message + "; some leaves it depends on cannot be read",
            at: position,
            severity: .warning
        )
    }
}

/// Remembers entities in one bit each: what it does not hold was never put in, what it holds may be
/// another one.
private struct EntitySieve {
    private var words: [UInt64]

    init(expecting count: UInt64) {
        var size = 1_024
        while size < 1 << 20, UInt64(size) * 16 < count { size *= 2 }
        words = [UInt64](repeating: 0, count: size)
    }

    mutating func insert(_ entity: Tag) {
        words[word(entity)] |= 1 << (entity.fingerprint & 63)
    }

    func mayHold(_ entity: Tag) -> Bool {
        words[word(entity)] & 1 << (entity.fingerprint & 63) != 0
    }

    private func word(_ entity: Tag) -> Int {
        Int(truncatingIfNeeded: entity.fingerprint >> 6) & (words.count - 1)
    }
}
