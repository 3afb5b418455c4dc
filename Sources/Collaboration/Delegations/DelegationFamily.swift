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
                rules: [
                    formed, notClosed, DelegationRules.headIsMember, DelegationRules.oneHead,
                ]
            ),
            Row("delegation.counted", "delegation", rules: [formed, DelegationRules.countAgrees]),
            Row(
                "delegation.accredited",
                "delegation",
                state: "accredited",
                from: ["formed"],
                rules: [formed, notClosed]
            ),
            Row(
                "delegation.refused",
                "delegation",
                state: "refused",
                from: ["formed", "accredited"],
                rules: [
                    formed, notClosed,
                    .never(
                        "not-departed",
                        after: ["delegation.departed", "delegation.returned"],
                        inEitherOrder: true,
                        "the delegation has not travelled"
                    ),
                ]
            ),
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
            Row(
                "delegation.dissolved",
                "delegation",
                state: "dissolved",
                rules: [
                    formed,
                    .needs(
                        "delegation-returned",
                        ["delegation.returned"],
                        weight: .missingAntecedent,
                        "the delegation has returned"
                    ),
                    .never(
                        "dissolved-uncancelled",
                        after: ["delegation.cancelled", "delegation.refused"],
                        inEitherOrder: true,
                        "the delegation was neither cancelled nor refused"
                    ),
                    .once(
                        "delegation-dissolved-once",
                        ["delegation.dissolved"],
                        "a delegation is dissolved once"
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

    private static let notClosed = Rule.never(
        "delegation-not-closed",
        after: ["delegation.cancelled", "delegation.refused", "delegation.dissolved"],
        "the delegation is not cancelled, refused or dissolved before"
    )
}
