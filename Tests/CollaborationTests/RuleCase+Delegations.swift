import CanonicalJSON
import Collaboration
import Events

private let formed = attested("delegation.formed", "2018")
private let departed = attested("delegation.departed", "2019-03")
private let returned = attested("delegation.returned", "2019-04")
private let cancelled = attested("delegation.cancelled", "2019-02")

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
        + [
            "delegation.joined", "delegation.head-appointed", "delegation.counted",
            "delegation.departed",
        ].map { type in
            RuleCase(
                "delegation-formed",
                attested(type, "2019"),
                after: [attested("delegation.formed", "2020")],
                holdsAfter: [formed]
            )
        }
        + ["delegation.joined", "delegation.head-appointed", "delegation.departed"].map { type in
            RuleCase(
                "delegation-not-cancelled",
                attested(type, "2020"),
                after: [formed, cancelled],
                against: 1,
                holdsFor: attested(type, "2018-06")
            )
        }
}
