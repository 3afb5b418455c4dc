import CanonicalJSON
import Events

extension Family {
    /// Series that gatherings are editions of.
    static let series = Family(
        "series",
        states: ["registered"],
        rows: [
            Row(
                "series.registered",
                "series",
                state: "registered",
                describes: true,
                rules: [
                    .once(
                        "series-registered-once",
                        ["series.registered"],
                        "a series is registered once"
                    )
                ]
            )
        ]
    )

    /// Conferences, matchmakings, missions and sessions of organs.
    static let gatherings = Family(
        "gathering",
        states: ["announced", "postponed", "opened", "concluded", "cancelled"],
        rows: [
            Row(
                "gathering.announced",
                "gathering",
                state: "announced",
                describes: true,
                rules: [
                    .once(
                        "gathering-announced-once",
                        ["gathering.announced"],
                        "a gathering is announced once"
                    ),
                    .another(
                        "whole-is-another",
                        field: "partOf",
                        "what it is part of is another gathering"
                    ),
                ]
            ),
            Row(
                "gathering.joined",
                "gathering",
                rules: [
                    .never(
                        "gathering-not-ended",
                        after: ["gathering.concluded"],
                        weight: .missingAntecedent,
                        "the gathering has not ended before"
                    ),
                    .once(
                        "party-joins-once",
                        ["gathering.joined"],
                        by: ["party", "role"],
                        unlessLiftedBy: ["gathering.left"],
                        naming: ["party"],
                        "a party that has not left joins a gathering once in a role"
                    ),
                    .once(
                        "person-joins-once",
                        ["gathering.joined"],
                        by: ["person", "role"],
                        unlessLiftedBy: ["gathering.left"],
                        naming: ["person"],
                        "a person who has not left joins a gathering once in a role"
                    ),
                ]
            ),
            Row("gathering.left", "gathering", rules: [GatheringRules.hasJoined]),
            Row(
                "gathering.rescheduled",
                "gathering",
                state: "announced",
                from: ["postponed"],
                changes: ["when"],
                rules: [GatheringRules.isToCome]
            ),
            Row(
                "gathering.postponed",
                "gathering",
                state: "postponed",
                from: ["announced"],
                changes: ["when"],
                rules: [GatheringRules.isToCome]
            ),
            Row(
                "gathering.relocated",
                "gathering",
                changes: ["place", "placeNames", "country", "modality"],
                rules: [GatheringRules.isToCome]
            ),
            Row("gathering.counted", "gathering"),
            Row(
                "gathering.opened",
                "gathering",
                state: "opened",
                from: ["announced", "postponed"],
                rules: [
                    .never(
                        "opened-uncancelled",
                        after: ["gathering.cancelled"],
                        "the gathering is not cancelled before"
                    )
                ]
            ),
            Row(
                "gathering.concluded",
                "gathering",
                state: "concluded",
                rules: [
                    gatheringNotCancelled,
                    .once(
                        "gathering-concluded-once",
                        ["gathering.concluded"],
                        "a gathering concludes once"
                    ),
                    GatheringRules.concludedAfterItsStart,
                ]
            ),
            Row(
                "gathering.cancelled",
                "gathering",
                state: "cancelled",
                rules: [
                    .never(
                        "gathering-not-concluded",
                        after: ["gathering.concluded"],
                        inEitherOrder: true,
                        "the gathering has not taken place"
                    ),
                    .once(
                        "gathering-cancelled-once",
                        ["gathering.cancelled"],
                        "a gathering is cancelled once"
                    ),
                ]
            ),
        ]
    )

