import CanonicalJSON
import Collaboration
import Events

/// What a signature by one party says.
func signed(_ party: JSONValue, _ on: String, version: JSONValue = 1) -> TestEvent {
    attested("agreement.signed", on, ["party": party, "version": version])
}

private let drafted = attested(
    "agreement.drafted",
    "2019",
    ["version": 1, "parties": ["party:a", "party:b"]]
)
private let revised = attested("agreement.revised", "2020", ["version": 2])
private let inForce = attested("agreement.entered-into-force", "2020")

private let removed = attested("agreement.party-removed", "2020", ["party": "party:a"])

private func translated(_ isAuthentic: JSONValue) -> TestEvent {
    attested(
        "agreement.translated",
        "2019-06",
        ["version": 1, "language": "cs", "authentic": isAuthentic]
    )
}

private func decision(_ type: EventType, _ on: String, _ version: JSONValue = 1) -> TestEvent {
    attested(type, on, ["party": "party:a", "organ": "organ:board", "version": version])
}

extension RuleCase {
    static let negotiation: [RuleCase] = [
        RuleCase(
            "announced-once",
            attested("agreement.announced", "2019"),
            after: [attested("agreement.announced", "2018")],
            against: 0,
            holdsAfter: []
        ),
        RuleCase(
            "announced-first",
            attested("agreement.announced", "2020"),
            after: [drafted],
            against: 0,
            holdsFor: attested("agreement.announced", "2018")
        ),
        RuleCase("drafted-once", drafted, after: [drafted], against: 0, holdsAfter: []),
        RuleCase(
            "version-used-once",
            drafted,
            after: [attested("agreement.revised", "2020", ["version": 1])],
            against: 0,
            holdsAfter: [revised]
        ),
        RuleCase(
            "drafted-before-signed",
            drafted,
            after: [signed("party:a", "2018")],
            against: 0,
            holdsAfter: [signed("party:a", "2020")]
        ),
        RuleCase(
            "party-added-once",
            attested("agreement.party-added", "2019", ["party": "party:c"]),
            after: [attested("agreement.party-added", "2018", ["party": "party:c"])],
            against: 0,
            holdsAfter: [attested("agreement.party-added", "2018", ["party": "party:d"])]
        ),
        RuleCase(
            "party-is-known",
            removed,
            after: [attested("agreement.announced", "2019", ["parties": ["party:b"]])],
            holdsAfter: [attested("agreement.announced", "2019", ["parties": ["party:a"]])]
        ),
        RuleCase(
            "party-removed-once",
            removed,
            after: [attested("agreement.party-removed", "2019", ["party": "party:a"])],
            against: 0,
            holdsAfter: [
                attested("agreement.party-removed", "2018", ["party": "party:a"]),
                attested("agreement.party-added", "2019", ["party": "party:a"]),
            ]
        ),
        RuleCase(
            "removed-before-signing",
            removed,
            after: [signed("party:b", "2019")],
            against: 0,
            holdsAfter: [signed("party:b", "2021")]
        ),
        RuleCase(
            "no-draft-known",
            translated(true),
            after: [revised],
            holdsAfter: [drafted]
        ),
        RuleCase(
            "one-authentic-text",
            translated(true),
            after: [translated(true)],
            against: 0,
            holdsAfter: [translated(false)]
        ),
        RuleCase(
            "added-before-signing",
            attested("agreement.party-added", "2020", ["party": "party:c"]),
            after: [signed("party:a", "2019")],
            against: 0,
            holdsAfter: [signed("party:a", "2021")]
        ),
        RuleCase("no-draft-known", revised, after: [], holdsAfter: [drafted]),
        RuleCase(
            "version-used-once",
            revised,
            after: [revised],
            against: 0,
            holdsAfter: [drafted]
        ),
        RuleCase(
            "version-follows",
            revised,
            after: [attested("agreement.revised", "2019", ["version": 3])],
            against: 0,
            holdsAfter: [drafted, attested("agreement.revised", "2021", ["version": 3])]
        ),
        RuleCase(
            "version-before-known",
            attested("agreement.revised", "2021", ["version": 3]),
            after: [drafted],
            holdsAfter: [drafted, revised]
        ),
        RuleCase(
            "revised-before-force",
            attested("agreement.revised", "2021", ["version": 2]),
            after: [inForce],
            against: 0,
            holdsFor: attested("agreement.revised", "2019", ["version": 2])
        ),
        RuleCase(
            "no-draft-known",
            attested("agreement.text-fixed", "2020", ["version": 1]),
            holdsAfter: [drafted]
        ),
        RuleCase(
            "fixes-the-newest-text",
            attested("agreement.text-fixed", "2021", ["version": 1]),
            after: [drafted, revised],
            against: 1,
            holdsFor: attested("agreement.text-fixed", "2021", ["version": 2])
        ),
    ]

