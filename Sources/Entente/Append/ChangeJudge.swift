import Collaboration
import Events

/// Judges what a correction, retraction or reinstatement does to the histories it reaches.
///
/// Each history is judged as it was and as it would be; what is newly contradictory is returned.
struct ChangeJudge {
    let loader: HistoryLoader
    let judge: Judge
    let axis: (EventType) -> Fact.Axis

    /// The contradictions that a change brings.
    ///
    /// - `change`: the leaf of the change.
    /// - `entities`: those whose own history it joins.
    /// - `leaves`: everything that carries one of these entities' tags, and what was said about
    ///   the event that is changed.
    /// - `standing`: the standing of any other entity.
    func contradictions(
        by change: Leaf,
        of entities: [Tag],
        among leaves: [Leaf],
        standing: (Tag) throws -> Standing
    ) throws -> [Objection] {
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
        for entity in entities { cache.set(loader.standing(of: entity, in: history)) }
        var found: [Objection] = []
        for fact in history.facts {
            while true {
                let marks = try judge.marks(on: fact) { cache.standing(of: $0) }
                if cache.missing.isEmpty {
                    found += marks.objections.filter { $0.weight == .contradiction }
                    break
                }
                for entity in cache.missing.sorted() { cache.set(try standing(entity)) }
            }
        }
        return found
    }
}

extension Objection {
    /// What tells two objections apart, whatever their words.
    fileprivate var identity: String { "\(rule)@\(position)" }
}