    /// Seminars, sessions, ceremonies inside a gathering.
    static let programmeItems = Family(
        "item",
        states: ["scheduled", "held", "cancelled"],
        rows: [
            Row(
                "programme-item.scheduled",
                "item",
                state: "scheduled",
                describes: true,
                rules: [
                    .once(
                        "item-scheduled-once",
                        ["programme-item.scheduled"],
                        "an item is scheduled once"
                    ),
                    .needs(
                        "gathering-known",
                        ["gathering.announced"],
                        at: .named("gathering"),
                        weight: .contradiction,
                        "the gathering is announced"
                    ),
                    .never(
                        "item-gathering-not-cancelled",
                        after: ["gathering.cancelled"],
                        at: .named("gathering"),
                        "the gathering is not cancelled before"
                    ),
                    parentInSameGathering, parentIsAnother,
                ]
            ),
            Row(
                "programme-item.rescheduled",
                "item",
                changes: ["when"],
                rules: [
                    .needs(
                        "item-known",
                        ["programme-item.scheduled"],
                        weight: .contradiction,
                        "the item is scheduled"
                    ),
                    .never(
                        "item-is-to-come",
                        after: ["programme-item.held", "programme-item.cancelled"],
                        "the item is neither held nor cancelled before"
                    ),
                ]
            ),
            Row(
                "programme-item.held",
                "item",
                state: "held",
                describes: true,
                rules: [
                    .needs(
                        "item-scheduled",
                        ["programme-item.scheduled"],
                        weight: .missingAntecedent,
                        "the item was scheduled"
                    ),
                    .never(
                        "item-not-cancelled",
                        after: ["programme-item.cancelled"],
                        inEitherOrder: true,
                        "the item was not cancelled"
                    ),
                    .once("item-held-once", ["programme-item.held"], "an item is held once"),
                    parentIsAnother,
                ]
            ),
            Row(
                "programme-item.cancelled",
                "item",
                state: "cancelled",
                rules: [
                    .needs(
                        "item-known",
                        ["programme-item.scheduled"],
                        weight: .contradiction,
                        "the item is scheduled"
                    ),
                    .never(
                        "item-not-held",
                        after: ["programme-item.held"],
                        inEitherOrder: true,
                        "the item was not held"
                    ),
                ]
            ),
        ]
    )

    /// Visits to a place or a host.
    static let visits = Family(
        "visit",
        states: ["planned", "made", "cancelled"],
        rows: [
            Row(
                "visit.planned",
                "visit",
                state: "planned",
                describes: true,
                rules: [
                    .once("visit-planned-once", ["visit.planned"], "a visit is planned once"),
                    visitParentIsAnother,
                ]
            ),
            Row(
                "visit.made",
                "visit",
                state: "made",
                describes: true,
                rules: [
                    .needs(
                        "visit-planned",
                        ["visit.planned"],
                        weight: .missingAntecedent,
                        "the visit was planned"
                    ),
                    .never(
                        "visit-not-cancelled",
                        after: ["visit.cancelled"],
                        inEitherOrder: true,
                        "the visit was not cancelled"
                    ),
                    .once("visit-made-once", ["visit.made"], "a visit is made once"),
                    visitParentIsAnother,
                ]
            ),
            Row(
                "visit.cancelled",
                "visit",
                state: "cancelled",
                rules: [
                    .never(
                        "visit-not-made",
                        after: ["visit.made"],
                        inEitherOrder: true,
                        "the visit was not made"
                    )
                ]
            ),
        ]
    )

    /// What was learnt: opportunities, good practice, statements.
    static let findings = Family(
        "finding",
        states: ["recorded"],
        rows: [Row("finding.recorded", "finding", state: "recorded", describes: true)]
    )

    /// What stands in the way of working together.
    static let barriers = Family(
        "barrier",
        states: ["reported", "eased"],
        rows: [
            Row("barrier.reported", "barrier", state: "reported", describes: true),
            Row(
                "barrier.eased",
                "barrier",
                state: "eased",
                rules: [
                    .needs(
                        "barrier-reported",
                        ["barrier.reported"],
                        weight: .missingAntecedent,
                        "the barrier is reported"
                    )
                ]
            ),
        ]
    )

    private static let gatheringNotCancelled = Rule.never(
        "gathering-not-cancelled",
        after: ["gathering.cancelled"],
        inEitherOrder: true,
        "the gathering was not cancelled"
    )

    private static let parentIsAnother = Rule.another(
        "parent-is-another",
        field: "parent",
        "the parent is another item"
    )

    private static let visitParentIsAnother = Rule.another(
        "parent-is-another",
        field: "parent",
        "the parent is another visit"
    )

    /// An item and the one it is part of belong to one gathering, as far as both name it.
    private static let parentInSameGathering = Rule(
        "parent-in-same-gathering",
        .contradiction,
        "the parent item is in the same gathering",
        field: "parent"
    ) { fact, histories in
        guard let gathering = fact.tag(.gathering) else { return .holds }
        for parent in fact.tags(.parent) {
            let elsewhere = try histories.other(parent).recorded.first { item in
                item.tag(.gathering).map { $0 != gathering } ?? false
            }
            if let elsewhere { return .broken(by: elsewhere) }
        }
        return .holds
    }
}
