import CanonicalJSON
import Events

extension Family {
    /// Meetings between parties, from request to minutes.
    static let meetings = Family(
        "meeting",
        states: [
            "requested", "accepted", "declined", "lapsed", "scheduled", "missed", "cancelled",
            "held",
        ],
        rows: [
            Row(
                "meeting.requested",
                "meeting",
                state: "requested",
                describes: true,
                rules: [
                    .once(
                        "meeting-requested-once",
                        ["meeting.requested"],
                        "a meeting is requested once"
                    ),
                    MeetingRules.requesterAsksOthers,
                ]
            ),
            Row(
                "meeting.accepted",
                "meeting",
                state: "accepted",
                from: ["requested"],
                moves: { facts in MeetingRules.requestWaiting(in: facts) == nil },
                rules: [
                    MeetingRules.requested, MeetingRules.undecided,
                    .never(
                        "request-not-lapsed",
                        after: ["meeting.request-lapsed"],
                        "the request has not lapsed before; make a new one"
                    ),
                ]
            ),
            Row(
                "meeting.declined",
                "meeting",
                state: "declined",
                from: ["requested"],
                rules: [
                    MeetingRules.requested, MeetingRules.undecided,
                    .never(
                        "declined-before-held",
                        after: ["meeting.held"],
                        "the meeting has not been held before"
                    ),
                ]
            ),
            lapsed,
            Row(
                "meeting.scheduled",
                "meeting",
                state: "scheduled",
                describes: true,
                derived: MeetingTime.slots,
                rules: [
                    .never(
                        "schedulable",
                        after: ["meeting.declined", "meeting.request-lapsed", "meeting.cancelled"],
                        "the meeting was neither declined nor cancelled before, and the request has "
                            + "not lapsed"
                    ),
                    .never(
                        "scheduled-before-held",
                        after: ["meeting.held"],
                        "the meeting has not been held before"
                    ),
                    MeetingRules.acceptedByAll, .notBookedTwice,
                ]
            ),
            rescheduled, missed,
            Row(
                "meeting.held",
                "meeting",
                state: "held",
                describes: true,
                rules: [
                    .never(
                        "held-uncancelled",
                        after: ["meeting.cancelled"],
                        inEitherOrder: true,
                        "the meeting was not cancelled"
                    ),
                    .never(
                        "held-with-consent",
                        after: ["meeting.declined", "meeting.request-lapsed"],
                        unlessLiftedBy: ["meeting.scheduled"],
                        "the meeting was not declined before, and the request has not lapsed"
                    ),
                    .never(
                        "held-after-missed",
                        after: ["meeting.missed"],
                        unlessLiftedBy: ["meeting.rescheduled", "meeting.scheduled"],
                        weight: .missingAntecedent,
                        "the meeting was not missed before, or has another time since"
                    ),
                    MeetingRules.twoAtLeast,
                    .once("held-once", ["meeting.held"], "a meeting is held once"),
                    .needs(
                        "meeting-scheduled",
                        ["meeting.scheduled"],
                        weight: .missingAntecedent,
                        "the meeting was scheduled"
                    ),
                ]
            ),
            Row(
                "meeting.cancelled",
                "meeting",
                state: "cancelled",
                rules: [
                    .never(
                        "cancelled-before-held",
                        after: ["meeting.held"],
                        inEitherOrder: true,
                        "the meeting was not held"
                    ),
                    .once(
                        "meeting-cancelled-once",
                        ["meeting.cancelled"],
                        "a meeting is cancelled once"
                    ),
                ]
            ),
            minuted, rated,
            Row("meeting-batch.reported"),
        ]
    )

    private static let lapsed = Row(
        "meeting.request-lapsed",
        "meeting",
        state: "lapsed",
        from: ["requested"],
        rules: [
            MeetingRules.requested,
            .never(
                "lapsed-undeclined",
                after: ["meeting.declined"],
                inEitherOrder: true,
                "nobody declined the request"
            ),
            MeetingRules.someoneIsSilent, MeetingRules.notHeld, MeetingRules.expiryPassed,
            .once("lapses-once", ["meeting.request-lapsed"], "a request lapses once"),
        ]
    )

    private static let rescheduled = Row(
        "meeting.rescheduled",
        "meeting",
        state: "scheduled",
        from: ["scheduled", "missed"],
        describes: true,
        derived: MeetingTime.slots,
        rules: [
            .needs(
                "meeting-scheduled",
                ["meeting.scheduled"],
                weight: .missingAntecedent,
                "the meeting was scheduled"
            ),
            MeetingRules.notHeld, MeetingRules.notCancelled, .notBookedTwice,
        ]
    )

    private static let missed = Row(
        "meeting.missed",
        "meeting",
        state: "missed",
        from: ["scheduled"],
        rules: [
            .needs(
                "meeting-scheduled",
                ["meeting.scheduled", "meeting.rescheduled"],
                weight: .contradiction,
                "the meeting was scheduled"
            ),
            MeetingRules.notHeld, MeetingRules.notCancelled,
            .once(
                "missed-once",
                ["meeting.missed"],
                unlessLiftedBy: ["meeting.rescheduled", "meeting.scheduled"],
                "a meeting is missed once at one time"
            ),
        ]
    )

    private static let minuted = Row(
        "meeting.minuted",
        "meeting",
        rules: [MeetingRules.wasHeld]
    )

    private static let rated = Row(
        "meeting.rated",
        "meeting",
        rules: [
            MeetingRules.wasHeld, MeetingRules.participantsRate,
            .once("rated-once", ["meeting.rated"], by: ["by"], "a participant rates it once"),
        ]
    )
}
