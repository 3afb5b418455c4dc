import CanonicalJSON
import EDTF
import Events

extension Family {
    /// Groups that travel and speak for a side.
    static let delegations = Family(
        "delegation",
        states: [
            "formed", "accredited", "refused", "abroad", "returned", "cancelled", "dissolved",
        ],
        rows: [
            Row(
                "delegation.formed",
                "delegation",
                state: "formed",
                describes: true,
                rules: [
                    .once(
                        "delegation-formed-once",
                        ["delegation.formed"],
                        "a delegation is formed once"
                    )
                ]
            ),
            Row(
                "delegation.joined",
                "delegation",
                rules: [
                    formed, notClosed,
                    .once(
                        "member-joins-once",
                        ["delegation.joined"],
                        by: ["member"],
                        unlessLiftedBy: ["delegation.left"],
                        "nobody joins who is a member already"
                    ),
                ]
            ),
            Row(
                "delegation.left",
                "delegation",
                rules: [
                    .needs(
                        "member-known",
                        ["delegation.joined"],
                        by: ["member"],
                        weight: .missingAntecedent,
                        "the member has joined"
                    )
                ]
            ),
            Row(
                "delegation.head-appointed",
                "delegation",
                rules: [formed, notClosed, headIsMember, oneHead]
            ),
            Row("delegation.counted", "delegation", rules: [formed]),
            Row(
                "delegation.departed",
                "delegation",
                state: "abroad",
                rules: [
                    formed, notClosed,
                    .once("departs-once", ["delegation.departed"], "a delegation departs once"),
                    .never(
                        "departs-before-it-returns",
                        after: ["delegation.returned"],
                        "a delegation departs before it returns"
                    ),
                ]
            ),
            Row(
                "delegation.returned",
                "delegation",
                state: "returned",
                rules: [
                    .needs(
                        "delegation-departed",
                        ["delegation.departed"],
                        weight: .missingAntecedent,
                        "the delegation has departed"
                    ),
                    .once("returns-once", ["delegation.returned"], "a delegation returns once"),
                    .never(
                        "returns-uncancelled",
                        after: ["delegation.cancelled"],
                        inEitherOrder: true,
                        "the delegation was not cancelled"
                    ),
                ]
            ),
            Row(
                "delegation.cancelled",
                "delegation",
                state: "cancelled",
                rules: [
                    .never(
                        "not-departed",
                        after: ["delegation.departed", "delegation.returned"],
                        inEitherOrder: true,
                        "the delegation has not travelled"
                    ),
                    .once(
                        "delegation-cancelled-once",
                        ["delegation.cancelled"],
                        "a delegation is cancelled once"
                    ),
                ]
            ),
        ]
    )

    private static let formed = Rule.needs(
        "delegation-formed",
        ["delegation.formed"],
        weight: .contradiction,
        "the delegation is formed"
    )

    private static let joining: EventType = "delegation.joined"
    private static let appointment: EventType = "delegation.head-appointed"

    private static let headIsMember = Rule(
        "head-is-member",
        .missingAntecedent,
        "the head has joined the delegation",
        field: "head",
        brokenBy: .none
    ) { fact, histories in
        let head = fact.tag(.head)
        let hasJoined = histories.own.contains(joining) { joined in
            joined.tag(.member) == head && joined.order(to: fact) != .after
        }
        return hasJoined ? .holds : .broken(by: nil)
    }

    /// A change of head is a new appointment at another moment.
    ///
    /// On the same day the appointment recorded later stands; only two that give the same time of
    /// day contradict one another.
    private static let oneHead = Rule(
        "one-head",
        .contradiction,
        "a delegation has one head at an instant",
        field: "head",
        brokenBy: .fact(of: "delegation.head-appointed")
    ) { fact, histories in
        guard (try? ImpreciseDate(parsing: fact.occurred))?.form == .dateTime else { return .holds }
        let rival = histories.own.first(of: appointment) { other in
            other.bounds == fact.bounds && !other.hasTheSameTag(as: fact, at: .head)
        }
        return rival.map { .broken(by: $0) } ?? .holds
    }

    private static let notClosed = Rule.never(
        "delegation-not-cancelled",
        after: ["delegation.cancelled"],
        "the delegation is not cancelled before"
    )
}
