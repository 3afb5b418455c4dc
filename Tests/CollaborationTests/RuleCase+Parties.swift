import CanonicalJSON
import Collaboration
import Events

private let registered = attested("party.registered", "2015")
private let group = attested("party.registered", "2015", ["party": "party:net"])
private let dissolved = attested("party.dissolved", "2020")
private let begun = attested("membership.begun", "2018", ["group": "party:net", "role": "member"])
private let ended = attested("membership.ended", "2019", ["group": "party:net"])
private let erased = attested("subject.erased", "2020")

extension RuleCase {
    static let parties: [RuleCase] = [
        RuleCase(
            "party-registered-once",
            registered,
            after: [registered],
            against: 0,
            holdsAfter: []
        ),
        RuleCase(
            "identifier-is-free",
            attested(
                "party.registered",
                "2015",
                ["identifiers": [["scheme": "vat", "id": "CZ1"]]]
            ),
            after: [
                attested(
                    "party.identified",
                    "2015",
                    ["party": "party:b", "scheme": "vat", "id": "CZ1"]
                )
            ],
            against: 0,
            holdsAfter: [
                attested(
                    "party.identified",
                    "2015",
                    ["party": "party:b", "scheme": "ror", "id": "CZ1"]
                )
            ]
        ),
        RuleCase(
            "lei-is-well-formed",
            attested(
                "party.registered",
                "2015",
                ["identifiers": [["scheme": "lei", "id": "529900T8BM49AURSDO56"]]]
            ),
            holdsFor: attested(
                "party.registered",
                "2015",
                ["identifiers": [["scheme": "lei", "id": "529900T8BM49AURSDO55"]]]
            )
        ),
        RuleCase("party-registered", attested("party.named", "2019"), holdsAfter: [registered]),
        RuleCase(
            "party-not-dissolved",
            attested("party.named", "2021"),
            after: [registered, dissolved],
            against: 1,
            holdsFor: attested("party.named", "2019")
        ),
        RuleCase(
            "party-registered",
            attested("party.identified", "2019"),
            holdsAfter: [registered]
        ),
        RuleCase(
            "party-not-dissolved",
            attested("party.identified", "2021"),
            after: [registered, dissolved],
            against: 1,
            holdsFor: attested("party.identified", "2019")
        ),
        RuleCase(
            "identifier-is-free",
            attested("party.identified", "2019", ["scheme": "vat", "id": "CZ1"]),
            after: [
                attested(
                    "party.registered",
                    "2015",
                    ["party": "party:b", "identifiers": [["scheme": "vat", "id": "CZ1"]]]
                )
            ],
            against: 0,
            holdsAfter: [
                attested(
                    "party.registered",
                    "2015",
                    ["identifiers": [["scheme": "vat", "id": "CZ1"]]]
                )
            ]
        ),
        RuleCase(
            "lei-is-well-formed",
            attested("party.identified", "2019", ["scheme": "lei", "id": "529900T8BM49AURSDO5"]),
            holdsFor: attested(
                "party.identified",
                "2019",
                ["scheme": "lei", "id": "529900T8BM49AURSDO55"]
            )
        ),
        RuleCase("member-registered", begun, after: [group], holdsAfter: [registered]),
        RuleCase("group-registered", begun, after: [registered], holdsAfter: [group]),
        RuleCase("membership-not-open", begun, after: [begun], against: 0, holdsAfter: []),
        RuleCase(
            "membership-not-open",
            attested("membership.begun", "2020", ["group": "party:net", "role": "member"]),
            after: [begun],
            against: 0,
            holdsAfter: [begun, ended]
        ),
        RuleCase(
            "membership-known",
            ended,
            after: [attested("membership.begun", "2018", ["group": "party:b", "role": "member"])],
            holdsAfter: [begun]
        ),
        RuleCase("party-registered", dissolved, holdsAfter: [registered]),
        RuleCase("dissolved-once", dissolved, after: [dissolved], against: 0, holdsAfter: []),
        RuleCase(
            "memberships-ended",
            dissolved,
            after: [begun],
            against: 0,
            holdsAfter: [begun, ended]
        ),
    ]

    static let people: [RuleCase] =
        appointments
        + [
            "person.registered", "person.named", "person.contact-recorded", "appointment.begun",
            "subject.consented", "subject.consent-withdrawn", "subject.erasure-requested",
            "subject.erasure-refused", "subject.restricted",
        ].map { type in
            RuleCase(
                "person-not-erased",
                attested(type, "2019"),
                after: [erased],
                against: 0,
                holdsAfter: []
            )
        }

    private static let appointments: [RuleCase] = [
        RuleCase(
            "person-registered-once",
            attested("person.registered", "2019"),
            after: [attested("person.registered", "2018")],
            against: 0,
            holdsAfter: []
        ),
        RuleCase(
            "organ-of-the-party",
            attested("appointment.begun", "2019", ["organ": "organ:board", "party": "party:b"]),
            after: [attested("organ.established", "2018", ["party": "party:a"])],
            against: 0,
            holdsFor: attested(
                "appointment.begun",
                "2019",
                ["organ": "organ:board", "party": "party:a"]
            )
        ),
        RuleCase(
            "erasure-requested",
            attested("subject.erasure-refused", "2019"),
            holdsAfter: [attested("subject.erasure-requested", "2018")]
        ),
        RuleCase(
            "organ-established",
            attested("appointment.begun", "2019", ["organ": "organ:board"]),
            after: [attested("organ.established", "2020")],
            holdsAfter: [attested("organ.established", "2018")]
        ),
        RuleCase(
            "appointment-known",
            attested("appointment.ended", "2019", ["organ": "organ:board"]),
            after: [attested("appointment.begun", "2018", ["organ": "organ:council"])],
            holdsAfter: [attested("appointment.begun", "2018", ["organ": "organ:board"])]
        ),
        RuleCase("erased-once", erased, after: [erased], against: 0, holdsAfter: []),
        RuleCase(
            "organ-established-once",
            attested("organ.established", "2019"),
            after: [attested("organ.established", "2018")],
            against: 0,
            holdsAfter: []
        ),
        RuleCase(
            "party-registered",
            attested("organ.established", "2019", ["party": "party:a"]),
            holdsAfter: [registered]
        ),
        RuleCase(
            "organ-known",
            attested("organ.dissolved", "2019"),
            after: [attested("organ.established", "2020")],
            holdsAfter: [attested("organ.established", "2018")]
        ),
        RuleCase(
            "organ-dissolved-once",
            attested("organ.dissolved", "2019"),
            after: [attested("organ.dissolved", "2018")],
            against: 0,
            holdsAfter: []
        ),
    ]
}
