import CanonicalJSON
import Collaboration
import Events

private let requested = attested(
    "meeting.requested",
    "2019-01",
    ["from": "party:a", "to": ["party:b", "party:c"]]
)
private let declined = attested("meeting.declined", "2019-02", ["by": "party:b"])
private let scheduled = attested("meeting.scheduled", "2019-03")
private let wasHeld = attested("meeting.held", "2019-04")
private let cancelled = attested("meeting.cancelled", "2019-03")

private func accepted(_ party: JSONValue, _ on: String = "2019-02") -> TestEvent {
    attested("meeting.accepted", on, ["by": party])
}

extension RuleCase {
    static let meetings: [RuleCase] = [
        RuleCase(
            "meeting-requested-once",
            requested,
            after: [requested],
            against: 0,
            holdsAfter: []
        ),
        RuleCase(
            "requester-asks-others",
            attested(
                "meeting.requested",
                "2019",
                ["from": "party:a", "to": ["party:a", "party:b"]]
            ),
            holdsFor: requested
        ),
        RuleCase("meeting-requested", accepted("party:b"), holdsAfter: [requested]),
        RuleCase(
            "decides-once",
            accepted("party:b"),
            after: [requested, declined],
            against: 1,
            holdsFor: accepted("party:c")
        ),
        RuleCase("meeting-requested", declined, holdsAfter: [requested]),
        RuleCase(
            "decides-once",
            declined,
            after: [requested, accepted("party:b")],
            against: 1,
            holdsAfter: [requested, accepted("party:c")]
        ),
        RuleCase(
            "declined-before-held",
            attested("meeting.declined", "2019-05", ["by": "party:b"]),
            after: [wasHeld],
            against: 0,
            holdsFor: declined
        ),
        RuleCase("schedulable", scheduled, after: [declined], against: 0, holdsAfter: [requested]),
        RuleCase(
            "schedulable",
            attested("meeting.scheduled", "2019-04"),
            after: [cancelled],
            against: 0,
            holdsAfter: []
        ),
        RuleCase(
            "scheduled-before-held",
            attested("meeting.scheduled", "2019-05"),
            after: [wasHeld],
            against: 0,
            holdsFor: scheduled
        ),
        RuleCase(
            "accepted-by-all",
            scheduled,
            after: [requested, accepted("party:b")],
            against: 0,
            holdsAfter: [requested, accepted("party:b"), accepted("party:c")]
        ),
        RuleCase(
            "accepted-by-all",
            scheduled,
            after: [requested, accepted("party:b"), accepted("party:c", "2019-05")],
            against: 0,
            holdsAfter: []
        ),
        RuleCase(
            "held-uncancelled",
            wasHeld,
            after: [attested("meeting.cancelled", "2020")],
            against: 0,
            holdsAfter: []
        ),
        RuleCase(
            "held-with-consent",
            wasHeld,
            after: [declined],
            against: 0,
            holdsAfter: [scheduled]
        ),
        RuleCase("held-once", wasHeld, after: [wasHeld], against: 0, holdsAfter: [scheduled]),
        RuleCase(
            "meeting-scheduled",
            wasHeld,
            after: [attested("meeting.scheduled", "2019-05")],
            holdsAfter: [scheduled]
        ),
        RuleCase(
            "cancelled-before-held",
            cancelled,
            after: [wasHeld],
            against: 0,
            holdsAfter: [scheduled]
        ),
        RuleCase(
            "meeting-cancelled-once",
            cancelled,
            after: [cancelled],
            against: 0,
            holdsAfter: [scheduled]
        ),
    ]
}
