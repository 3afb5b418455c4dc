import CanonicalJSON
import Collaboration
import Events

private let a = party("party:a")
private let b = party("party:b")
private let merged = merge("party:b", into: "party:a")
private let changed = attested(
    "party.changed-into",
    "2019",
    ["originals": ["party:a", "party:b"], "results": ["party:c"], "kind": "merger"]
)
private let granted = attested(
    "mandate.granted",
    "2019",
    ["person": "person:p", "party": "party:a", "by": "organ:board"]
)
private let board = attested("organ.established", "2018", ["party": "party:a"])
private let revoked = attested("mandate.revoked", "2020")

private func party(_ tag: JSONValue, under parent: JSONValue? = nil) -> TestEvent {
    guard let parent else { return attested("party.registered", "2015", ["party": tag]) }
    return attested("party.registered", "2015", ["party": tag, "parent": parent])
}

private func placed(_ tag: JSONValue, under parent: JSONValue, _ on: String) -> TestEvent {
    attested("party.placed-under", on, ["party": tag, "parent": parent])
}

private func merge(_ duplicate: JSONValue, into survivor: JSONValue) -> TestEvent {
    attested("party.merged", "2020", ["duplicate": duplicate, "survivor": survivor])
}

private func unmerge(_ duplicate: JSONValue, from survivor: JSONValue) -> TestEvent {
    attested("party.unmerged", "2020", ["duplicate": duplicate, "survivor": survivor])
}

private func ror(_ type: EventType, _ id: JSONValue) -> TestEvent {
    type == "party.registered"
        ? attested(type, "2019", ["identifiers": [["scheme": "ror", "id": id]]])
        : attested(type, "2019", ["scheme": "ror", "id": id])
}

extension RuleCase {
    /// What becomes of parties and of their records.
    static let changes: [RuleCase] =
        placements + transformations + mergers
        + (["party.registered", "party.identified"] as [EventType]).map { type in
            RuleCase(
                "ror-is-well-formed",
                ror(type, "052gg0111"),
                holdsFor: ror(type, "052gg0110")
            )
        }
        + (["party.classified", "party.located", "party.placed-under"] as [EventType])
        .flatMap { type in
            [
                RuleCase("party-registered", attested(type, "2019"), holdsAfter: [a]),
                RuleCase(
                    "party-not-dissolved",
                    attested(type, "2021"),
                    after: [a, attested("party.dissolved", "2020")],
                    against: 1,
                    holdsFor: attested(type, "2019")
                ),
            ]
        }

    private static let placements = [
        RuleCase(
            "parent-registered",
            placed("party:a", under: "party:b", "2019"),
            after: [a],
            holdsAfter: [a, b]
        ),
        RuleCase(
            "ends-after-it-begins",
            attested("party.placed-under", "2019", ["parent": "party:b", "to": "2018"]),
            holdsFor: attested("party.placed-under", "2019", ["parent": "party:b", "to": "2019"])
        ),
        RuleCase(
            "parents-form-no-cycle",
            placed("party:b", under: "party:a", "2019"),
            after: [a, b, placed("party:a", under: "party:b", "2018")],
            against: 2,
            holdsAfter: [a, b, placed("party:a", under: "party:c", "2018")]
        ),
        RuleCase(
            "parents-form-no-cycle",
            party("party:b", under: "party:a"),
            after: [party("party:a", under: "party:b")],
            against: 0,
            holdsAfter: [a]
        ),
    ]

    private static let transformations = [
        RuleCase("originals-registered", changed, after: [a], holdsAfter: [a, b]),
        RuleCase("results-registered", changed, after: [a], holdsAfter: [party("party:c")]),
        RuleCase(
            "originals-not-dissolved",
            changed,
            after: [a, b, attested("party.dissolved", "2018", ["party": "party:b"])],
            against: 2,
            holdsAfter: [a, b, attested("party.dissolved", "2020", ["party": "party:b"])]
        ),
        RuleCase(
            "changes-into-others",
            attested(
                "party.changed-into",
                "2019",
                ["originals": ["party:a"], "results": ["party:a"]]
            ),
            holdsFor: attested(
                "party.changed-into",
                "2019",
                ["originals": ["party:a"], "results": ["party:a", "party:b"]]
            )
        ),
    ]

    private static let mergers = [
        RuleCase("survivor-is-another", merge("party:a", into: "party:a"), holdsFor: merged),
        RuleCase("duplicate-registered", merged, after: [a], holdsAfter: [b]),
        RuleCase("survivor-registered", merged, after: [b], holdsAfter: [a]),
        RuleCase(
            "duplicate-is-live",
            merge("party:b", into: "party:c"),
            after: [a, b, merged],
            against: 2,
            holdsAfter: [a, b, merged, unmerge("party:b", from: "party:a")]
        ),
        RuleCase(
            "survivor-is-live",
            merge("party:c", into: "party:b"),
            after: [a, b, merged],
            against: 2,
            holdsAfter: [a, b, merge("party:a", into: "party:b")]
        ),
        RuleCase(
            "records-are-merged",
            unmerge("party:b", from: "party:a"),
            after: [a, b],
            holdsAfter: [a, b, merged]
        ),
        RuleCase(
            "records-are-merged",
            unmerge("party:b", from: "party:a"),
            after: [a, b, merge("party:b", into: "party:c")],
            against: 2,
            holdsAfter: [a, b, merged]
        ),
    ]

    /// Powers to act for a party.
    static let mandates: [RuleCase] = [
        RuleCase("mandate-granted-once", granted, after: [granted], against: 0, holdsAfter: []),
        RuleCase("party-registered", granted, after: [b], holdsAfter: [a]),
        RuleCase(
            "grantor-holds-power",
            granted,
            after: [attested("organ.established", "2018", ["party": "party:b"])],
            holdsAfter: [board]
        ),
        RuleCase(
            "grantor-holds-power",
            granted,
            after: [board, attested("organ.dissolved", "2018-06")],
            against: 1,
            holdsAfter: [board, attested("organ.dissolved", "2020")]
        ),
        RuleCase(
            "ends-after-it-begins",
            attested("mandate.granted", "2019", ["from": "2020", "to": "2019"]),
            holdsFor: attested("mandate.granted", "2019", ["from": "2020", "to": "2020"])
        ),
        RuleCase(
            "mandate-granted",
            revoked,
            after: [attested("mandate.granted", "2021")],
            holdsAfter: [granted]
        ),
        RuleCase(
            "mandate-revoked-once",
            revoked,
            after: [granted, revoked],
            against: 1,
            holdsAfter: [granted]
        ),
        RuleCase(
            "revocation-speaks-of-the-grant",
            attested("mandate.revoked", "2020", ["party": "party:b"]),
            after: [granted],
            against: 0,
            holdsFor: attested("mandate.revoked", "2020", ["party": "party:a"])
        ),
        RuleCase(
            "mandates-ended",
            attested("party.dissolved", "2021"),
            after: [a, granted],
            against: 1,
            holdsAfter: [a, granted, revoked]
        ),
    ]
}
