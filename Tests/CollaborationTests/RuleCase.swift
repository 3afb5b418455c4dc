import Collaboration
import Events
import Testing

/// One rule of one type of event: a history that breaks it, and one under which it holds.
struct RuleCase: Sendable, CustomTestStringConvertible {
    let rule: String
    let event: TestEvent
    let broken: [TestEvent]
    let against: Position?
    let held: [TestEvent]
    let instead: TestEvent

    /// A case of one rule.
    ///
    /// - Parameters:
    ///   - rule: the rule's name.
    ///   - event: the judged event.
    ///   - broken: the history in which the rule is broken.
    ///   - against: the position of the event in the way.
    ///   - held: the history in which it holds; the same if left out.
    ///   - instead: the event for which it holds; the same if left out.
    init(
        _ rule: String,
        _ event: TestEvent,
        after broken: [TestEvent] = [],
        against: Position? = nil,
        holdsAfter held: [TestEvent]? = nil,
        holdsFor instead: TestEvent? = nil
    ) {
        self.rule = rule
        self.event = event
        self.broken = broken
        self.against = against
        self.held = held ?? broken
        self.instead = instead ?? event
    }

    var testDescription: String { "\(event.type): \(rule)" }

    /// Every case there is.
    static let all =
        negotiation + approval + signature + signingMandates + consent + leaving + force + life
        + terms + lifeAfterTheEnd + commitments + commitmentEnds + delegations + meetings
        + gatherings + programme + parties + changes + people + mandates + things + types + wholes
        + meetingOutcomes + opportunities + platformLinks + offices + documents + measures
}

/// What one type asks, for the comparison with the rulebook.
struct RuleName: Hashable, CustomStringConvertible {
    let type: EventType
    let rule: String

    var description: String { "\(type): \(rule)" }
}
