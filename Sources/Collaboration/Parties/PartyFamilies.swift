import CanonicalJSON
import Events

extension Family {
    /// Organisations: registered, named, identified, placed, in networks, changed, dissolved.
    static let parties = Family(
        "party",
        states: ["registered", "dissolved"],
        rows: [
            Row(
                "party.registered",
                "party",
                state: "registered",
                describes: true,
                rules: [
                    .once(
                        "party-registered-once",
                        ["party.registered"],
                        "a party is registered once; use party.named or party.identified to add to it"
                    ),
                    IdentifierRules.isFree, IdentifierRules.leiIsWellFormed,
                    IdentifierRules.rorIsWellFormed, parentIsAnother, PlacementRules.noCycle,
                ]
            ),
            Row("party.named", "party", rules: [registered, notDissolved]),
            Row(
                "party.identified",
                "party",
                rules: [
                    registered, notDissolved, IdentifierRules.isFree,
                    IdentifierRules.leiIsWellFormed, IdentifierRules.rorIsWellFormed,
                ]
            ),
            Row(
                "party.classified",
                "party",
                changes: ["sectors"],
                rules: [registered, notDissolved]
            ),
            Row(
                "party.located",
                "party",
                changes: ["place", "placeNames", "country", "region"],
                rules: [registered, notDissolved]
            ),
            Row(
                "party.placed-under",
                "party",
                rules: [
                    registered, notDissolved,
                    .needs(
                        "parent-registered",
                        ["party.registered"],
                        at: .named("parent"),
                        weight: .contradiction,
                        "the parent is a registered party"
                    ),
                    parentIsAnother, .endsAfterItBegins, PlacementRules.noCycle,
                ]
            ),
            Row(
                "party.changed-into",
                "originals",
                "results",
                rules: [
                    .needs(
                        "originals-registered",
                        ["party.registered"],
                        at: .named("originals"),
                        weight: .contradiction,
                        "every party that changed is registered"
                    ),
                    .needs(
                        "results-registered",
                        ["party.registered"],
                        at: .named("results"),
                        weight: .missingAntecedent,
                        "every party that came of it is registered"
                    ),
                    .never(
                        "originals-not-dissolved",
                        after: ["party.dissolved"],
                        at: .named("originals"),
                        "no party that changed is dissolved before"
                    ),
                    intoOthers,
                ]
            ),
            Row("party.merged", "duplicate", "survivor", rules: MergerRules.ofMerging),
            Row("party.unmerged", "duplicate", "survivor", rules: MergerRules.ofUndoing),
            Row(
                "membership.begun",
                "member",
                rules: [
                    .needs(
                        "member-registered",
                        ["party.registered"],
                        weight: .contradiction,
                        "the member is a registered party"
                    ),
                    .needs(
                        "group-registered",
                        ["party.registered"],
                        at: .named("group"),
                        weight: .contradiction,
                        "the group is a registered party"
                    ),
                    .once(
                        "membership-not-open",
                        ["membership.begun"],
                        by: ["group", "role"],
                        weight: .missingAntecedent,
                        unlessLiftedBy: ["membership.ended"],
                        "the member is not in the group already in this role"
                    ),
                ]
            ),
            Row(
                "membership.ended",
                "member",
                rules: [
                    .needs(
                        "membership-known",
                        ["membership.begun"],
                        by: ["group"],
                        weight: .missingAntecedent,
                        "a membership in the group is known"
                    )
                ]
            ),
            Row(
                "party.dissolved",
                "party",
                state: "dissolved",
                rules: [
                    registered,
                    .once("dissolved-once", ["party.dissolved"], "a party is dissolved once"),
                    membershipsEnded, MandateRules.ended,
                ]
            ),
        ]
    )

    /// Registration numbers, each held by one party.
    static let identifiers = Family("identifier", rows: [])

    private static let registered = Rule.needs(
        "party-registered",
        ["party.registered"],
        weight: .contradiction,
        "the party is registered"
    )

    private static let notDissolved = Rule.never(
        "party-not-dissolved",
        after: ["party.dissolved"],
        "the party is not dissolved before"
    )

    private static let parentIsAnother = Rule.another(
        "parent-is-another",
        field: "parent",
        "the parent is another party"
    )

    /// Who is the same before and after has not changed into anybody.
    private static let intoOthers = Rule(
        "changes-into-others",
        .contradiction,
        "the parties that came of it are not just those that changed",
        field: "results",
        brokenBy: .none
    ) { fact, _ in
        Set(fact.tags(originals)) == Set(fact.tags(results)) ? .broken(by: nil) : .holds
    }

    private static let originals: JSONPath = "originals"
    private static let results: JSONPath = "results"

    /// A party that is no more is in no network.
    private static let membershipsEnded = Rule(
        "memberships-ended",
        .missingAntecedent,
        "the party's memberships have ended",
        brokenBy: .fact(of: "membership.begun")
    ) { fact, histories in
        let open = histories.own.first(of: membership) { begun in
            begun.order(to: fact) != .after
                && !histories.own.contains(membershipEnd) { end in
                    end.hasTheSameTag(as: begun, at: .group)
                        && (!end.has(.role) || end.saysTheSame(as: begun, at: .role))
                        && begun.order(to: end) != .after
                }
        }
        return open.map { .broken(by: $0) } ?? .holds
    }

    private static let membership: EventType = "membership.begun"
    private static let membershipEnd: EventType = "membership.ended"
}
