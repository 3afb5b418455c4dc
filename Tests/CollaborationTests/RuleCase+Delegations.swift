import CanonicalJSON
import Collaboration
import Events

private let formed = attested("delegation.formed", "2018")
private let departed = attested("delegation.departed", "2019-03")
private let returned = attested("delegation.returned", "2019-04")
private let cancelled = attested("delegation.cancelled", "2019-02")
private let refused = attested("delegation.refused", "2019-02")
private let dissolved = attested("delegation.dissolved", "2019-05")
private let counted = attested(
    "delegation.counted",
    "2019",
    ["count": ["value": 1, "qualifier": "exact", "unit": "parties"]]
)

private func joined(_ member: JSONValue, _ on: String) -> TestEvent {
    attested("delegation.joined", on, ["member": member])
}

private func head(_ person: JSONValue, _ on: String) -> TestEvent {
    attested("delegation.head-appointed", on, ["head": person])
}

extension RuleCase {
    static let delegations: [RuleCase] =
        [
            RuleCase("delegation-formed-once", formed, after: [formed], against: 0, holdsAfter: []),
            RuleCase(
                "member-joins-once",
                attested("delegation.joined", "2020", ["member": "party:a"]),
                after: [attested("delegation.joined", "2019", ["member": "party:a"])],
                against: 0,
                holdsAfter: [
                    attested("delegation.joined", "2018", ["member": "party:a"]),
                    attested("delegation.left", "2019", ["member": "party:a"]),
                ]
            ),
            RuleCase(
                "member-known",
                attested("delegation.left", "2019", ["member": "party:a"]),
                after: [attested("delegation.joined", "2018", ["member": "party:b"])],
                holdsAfter: [attested("delegation.joined", "2018", ["member": "party:a"])]
            ),
            RuleCase(
                "head-is-member",
                head("person:p", "2019"),
                after: [attested("delegation.joined", "2020", ["member": "person:p"])],
                holdsAfter: [attested("delegation.joined", "2018", ["member": "person:p"])]
            ),
            RuleCase(
                "one-head",
                head("person:p", "2019-03-08T10:00:00Z"),
                after: [head("person:q", "2019-03-08T10:00:00Z")],
                against: 0,
                holdsAfter: [head("person:q", "2019-03-08T09:00:00Z")]
            ),
            RuleCase("departs-once", departed, after: [departed], against: 0, holdsAfter: [formed]),
            RuleCase(
                "departs-before-it-returns",
                attested("delegation.departed", "2019-05"),
                after: [returned],
                against: 0,
                holdsFor: departed
            ),
            RuleCase(
                "delegation-departed",
                returned,
                after: [attested("delegation.departed", "2019-05")],
                holdsAfter: [departed]
            ),
            RuleCase(
                "returns-once",
                returned,
                after: [returned],
                against: 0,
                holdsAfter: [departed]
            ),
            RuleCase(
                "returns-uncancelled",
                returned,
                after: [attested("delegation.cancelled", "2020")],
                against: 0,
                holdsAfter: [departed]
            ),
            RuleCase(
                "not-departed",
                cancelled,
                after: [departed],
                against: 0,
                holdsAfter: [formed]
            ),
            RuleCase(
                "not-departed",
                cancelled,
                after: [returned],
                against: 0,
                holdsAfter: [formed]
            ),
            RuleCase(
                "delegation-cancelled-once",
                cancelled,
                after: [cancelled],
                against: 0,
                holdsAfter: [formed]
            ),
        ]
        + verdictsOnDelegations
        + [
            "delegation.joined", "delegation.head-appointed", "delegation.counted",
            "delegation.departed", "delegation.accredited", "delegation.refused",
            "delegation.dissolved",
        ].map { type in
            RuleCase(
                "delegation-formed",
                attested(type, "2019"),
                after: [attested("delegation.formed", "2020")],
                holdsAfter: [formed]
            )
        }
        + [
            "delegation.joined", "delegation.head-appointed", "delegation.departed",
            "delegation.accredited", "delegation.refused",
        ].flatMap { type in
            [cancelled, refused, dissolved].map { closing in
                RuleCase(
                    "delegation-not-closed",
                    attested(type, "2020"),
                    after: [formed, closing],
                    against: 1,
                    // Of two of one type, the one recorded later asks the same of the other.
                    holdsAfter: closing.type == type ? [formed] : nil,
                    holdsFor: attested(type, "2018-06")
                )
            }
        }

    private static let verdictsOnDelegations = [
        RuleCase(
            "count-agrees-with-the-list",
            counted,
            after: [joined("party:a", "2018"), joined("party:b", "2018")],
            against: 1,
            holdsAfter: [joined("party:a", "2018"), joined("person:p", "2018")]
        ),
        RuleCase(
            "not-departed",
            refused,
            after: [departed],
            against: 0,
            holdsAfter: [formed]
        ),
        RuleCase(
            "delegation-returned",
            dissolved,
            after: [attested("delegation.returned", "2019-06")],
            holdsAfter: [returned]
        ),
        RuleCase(
            "dissolved-uncancelled",
            dissolved,
            after: [attested("delegation.cancelled", "2020")],
            against: 0,
            holdsAfter: [returned]
        ),
        RuleCase(
            "dissolved-uncancelled",
            dissolved,
            after: [refused],
            against: 0,
            holdsAfter: [returned]
        ),
        RuleCase(
            "delegation-dissolved-once",
            dissolved,
            after: [dissolved],
            against: 0,
            holdsAfter: [returned]
        ),
    ]
}
