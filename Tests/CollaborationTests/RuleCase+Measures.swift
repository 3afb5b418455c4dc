import CanonicalJSON
import Collaboration
import Events

private let registered = attested("document.registered", "2019")

/// A document with a digest.
func document(_ document: JSONValue, sha256: JSONValue) -> TestEvent {
    attested("document.registered", "2019", ["document": document, "sha256": sha256])
}

/// A framework with one criterion.
func framework(
    _ criterion: JSONValue,
    _ version: JSONValue = "1",
    high: JSONValue = 4,
    on: String = "2019"
) -> TestEvent {
    attested(
        "framework.published",
        on,
        [
            "version": version,
            "criteria": [["key": criterion, "scale": ["low": 0, "high": high]]],
        ]
    )
}

/// An assessment by a criterion.
func assessed(_ criterion: JSONValue, _ score: JSONValue, _ version: JSONValue = .null) -> TestEvent
{
    attested(
        "assessment.made",
        "2020",
        ["criterion": criterion, "score": score, "version": version]
    )
}

private func report(_ members: KeyValuePairs<String, JSONValue>) -> TestEvent {
    attested("report.issued", "2020", members)
}

extension RuleCase {
    /// What becomes of documents.
    static let documents: [RuleCase] =
        [
            RuleCase(
                "digest-is-new",
                document("document:page", sha256: "aa"),
                after: [document("document:copy", sha256: "aa")],
                against: 0,
                holdsAfter: [document("document:copy", sha256: "bb")]
            )
        ]
        + ([
            ("document.translated", "translation"), ("document.superseded", "successor"),
            ("document.redacted", "copy"),
        ] as [(EventType, String)]).flatMap { type, member in
            let event = attested(type, "2020", [member: "document:other"])
            return [
                RuleCase("document-known", event, holdsAfter: [registered]),
                RuleCase(
                    "\(member)-known",
                    event,
                    after: [registered],
                    holdsAfter: [
                        attested("document.registered", "2021", ["document": "document:other"])
                    ]
                ),
                RuleCase(
                    "\(member)-is-another",
                    attested(type, "2020", [member: "document:page"]),
                    holdsFor: event
                ),
            ]
        }

    /// Indicators, assessments and reports.
    static let measures: [RuleCase] =
        (["indicator.redefined", "indicator.observed", "target.set"] as [EventType]).map { type in
            RuleCase(
                "indicator-defined",
                attested(type, "2020"),
                holdsAfter: [attested("indicator.defined", "2021")]
            )
        } + [
            RuleCase(
                "indicator-defined-once",
                attested("indicator.defined", "2020"),
                after: [attested("indicator.defined", "2019")],
                against: 0,
                holdsAfter: []
            ),
            RuleCase(
                "version-published-once",
                framework("links"),
                after: [framework("links")],
                against: 0,
                holdsFor: framework("links", "2")
            ),
            RuleCase(
                "criterion-exists",
                assessed("money", 3),
                after: [framework("links")],
                holdsFor: assessed("links", 3)
            ),
            RuleCase(
                "criterion-exists",
                assessed("links", 3, "2"),
                after: [framework("links"), framework("money", "2")],
                holdsFor: assessed("links", 3, "1")
            ),
            RuleCase(
                "criterion-exists",
                assessed("links", 3),
                after: [framework("links", on: "2021")],
                holdsAfter: [framework("links", on: "2018")]
            ),
            RuleCase(
                "score-in-scale",
                assessed("links", 5),
                after: [framework("links")],
                against: 0,
                holdsAfter: [framework("links"), framework("links", "2", high: 10)]
            ),
            RuleCase(
                "report-issued-once",
                report([:]),
                after: [report([:])],
                against: 0,
                holdsAfter: []
            ),
            RuleCase("known-at-the-time", report(["knownAt": 1]), holdsFor: report(["knownAt": 0])),
            RuleCase(
                "revised-report-exists",
                report(["revises": "report:zero"]),
                holdsAfter: [report(["report": "report:zero"])]
            ),
            RuleCase(
                "revises-another",
                report(["revises": "report:first"]),
                holdsFor: report(["revises": "report:zero"])
            ),
        ]
}
