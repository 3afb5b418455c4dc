import CanonicalJSON
import Collaboration
import Events

private let drafted = attested(
    "agreement.drafted",
    "2019",
    ["version": 1, "parties": ["party:a", "party:b"]]
)
private let inForce = attested("agreement.entered-into-force", "2020")
private let terminated = attested("agreement.terminated", "2021", ["ground": "mutual"])

private func extended(_ on: String, until: JSONValue) -> TestEvent {
    attested("agreement.extended", on, ["until": until])
}

private func term(_ members: JSONValue) -> TestEvent {
    attested("agreement.drafted", "2019", ["term": members])
}

extension RuleCase {
    static let force: [RuleCase] = [
        RuleCase(
            "signed-before",
            attested("agreement.provisionally-applied", "2020"),
            after: [signed("party:a", "2021")],
            holdsAfter: [signed("party:a", "2019")]
        ),
        RuleCase(
            "not-in-force-yet",
            attested("agreement.provisionally-applied", "2021"),
            after: [inForce],
            against: 0,
            holdsFor: attested("agreement.provisionally-applied", "2021", ["parties": ["party:a"]])
        ),
        RuleCase("in-force-once", inForce, after: [inForce], against: 0, holdsAfter: []),
        RuleCase(
            "party-not-too-late",
            attested("agreement.entered-into-force", "2022", ["parties": ["party:a"]]),
            after: [terminated],
            against: 0,
            holdsFor: attested("agreement.entered-into-force", "2020", ["parties": ["party:a"]])
        ),
        RuleCase(
            "once-per-party",
            inForce,
            after: [attested("agreement.entered-into-force", "2019", ["parties": ["party:a"]])],
            against: 0,
            holdsAfter: []
        ),
        RuleCase(
            "once-per-party",
            attested("agreement.entered-into-force", "2024", ["parties": ["party:b", "party:a"]]),
            after: [attested("agreement.entered-into-force", "2019", ["parties": ["party:a"]])],
            against: 0,
            holdsAfter: [
                attested("agreement.entered-into-force", "2019", ["parties": ["party:a"]]),
                attested("agreement.withdrawn-from", "2021", ["party": "party:a"]),
            ]
        ),
        RuleCase(
            "signed-by-all",
            inForce,
            after: [drafted, signed("party:a", "2019")],
            holdsAfter: [drafted, signed("party:a", "2019"), signed("party:b", "2019")]
        ),
        RuleCase(
            "entry-rule-satisfied",
            inForce,
            after: [
                attested(
                    "agreement.described",
                    "2024",
                    ["entryRule": ["rule": "on-date", "date": "2021-01-01"]]
                )
            ],
            holdsAfter: [
                attested(
                    "agreement.described",
                    "2024",
                    ["entryRule": ["rule": "on-date", "date": "2020"]]
                )
            ]
        ),
    ]

    static let life: [RuleCase] = [
        RuleCase(
            "in-force",
            attested("agreement.suspended", "2021"),
            after: [attested("agreement.entered-into-force", "2022")],
            holdsAfter: [inForce]
        ),
        RuleCase(
            "force-is-not-later",
            attested("agreement.suspended", "2019"),
            after: [inForce],
            against: 0,
            holdsFor: attested("agreement.suspended", "2021")
        ),
        RuleCase(
            "not-suspended",
            attested("agreement.suspended", "2023"),
            after: [inForce, attested("agreement.suspended", "2021")],
            against: 1,
            holdsAfter: [
                inForce, attested("agreement.suspended", "2021"),
                attested("agreement.resumed", "2022"),
            ]
        ),
        RuleCase(
            "suspended-before",
            attested("agreement.resumed", "2021"),
            after: [inForce],
            holdsAfter: [inForce, attested("agreement.suspended", "2020-06")]
        ),
        RuleCase(
            "not-resumed",
            attested("agreement.resumed", "2023"),
            after: [
                attested("agreement.suspended", "2021"), attested("agreement.resumed", "2022"),
            ],
            against: 1,
            holdsAfter: [attested("agreement.suspended", "2021")]
        ),
        RuleCase("in-force", terminated, holdsAfter: [inForce]),
        RuleCase(
            "ends-once",
            terminated,
            after: [inForce, attested("agreement.abandoned", "2019")],
            against: 1,
            holdsAfter: [inForce]
        ),
        RuleCase("in-force", attested("agreement.expired", "2021"), holdsAfter: [inForce]),
        RuleCase(
            "ends-once",
            attested("agreement.expired", "2023"),
            after: [inForce, terminated],
            against: 1,
            holdsAfter: [inForce]
        ),
        RuleCase(
            "never-in-force",
            attested("agreement.abandoned", "2019"),
            after: [inForce],
            against: 0,
            holdsAfter: [drafted]
        ),
        RuleCase(
            "ends-once",
            attested("agreement.abandoned", "2022"),
            after: [terminated],
            against: 0,
            holdsAfter: [drafted]
        ),
        RuleCase(
            "replaced-by-another",
            attested("agreement.replaced", "2021", ["replacedBy": "agreement:mou"]),
            holdsFor: attested("agreement.replaced", "2021", ["replacedBy": "agreement:new"])
        ),
        RuleCase(
            "successor-known",
            attested("agreement.replaced", "2021", ["replacedBy": "agreement:new"]),
            holdsAfter: [
                attested("agreement.signed", "2020", ["agreement": "agreement:new"])
            ]
        ),
        RuleCase(
            "no-circle-of-replacements",
            attested("agreement.replaced", "2021", ["replacedBy": "agreement:new"]),
            after: [
                attested(
                    "agreement.replaced",
                    "2022",
                    ["agreement": "agreement:new", "replacedBy": "agreement:newest"]
                ),
                attested(
                    "agreement.replaced",
                    "2023",
                    ["agreement": "agreement:newest", "replacedBy": "agreement:mou"]
                ),
            ],
            holdsFor: attested("agreement.replaced", "2021", ["replacedBy": "agreement:other"])
        ),
        RuleCase(
            "not-abandoned",
            attested("agreement.replaced", "2021", ["replacedBy": "agreement:new"]),
            after: [attested("agreement.abandoned", "2020")],
            against: 0,
            holdsAfter: [terminated]
        ),
        RuleCase(
            "signed-before",
            attested("agreement.registered", "2020", ["register": "r", "number": "1"]),
            after: [drafted],
            holdsAfter: [signed("party:a", "2019")]
        ),
        RuleCase(
            "registered-once",
            attested("agreement.registered", "2020", ["register": "r", "number": "1"]),
            after: [attested("agreement.registered", "2019", ["register": "r", "number": "1"])],
            against: 0,
            holdsAfter: [
                attested("agreement.registered", "2019", ["register": "q", "number": "1"])
            ]
        ),
    ]

