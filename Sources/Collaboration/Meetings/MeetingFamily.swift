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
                    requesterAsksOthers,
                ]
            ),
            Row(
                "meeting.accepted",
                "meeting",
                state: "accepted",
                from: ["requested"],
                moves: { facts in requestWaiting(in: facts) == nil },
                rules: [requested, undecided]
            ),
            Row(
                "meeting.declined",
                "meeting",
                state: "declined",
                from: ["requested"],
                rules: [
                    requested, undecided,
                    .never(
                        "declined-before-held",
                        after: ["meeting.held"],
                        "the meeting has not been held before"
                    ),
                ]
            ),
            Row(
                "meeting.scheduled",
                "meeting",
                state: "scheduled",
                describes: true,
                rules: [
                    .never(
                        "schedulable",
                        after: ["meeting.declined", "meeting.cancelled"],
                        "the meeting was neither declined nor cancelled before"
                    ),
                    .never(
                        "scheduled-before-held",
                        after: ["meeting.held"],
                        "the meeting has not been held before"
                    ),
                    acceptedByAll,
                ]
            ),
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
                        after: ["meeting.declined"],
                        unlessLiftedBy: ["meeting.scheduled"],
                        "the meeting was not declined before"
                    ),
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
            Row("meeting-batch.reported"),
        ]
    )

    private static let requested = Rule.needs(
        "meeting-requested",
        ["meeting.requested"],
        weight: .contradiction,
        "the meeting was requested"
    )

    private static let undecided = Rule.once(
        "decides-once",
        ["meeting.accepted", "meeting.declined"],
        by: ["by"],
        "a party decides on a request once"
    )

    private static let requesterAsksOthers = Rule(
        "requester-asks-others",
        .contradiction,
        "nobody asks themselves for a meeting",
        field: "to",
        brokenBy: .none
    ) { fact, _ in
        guard let from = fact.tag(.from), fact.names(.to, from) else { return .holds }
        return .broken(by: nil)
    }

    private static let request: EventType = "meeting.requested"
    private static let acceptance: EventType = "meeting.accepted"

    /// A request that somebody asked has not accepted.
    private static func requestWaiting(in facts: [Fact]) -> Fact? {
        let accepted = Set(facts.filter { $0.type == acceptance }.flatMap { $0.tags(.by) })
        return facts.first { fact in
            fact.type == request && !accepted.isSuperset(of: fact.tags(.to))
        }
    }

    /// Only a meeting that was asked for waits for consent; an organiser may schedule one unasked.
    private static let acceptedByAll = Rule(
        "accepted-by-all",
        .missingAntecedent,
        "everybody asked has accepted",
        brokenBy: .fact(of: "meeting.requested")
    ) { fact, histories in
        let own = histories.own
        let waits = own.contains(request) { request in
            request.order(to: fact) != .after
                && !request.everyTag(at: .to) { document, tag in
                    own.contains(acceptance) { accepted in
                        accepted.names(.by, textOf: document, tag)
                            && accepted.order(to: fact) != .after
                    }
                }
        }
        guard waits else { return .holds }
        let earlier = own.facts([request, acceptance]).filter { $0.order(to: fact) != .after }
        let waiting = requestWaiting(in: earlier)
        return waiting.map { .broken(by: $0) } ?? .holds
    }
}
