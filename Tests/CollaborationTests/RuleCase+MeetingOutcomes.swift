import CanonicalJSON
import Collaboration
import Events

private let requested = attested(
    "meeting.requested",
    "2019-01-02",
    ["from": "party:a", "to": ["party:b", "party:c"], "expires": "2019-01-31"]
)
private let declined = attested("meeting.declined", "2019-01-20", ["by": "party:b"])
private let lapsed = attested("meeting.request-lapsed", "2019-02-01")
private let scheduled = attested("meeting.scheduled", "2019-03")
private let missed = attested("meeting.missed", "2019-04", ["absent": ["party:b"]])
private let cancelled = attested("meeting.cancelled", "2019-03-20")
private let wasHeld = attested(
    "meeting.held",
    "2019-05",
    ["participants": ["party:a", "party:b"], "persons": ["person:p"]]
)
private let rescheduled = attested("meeting.rescheduled", "2019-04-10", ["when": "2019-05"])

private func accepted(_ party: JSONValue, _ on: String = "2019-01-20") -> TestEvent {
    attested("meeting.accepted", on, ["by": party])
}

private func rated(_ by: JSONValue, _ on: String = "2019-06") -> TestEvent {
    attested("meeting.rated", on, ["by": by, "score": 4])
}

/// A time of a meeting of two, booked some time before.
func booked(
    _ meeting: JSONValue,
    _ when: JSONValue,
    with party: JSONValue,
    as type: EventType = "meeting.scheduled"
) -> TestEvent {
    attested(
        type,
        "2019-02",
        [
            "meeting": meeting, "when": when, "participants": ["party:a", party],
            "duration": "PT20M",
        ]
    )
}

extension RuleCase {
    /// What becomes of requests and times: lapsed, changed, missed; and what is said afterwards.
    static let meetingOutcomes: [RuleCase] = [
        RuleCase(
            "request-not-lapsed",
            accepted("party:b", "2019-03"),
            after: [requested, lapsed],
            against: 1,
            holdsFor: accepted("party:b")
        ),
        RuleCase(
            "schedulable",
            scheduled,
            after: [requested, lapsed],
            against: 1,
            holdsAfter: [requested]
        ),
        RuleCase(
            "held-with-consent",
            wasHeld,
            after: [requested, lapsed],
            against: 1,
            holdsAfter: [requested]
        ),
        RuleCase("meeting-requested", lapsed, holdsAfter: [requested]),
        RuleCase(
            "lapsed-undeclined",
            lapsed,
            after: [requested, declined],
            against: 1,
            holdsAfter: [requested]
        ),
        RuleCase(
            "someone-is-silent",
            lapsed,
            after: [requested, accepted("party:b"), accepted("party:c")],
            against: 2,
            holdsAfter: [requested, accepted("party:b")]
        ),
        RuleCase(
            "not-held",
            attested("meeting.request-lapsed", "2019-06"),
            after: [requested, wasHeld],
            against: 1,
            holdsFor: lapsed
        ),
        RuleCase(
            "expiry-passed",
            attested("meeting.request-lapsed", "2019-01-31"),
            after: [requested],
            against: 0,
            holdsFor: lapsed
        ),
        RuleCase(
            "expiry-passed",
            lapsed,
            after: [attested("meeting.requested", "2019-01-02", ["to": ["party:b"]])],
            against: 0,
            holdsAfter: [requested]
        ),
        RuleCase("lapses-once", lapsed, after: [requested, lapsed], against: 1, holdsAfter: []),
        RuleCase("meeting-scheduled", rescheduled, holdsAfter: [scheduled]),
        RuleCase(
            "not-held",
            attested("meeting.rescheduled", "2019-06", ["when": "2019-07"]),
            after: [wasHeld],
            against: 0,
            holdsFor: rescheduled
        ),
        RuleCase(
            "not-cancelled",
            rescheduled,
            after: [cancelled],
            against: 0,
            holdsAfter: [scheduled]
        ),
        RuleCase("meeting-scheduled", missed, holdsAfter: [scheduled]),
        RuleCase(
            "not-held",
            attested("meeting.missed", "2019-06", ["absent": ["party:b"]]),
            after: [scheduled, wasHeld],
            against: 1,
            holdsFor: missed
        ),
        RuleCase(
            "not-cancelled",
            missed,
            after: [scheduled, cancelled],
            against: 1,
            holdsAfter: [scheduled]
        ),
        RuleCase(
            "missed-once",
            attested("meeting.missed", "2019-05", ["absent": ["party:a"]]),
            after: [scheduled, missed],
            against: 1,
            holdsAfter: [scheduled, missed, rescheduled]
        ),
        RuleCase(
            "held-after-missed",
            wasHeld,
            after: [scheduled, missed],
            against: 1,
            holdsAfter: [scheduled, missed, rescheduled]
        ),
        RuleCase(
            "two-at-least",
            attested("meeting.held", "2019-05", ["participants": ["party:a"]]),
            holdsFor: wasHeld
        ),
        RuleCase("meeting-held", attested("meeting.minuted", "2019-06"), holdsAfter: [wasHeld]),
        RuleCase("meeting-held", rated("party:a"), after: [requested], holdsAfter: [wasHeld]),
        RuleCase(
            "participants-rate",
            rated("party:c"),
            after: [wasHeld],
            against: 0,
            holdsFor: rated("person:p")
        ),
        RuleCase(
            "rated-once",
            rated("party:a"),
            after: [wasHeld, rated("party:a")],
            against: 1,
            holdsFor: rated("party:b")
        ),
        RuleCase(
            "not-booked-twice",
            booked("meeting:m", "2020-03-15T10:20:00+01:00", with: "party:b"),
            after: [booked("meeting:n", "2020-03-15T09:30:00Z", with: "party:c")],
            against: 0,
            holdsFor: booked("meeting:m", "2020-03-15T09:50:00Z", with: "party:b")
        ),
        RuleCase(
            "not-booked-twice",
            booked(
                "meeting:m",
                "2020-03-15T23:50:00Z",
                with: "party:b",
                as: "meeting.rescheduled"
            ),
            after: [booked("meeting:n", "2020-03-16T00:05:00Z", with: "party:c")],
            against: 0,
            holdsAfter: [
                booked("meeting:n", "2020-03-16T00:05:00Z", with: "party:c"),
                attested("meeting.cancelled", "2019-02", ["meeting": "meeting:n"]),
            ]
        ),
    ]
}
