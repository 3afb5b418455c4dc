import Collaboration
import Events

/// Judges the long way: what arrives joins its history, and every rule of every event whose type
/// watches it is tested again.
struct PlainJudge {
    private let judge = Judge()

    /// What stands against a fact; as `Judge.objections` says it.
    func objections(
        to fact: Fact,
        standing: @escaping (Events.Tag) -> Standing
    ) throws -> [Sentence] {
        guard let subject = judge.rulebook.subject(of: fact) else { return [] }
        var found = try judge.marks(on: fact, standing: standing).objections.map(Sentence.init)
        var own = standing(subject)
        own.add(fact)
        for type in judge.rulebook.watchers(of: fact.type) {
            for later in own.facts(type) where later.position != fact.position {
                let marks = try judge.marks(on: later) { entity in
                    entity == subject ? own : standing(entity)
                }
                for objection in marks.objections
                where objection.against?.position == fact.position {
                    found.append(Sentence(objection, askedBy: later))
                }
            }
        }
        return found
    }
}

/// What an objection says, with the event that asks.
struct Sentence: Hashable, CustomStringConvertible {
    let rule: String
    let weight: Objection.Weight
    let position: Position
    let against: Position?
    let asker: Position?
    let pointer: String?
    let words: String

    init(_ objection: Objection) {
        rule = objection.rule
        weight = objection.weight
        position = objection.position
        against = objection.against?.position
        asker = objection.asker?.position
        pointer = objection.pointer
        words = objection.words
    }

    /// What a rule of a later event says, seen from the event that it stands against.
    init(_ objection: Objection, askedBy later: Fact) {
        rule = objection.rule
        weight = objection.weight
        position = objection.against?.position ?? objection.position
        against = later.position
        asker = later.position
        pointer = nil
        words = "\(later.type) at \(later.position) asks that \(objection.words)"
    }

    var description: String { "\(rule) at \(position), against \(String(describing: against))" }
}