    static let terms: [RuleCase] = [
        RuleCase(
            "signed-before",
            attested("agreement.amended", "2020"),
            after: [drafted],
            holdsAfter: [signed("party:a", "2019")]
        ),
        RuleCase(
            "amendment-is-another",
            attested("agreement.amended", "2020", ["amendment": "agreement:mou"]),
            holdsFor: attested("agreement.amended", "2020", ["amendment": "agreement:second"])
        ),
        RuleCase(
            "amendment-signed",
            attested("agreement.amended", "2020", ["amendment": "agreement:second"]),
            after: [signed("party:a", "2019")],
            holdsAfter: [attested("agreement.signed", "2019", ["agreement": "agreement:second"])]
        ),
        RuleCase("in-force", extended("2021", until: "2024"), holdsAfter: [inForce]),
        RuleCase(
            "force-is-not-later",
            extended("2019", until: "2024"),
            after: [inForce],
            against: 0,
            holdsFor: extended("2021", until: "2024")
        ),
        RuleCase(
            "until-is-later",
            extended("2021", until: "2023-12-31"),
            after: [inForce, extended("2020-06", until: "2023-12-31")],
            against: 1,
            holdsFor: extended("2021", until: "2024")
        ),
        RuleCase(
            "extended-in-time",
            extended("2023", until: "2025"),
            after: [inForce, term(["rule": "fixed", "end": "2022"])],
            holdsFor: extended("2022", until: "2025")
        ),
        RuleCase(
            "term-is-known",
            attested("agreement.expired", "2023"),
            after: [inForce],
            holdsAfter: [inForce, term(["rule": "fixed", "end": "2022"])]
        ),
        RuleCase(
            "term-has-run",
            attested("agreement.expired", "2023"),
            after: [term(["rule": "fixed", "end": "2024"])],
            against: 0,
            holdsAfter: [term(["rule": "fixed", "end": "2022"])]
        ),
        RuleCase(
            "term-has-run",
            attested("agreement.expired", "2023"),
            after: [
                inForce, term(["rule": "fixed", "end": "2022"]), extended("2021", until: "2025"),
            ],
            against: 2,
            holdsAfter: [inForce, extended("2021", until: "2022")]
        ),
    ]

    private static let endings: [EventType] = [
        "agreement.terminated", "agreement.expired", "agreement.abandoned",
    ]

    /// Types that ask that the agreement has not ended.
    private static let needingLife: [EventType] =
        endings + [
            "agreement.announced", "agreement.drafted", "agreement.party-added",
            "agreement.party-removed", "agreement.revised", "agreement.text-fixed",
            "agreement.submitted-for-approval", "agreement.approved", "agreement.rejected",
            "agreement.signed", "agreement.signing-declined", "agreement.signature-withdrawn",
            "agreement.consent-deposited", "agreement.acceded", "agreement.reservation-made",
            "agreement.reservation-objected", "agreement.reservation-withdrawn",
            "agreement.depositary-named", "agreement.provisionally-applied",
            "agreement.entered-into-force", "agreement.amended", "agreement.extended",
            "agreement.suspended", "agreement.resumed", "agreement.withdrawal-notified",
            "agreement.withdrawal-revoked", "agreement.withdrawn-from",
        ]

    static let lifeAfterTheEnd: [RuleCase] = needingLife.flatMap { type in
        let isEnding = endings.contains(type)
        // What was replaced may be terminated for that reason.
        return (isEnding ? endings : endings + ["agreement.replaced"]).map { ending in
            RuleCase(
                "not-ended",
                attested(type, "2023", ["version": 2]),
                after: [attested(ending, "2022")],
                against: 0,
                holdsAfter: isEnding ? [] : nil,
                holdsFor: attested(type, "2021", ["version": 2])
            )
        }
    }
}
