import CanonicalJSON
import Collaboration
import Events

private let launched = attested("platform.launched", "2018", ["languages": ["en"]])
private let otherLaunched = attested("platform.launched", "2018", ["platform": "platform:hub"])
private let retired = attested("platform.retired", "2020")
private let otherRetired = attested("platform.retired", "2020", ["platform": "platform:hub"])
private let opened = attested("liaison-office.opened", "2018")
private let closed = attested("liaison-office.closed", "2020")

private func link(
    _ type: EventType = "platform.linked",
    to other: JSONValue = "platform:hub",
    on: String = "2021"
) -> TestEvent {
    attested(type, on, ["other": other])
}

private func localised(_ language: JSONValue, _ on: String = "2021") -> TestEvent {
    attested("platform.localised", on, ["language": language])
}

extension RuleCase {
    /// What platforms do together and for whom.
    static let platformLinks: [RuleCase] =
        [
            RuleCase(
                "localised-once",
                localised("zh"),
                after: [launched, localised("zh", "2019")],
                against: 1,
                holdsFor: localised("bg")
            ),
            RuleCase(
                "language-is-new",
                localised("en"),
                after: [launched],
                against: 0,
                holdsFor: localised("zh")
            ),
            RuleCase(
                "platforms-linked",
                link("platform.unlinked"),
                after: [launched, otherLaunched, link("platform.linked", to: "platform:map")],
                holdsAfter: [
                    attested(
                        "platform.linked",
                        "2019",
                        ["platform": "platform:hub", "other": "platform:map"]
                    )
                ]
            ),
        ]
        + (["platform.linked", "platform.unlinked"] as [EventType]).flatMap { type in
            [
                RuleCase(
                    "other-known",
                    link(type),
                    after: [launched],
                    holdsAfter: [otherLaunched]
                ),
                RuleCase(
                    "other-not-retired",
                    link(type),
                    after: [otherRetired],
                    against: 0,
                    holdsFor: link(type, on: "2019")
                ),
                RuleCase("other-is-another", link(type, to: "platform:map"), holdsFor: link(type)),
            ]
        }
        + ([
            "platform.localised", "platform.linked", "platform.unlinked", "platform.opened-to",
        ] as [EventType]).flatMap { type in
            [
                RuleCase("platform-known", attested(type, "2021"), holdsAfter: [launched]),
                RuleCase(
                    "platform-not-retired",
                    attested(type, "2021"),
                    after: [retired],
                    against: 0,
                    holdsFor: attested(type, "2019")
                ),
            ]
        }

    /// Liaison offices that change their name or place and count their contacts.
    static let offices: [RuleCase] =
        (["liaison-office.renamed", "liaison-office.moved"] as [EventType]).flatMap { type in
            [
                RuleCase(
                    "office-opened",
                    attested(type, "2017"),
                    after: [opened],
                    holdsFor: attested(type, "2019")
                ),
                RuleCase(
                    "office-not-closed",
                    attested(type, "2021"),
                    after: [closed],
                    against: 0,
                    holdsFor: attested(type, "2019")
                ),
            ]
        } + [
            RuleCase(
                "office-opened",
                attested("liaison-office.contacted", "2019", ["period": "2018"]),
                holdsAfter: [opened]
            ),
            RuleCase(
                "open-in-the-period",
                attested("liaison-office.contacted", "2019", ["period": "2017"]),
                after: [opened],
                against: 0,
                holdsFor: attested("liaison-office.contacted", "2019", ["period": "2017/2018"])
            ),
            RuleCase(
                "open-in-the-period",
                attested("liaison-office.contacted", "2022", ["period": "2021-06"]),
                after: [opened, closed],
                against: 1,
                holdsFor: attested("liaison-office.contacted", "2022", ["period": "2020-06"])
            ),
        ]
}
