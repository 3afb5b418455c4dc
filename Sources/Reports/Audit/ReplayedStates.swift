import Collaboration
import Events

/// The state of one entity, event by event.
struct ReplayedStates {
    /// One event, and the state before and after it.
    struct Step {
        let before: String?
        let after: String?

        /// The events before it, in the order in which they happened.
        let earlier: [Position]
    }

    private let asOf: AsOf
    private let family: Family?
    private var known: Standing
    private var facts: [Fact] = []
    private var state: String?

    init(of entity: Tag, asOf: AsOf, by judge: Judge) {
        self.asOf = asOf
        family = judge.rulebook.family(ofKind: entity.kind)
        known = Standing(of: entity)
    }

    /// Lets one more event happen.
    ///
    /// - Complexity: what is known of the entity so far.
    mutating func step(_ fact: Fact) -> Step {
        let (before, earlier) = (state, facts.map(\.position))
        known.add(fact)
        facts.append(fact)
        state = stateNow
        return Step(before: before, after: state, earlier: earlier)
    }

    private var stateNow: String? {
        switch known.entity.kind {
        case "agreement":
            let reading = AgreementReading(of: known, asOf: asOf)
            return reading?.state ?? reading?.possibleState
        case "commitment": return CommitmentReading(of: known, asOf: asOf)?.state
        default: return family.flatMap { StateFold(facts, over: $0)?.state }
        }
    }
}
