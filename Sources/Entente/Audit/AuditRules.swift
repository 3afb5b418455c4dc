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
    private let cache = StandingCache()

    /// Whether an earlier leaf could not be read, so that rules may ask for what is there.
    var isIncomplete = false

    init(_ ledger: Ledger) {
        self.ledger = ledger
        loader = HistoryLoader(ledger, passingOverDamage: true)
    }

    /// What stands against a leaf that is in the ledger all the same.
    func look(
        at leaf: Leaf,
        as type: CompiledType,
        discussion: [Leaf],
        in snapshot: borrowing ReadTransaction
    ) throws -> [Finding] {
        guard type.type.noun != "event" else {
            return try change(leaf, discussion, in: snapshot)
        }
        let fact = Fact(leaf, as: type.type, axis: type.axis)
        var objections: [Objection]
        repeat {
            objections = try ledger.judge.objections(to: fact) { [cache] in cache.standing(of: $0) }
        } while try fill(below: leaf.position, in: snapshot)
        cache.add(fact, to: loader.entities(of: fact))
        return objections.filter { $0.weight == .contradiction || fact.mode == .live }
            .map { finding("\($0)", at: leaf.position) }
    }

    private func change(
        _ leaf: Leaf,
        _ discussion: [Leaf],
        in snapshot: borrowing ReadTransaction
    ) throws -> [Finding] {
        let earlier = discussion.filter { $0.position < leaf.position }
        guard earlier.contains(where: { $0.id == leaf.target }) else {
            return [Finding(.rules, "its target does not stand before it", at: leaf.position)]
        }
        let entities = loader.entities(of: leaf, discussion: discussion)
        cache.forget(entities)
        if leaf.type == "event.disputed" { return [] }
        return try ChangeJudge(ledger, loader).contradictions(
            by: leaf,
            of: entities,
            discussed: earlier,
            in: snapshot
        ) { tag in
            try ledger.journal.positions(tagged: tag, below: leaf.position, in: snapshot)
        } standing: { entity in
            try standing(of: entity, below: leaf.position, in: snapshot)
        }
        .map {
            Finding(.rules, "the change contradicts event \($0.position): \($0)", at: leaf.position)
        }
    }

    /// Reads the standings that were asked for; whether there were any.
    private func fill(below position: Position, in snapshot: borrowing ReadTransaction) throws
        -> Bool
    {
        let missing = cache.missing
        for entity in missing.sorted() {
            cache.set(try standing(of: entity, below: position, in: snapshot))
        }
        return !missing.isEmpty
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
        let history = try loader.history(at: positions, in: snapshot) { id in
            try ledger.journal.position(ofID: id, in: snapshot)
                .flatMap { $0 < position ? $0 : nil }
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