    static let approval: [RuleCase] =
        [
            "agreement.submitted-for-approval", "agreement.approved", "agreement.rejected",
        ].flatMap { (type: EventType) in
            [
                RuleCase(
                    "organ-belongs-to-party",
                    decision(type, "2020"),
                    after: [attested("organ.established", "2010", ["party": "party:b"])],
                    against: 0,
                    holdsAfter: [attested("organ.established", "2010", ["party": "party:a"])]
                ),
                RuleCase(
                    "superseded-text",
                    decision(type, "2021"),
                    after: [drafted, revised],
                    against: 1,
                    holdsFor: decision(type, "2021", 2)
                ),
            ]
        } + [
            RuleCase(
                "party-is-known",
                decision("agreement.submitted-for-approval", "2020"),
                after: [attested("agreement.announced", "2019", ["parties": ["party:b"]])],
                holdsAfter: [drafted]
            )
        ]
        + ["agreement.approved", "agreement.rejected"].flatMap { (type: EventType) in
            [
                RuleCase(
                    "version-is-named",
                    attested(type, "2020", ["party": "party:a", "organ": "organ:board"]),
                    holdsFor: decision(type, "2020")
                ),
                RuleCase(
                    "submitted",
                    decision(type, "2020"),
                    after: [decision("agreement.submitted-for-approval", "2021")],
                    holdsAfter: [decision("agreement.submitted-for-approval", "2019")]
                ),
                RuleCase(
                    "organ-decides-once",
                    decision(type, "2020"),
                    after: [decision("agreement.approved", "2019")],
                    against: 0,
                    holdsAfter: [decision("agreement.approved", "2019", 2)]
                ),
            ]
        }

    static let signature: [RuleCase] = [
        RuleCase(
            "party-is-known",
            signed("party:z", "2020"),
            after: [drafted],
            holdsAfter: [drafted, attested("agreement.party-added", "2019", ["party": "party:z"])]
        ),
        RuleCase(
            "signed-once",
            attested(
                "agreement.signed",
                "2020",
                ["party": "party:a", "version": 1, "signatory": "person:p"]
            ),
            after: [
                attested(
                    "agreement.signed",
                    "2019",
                    ["party": "party:a", "version": 1, "signatory": "person:p"]
                )
            ],
            against: 0,
            holdsFor: signed("party:b", "2020")
        ),
        RuleCase(
            "signing-a-refused-text",
            signed("party:a", "2021"),
            after: [decision("agreement.rejected", "2020")],
            against: 0,
            holdsFor: signed("party:a", "2021", version: 2)
        ),
        RuleCase(
            "no-draft-known",
            signed("party:a", "2020"),
            after: [revised],
            holdsAfter: [drafted]
        ),
        RuleCase(
            "superseded-text",
            signed("party:a", "2021"),
            after: [drafted, revised],
            against: 1,
            holdsFor: signed("party:a", "2021", version: 2)
        ),
        RuleCase(
            "text-fixed",
            signed("party:a", "2020"),
            after: [attested("agreement.text-fixed", "2021", ["version": 1])],
            holdsAfter: [attested("agreement.text-fixed", "2019", ["version": 1])]
        ),
        RuleCase(
            "approvals-present",
            signed("party:a", "2021"),
            after: [decision("agreement.submitted-for-approval", "2019")],
            against: 0,
            holdsAfter: [
                decision("agreement.submitted-for-approval", "2019"),
                decision("agreement.approved", "2020"),
            ]
        ),
        RuleCase(
            "declined-before-signing",
            attested("agreement.signing-declined", "2021", ["party": "party:a"]),
            after: [signed("party:a", "2020")],
            against: 0,
            holdsAfter: [
                signed("party:a", "2019"), attested("agreement.revised", "2020", ["version": 2]),
            ]
        ),
    ]
}
