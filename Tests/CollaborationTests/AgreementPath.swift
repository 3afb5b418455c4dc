import CanonicalJSON
import Collaboration
import Events

/// One agreement from announcement to end, each step a month after the one before.
enum AgreementPath {
    static let events: [TestEvent] =
        opening + [
            approval("agreement.submitted-for-approval", "2020-04-01"),
            approval("agreement.approved", "2020-05-01"),
            signature("party:a", "2020-06-01"),
            signature("party:b", "2020-07-01"),
            attested("agreement.entered-into-force", "2020-08-01"),
            attested("agreement.suspended", "2020-09-01", ["scope": "all"]),
            attested("agreement.resumed", "2020-10-01", ["scope": "all"]),
            attested("agreement.terminated", "2020-11-01", ["ground": "mutual"]),
        ]

    /// Announcement, draft and fixed text.
    static let opening: [TestEvent] = [
        attested(
            "agreement.announced",
            "2020-01-01",
            ["kind": "mou", "parties": ["party:a", "party:b"]]
        ),
        attested(
            "agreement.drafted",
            "2020-02-01",
            ["kind": "mou", "version": 1, "title": [["text": "Memorandum", "lang": "en"]]]
        ),
        attested("agreement.text-fixed", "2020-03-01", ["version": 1, "languages": ["en"]]),
    ]

    static func approval(
        _ type: EventType,
        _ on: String,
        version: JSONValue = 1
    ) -> TestEvent {
        attested(type, on, ["party": "party:a", "organ": "organ:board", "version": version])
    }

    static func signature(
        _ party: JSONValue,
        _ on: String,
        version: JSONValue = 1
    ) -> TestEvent {
        attested("agreement.signed", on, ["party": party, "version": version])
    }
}
