import Collaboration
import Events
import LMDB

/// Judges what a correction, retraction or reinstatement does to the histories it reaches.
///
/// Each history is judged as it was and as it would be; what is newly contradictory is returned.
struct ChangeJudge {
    private let loader: HistoryLoader
    private let judge: Judge
    private let axis: (EventType) -> Fact.Axis

    init(_ ledger: Ledger, types: LedgerTypes? = nil, _ loader: HistoryLoader) {
        self.loader = loader
        judge = ledger.judge
        axis = { [types = types ?? ledger.types] in types.axis(of: $0) }
    }

    /// The contradictions that a change brings.
    ///
    /// - Parameters:
    ///   - change: the leaf of the change.
    ///   - entities: those whose own history it joins.
    ///   - discussed: the event that is changed, and what was said about it before.
    ///   - snapshot: what the leaves are read from.
    ///   - tagged: the positions of the events with a tag, as known before the change.
    ///   - find: where the event with an id stands, as known before the change.
    ///   - standing: the standing of any other entity, as known before the change.
    /// - Returns: what is contradictory after the change and was not before it.
    /// - Throws: what reading throws.
    func contradictions(
        by change: Leaf,
        of entities: [Tag],
        discussed: [Leaf],
        in snapshot: borrowing some Snapshot & ~Copyable,
        tagged: (Tag) throws -> [Position],
        find: (String) throws -> Position?,
        standing: (Tag) throws -> Standing
    ) throws -> [Objection] {
        var positions = Set(discussed.map(\.position))
        for entity in entities { positions.formUnion(try tagged(entity)) }
        var leaves: [Leaf] = []
        for position in positions.sorted() {
            if let leaf = try loader.leaf(at: position, in: snapshot) { leaves.append(leaf) }
        }
        leaves = try loader.completed(leaves, in: snapshot, tagged: tagged, find: find)
        let before = History(of: leaves, axis: axis)
        let after = History(of: leaves + [change], axis: axis)
        let known = Set(try contradictions(in: before, entities, standing).map(\.identity))
        return try contradictions(in: after, entities, standing)
            .filter { !known.contains($0.identity) }
    }

    private func contradictions(
        in history: History,
        _ entities: [Tag],
        _ standing: (Tag) throws -> Standing
    ) throws -> [Objection] {
        let cache = StandingCache()
        for entity in entities { cache.give(loader.standing(of: entity, in: history)) }
        var found: [Objection] = []
        for fact in history.facts {
            cache.startEvent()
            let marks = try judge.marks(on: fact) { entity in
                try cache.standing(of: entity, reading: standing)
            }
            found += marks.objections.filter { $0.weight == .contradiction }
        }
        return found
    }
}

extension Objection {
    /// What tells two objections apart, whatever their words.
    fileprivate var identity: String { "\(rule)@\(position)" }
}
