import Collaboration
import EDTF
import Events

/// The state of one entity, event by event.
///
/// Most events change a state by what they say and what it was, so that each is looked at once.
/// What an agreement's acts mean may depend on later ones: its history is read anew with each.
struct ReplayedStates {
    /// The state before an event and after it.
    struct Step {
        let before: String?
        let after: String?
    }

    private let asOf: AsOf
    private var course: Course
    private var state: String?

    /// How the state is found.
    private enum Course {
        case folded(StateSteps)
        case commitment(definite: CommitmentSteps, conceivable: CommitmentSteps)
        case read(Standing)
        case none
    }

    /// Whether something had surely happened.
    private var existsDefinitely = false

    /// Begins before any of some facts, which happen in order.
    init(of entity: Tag, asOf: AsOf, by judge: Judge, facts: [Fact]) {
        self.asOf = asOf
        // How a fact without a start counts depends on what else is known.
        let isAnyOpen = facts.contains { fact in
            fact.axis == .occurred && fact.bounds.earliest == nil
                && fact.bounds.latest > asOf.instant
        }
        if entity.isOfKind("agreement") || entity.isOfKind("commitment") && isAnyOpen {
            course = .read(Standing(of: entity))
        } else if entity.isOfKind("commitment") {
            course = .commitment(definite: CommitmentSteps(), conceivable: CommitmentSteps())
        } else if let family = judge.rulebook.family(ofKind: entity.kind) {
            course = .folded(StateSteps(over: family))
        } else {
            course = .none
        }
    }

    /// Lets one more event happen.
    ///
    /// - Complexity: what is known so far of an agreement whose state the event can change; else
    ///   the same however much is known.
    mutating func step(_ fact: Fact) -> Step {
        let before = state
        let isDefinite = asOf.visibility(of: fact, among: []) == .definite
        let isFirst = isDefinite && fact.axis == .occurred && !existsDefinitely
        if isFirst { existsDefinitely = true }
        switch course {
        case .none: break
        case .folded(var steps):
            course = .none
            steps.add(fact)
            state = steps.state
            course = .folded(steps)
        case .commitment(var definite, var conceivable):
            course = .none
            if isDefinite { definite.add(fact) }
            conceivable.add(fact)
            state = existsDefinitely ? definite.state : conceivable.state
            course = .commitment(definite: definite, conceivable: conceivable)
        case .read(var known):
            course = .none
            known.add(fact)
            if isFirst || !Self.inert.contains(fact.type) { state = read(known) }
            course = .read(known)
        }
        return Step(before: before, after: state)
    }

    private func read(_ known: Standing) -> String? {
        if known.entity.isOfKind("commitment") {
            return CommitmentReading(of: known, asOf: asOf)?.state
        }
        let reading = AgreementReading(of: known, asOf: asOf)
        return reading?.state ?? reading?.possibleState
    }

    /// Types of events that leave the state of an agreement as it is.
    private static let inert: Set<EventType> = [
        "agreement.depositary-named", "agreement.published", "agreement.registered",
        "agreement.reservation-made", "agreement.reservation-objected",
        "agreement.reservation-withdrawn", "agreement.translated",
    ]
}
