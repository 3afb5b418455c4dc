import CanonicalJSON
import Collaboration
import Events

/// An event about one party.
private func act(
    _ verb: String,
    _ on: String,
    _ party: JSONValue = "party:a",
    _ more: KeyValuePairs<String, JSONValue> = [:]
) -> TestEvent {
    var event = attested(agreementType(verb), on, more)
    event.data["party"] = party
    return event
}

private let inForce = attested("agreement.entered-into-force", "2020")
private let grant = attested(
    "mandate.granted",
    "2019",
    ["mandate": "mandate:m", "person": "person:p", "party": "party:a"]
)
private let mandated = act(
    "signed",
    "2020",
    "party:a",
    ["mandate": "mandate:m", "signatory": "person:p"]
)
private let amending = attested(
    "agreement.drafted",
    "2022",
    ["agreement": "agreement:second", "kind": "amendment", "parent": "agreement:mou"]
)

extension RuleCase {
    static let signingMandates: [RuleCase] = [
        RuleCase("mandate-held", mandated, holdsAfter: [grant]),
        RuleCase(
            "mandate-held",
            mandated,
            after: [
                attested(
                    "mandate.granted",
                    "2018",
                    ["mandate": "mandate:m", "person": "person:p", "to": "2019"]
                )
            ],
            holdsFor: act("signed", "2020")
        ),
        RuleCase(
            "mandate-not-revoked",
            mandated,
            after: [grant, attested("mandate.revoked", "2019-06", ["mandate": "mandate:m"])],
            against: 1,
            holdsAfter: [grant, attested("mandate.revoked", "2021", ["mandate": "mandate:m"])]
        ),
        RuleCase(
            "bound-by-what-it-amends",
            act("signed", "2023", "party:a", ["agreement": "agreement:second"]),
            after: [amending, act("withdrawn-from", "2021")],
            against: 1,
            holdsAfter: [amending, act("withdrawn-from", "2021"), act("acceded", "2022")]
        ),
    ]

    static let consent: [RuleCase] =
        [
            RuleCase(
                "signed-before",
                act("signature-withdrawn", "2020"),
                after: [act("signed", "2021")],
                holdsAfter: [act("signed", "2019")]
            ),
            RuleCase(
                "party-is-not-bound",
                act("signature-withdrawn", "2021"),
                after: [attested("agreement.entered-into-force", "2020", ["parties": ["party:a"]])],
                against: 0,
                holdsAfter: [
                    attested("agreement.entered-into-force", "2020", ["parties": ["party:b"]])
                ]
            ),
            RuleCase(
                "ratifies-a-signature",
                act("consent-deposited", "2020", "party:a", ["kind": "ratification"]),
                after: [act("signed", "2019", "party:b")],
                holdsFor: act("consent-deposited", "2020", "party:a", ["kind": "succession"])
            ),
            RuleCase(
                "signed-before",
                act("reservation-made", "2020"),
                after: [act("signed", "2019", "party:b")],
                holdsAfter: [act("consent-deposited", "2020")]
            ),
            RuleCase(
                "objector-is-another",
                act("reservation-objected", "2020", "party:a", ["objector": "party:a"]),
                holdsFor: act("reservation-objected", "2020", "party:a", ["objector": "party:b"])
            ),
            RuleCase(
                "reservation-withdrawn-once",
                act("reservation-withdrawn", "2022", "party:a", ["provision": "7"]),
                after: [act("reservation-withdrawn", "2021", "party:a", ["provision": "7"])],
                against: 0,
                holdsAfter: [act("reservation-withdrawn", "2021", "party:a", ["provision": "8"])]
            ),
        ]
        + ["consent-deposited", "acceded"].flatMap { verb in
            [
                RuleCase(
                    "consents-once",
                    act(verb, "2022"),
                    after: [act("acceded", "2020")],
                    against: 0,
                    holdsAfter: [act("acceded", "2020"), act("withdrawn-from", "2021")]
                ),
                RuleCase(
                    "depositary-is-named",
                    act(verb, "2022", "party:a", ["depositary": "party:d"]),
                    after: [
                        attested("agreement.depositary-named", "2019", ["depositary": "party:c"])
                    ],
                    holdsAfter: [
                        attested("agreement.depositary-named", "2019", ["depositary": "party:d"])
                    ]
                ),
            ]
        }
        + ["reservation-objected", "reservation-withdrawn"].map { verb in
            RuleCase(
                "reservation-known",
                act(verb, "2022", "party:a", ["provision": "7"]),
                after: [act("reservation-made", "2020", "party:a", ["provision": "8"])],
                holdsAfter: [act("reservation-made", "2020")]
            )
        }

    static let leaving: [RuleCase] =
        ["withdrawal-notified", "withdrawn-from"].map { verb in
            RuleCase(
                "party-is-bound",
                act(verb, "2022"),
                after: [inForce, act("consent-deposited", "2019", "party:b")],
                holdsAfter: [inForce, act("consent-deposited", "2019")]
            )
        }
        + ["withdrawal-notified", "withdrawal-revoked", "withdrawn-from"].map { verb in
            RuleCase(
                "party-is-not-out",
                act(verb, "2022"),
                after: [act("withdrawn-from", "2021")],
                against: 0,
                holdsAfter: [act("withdrawn-from", "2020"), act("acceded", "2021")]
            )
        }
        + ["withdrawal-revoked", "withdrawn-from"].map { verb in
            RuleCase(
                "notified",
                act(verb, "2022"),
                after: [act("withdrawal-notified", "2023")],
                holdsAfter: [act("withdrawal-notified", "2021")]
            )
        } + [
            RuleCase(
                "revoked-in-time",
                act("withdrawal-revoked", "2022"),
                after: [act("withdrawal-notified", "2020", "party:a", ["effective": "2021"])],
                holdsAfter: [act("withdrawal-notified", "2020", "party:a", ["effective": "2022"])]
            ),
            RuleCase(
                "notice-has-run",
                act("withdrawn-from", "2022"),
                after: [act("withdrawal-notified", "2020", "party:a", ["effective": "2023"])],
                holdsAfter: [act("withdrawal-notified", "2020", "party:a", ["effective": "2022"])]
            ),
            RuleCase(
                "two-parties-remain",
                act("withdrawn-from", "2022"),
                after: [act("signed", "2019"), act("signed", "2019", "party:b")],
                holdsAfter: [
                    act("signed", "2019"), act("signed", "2019", "party:b"),
                    act("acceded", "2021", "party:c"),
                ]
            ),
        ]
}
