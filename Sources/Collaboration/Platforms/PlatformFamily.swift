import CanonicalJSON
import Events

extension Family {
    /// Digital platforms.
    static let platforms = Family(
        "platform",
        states: ["registered", "launched", "retired"],
        rows: [
            Row(
                "platform.registered",
                "platform",
                state: "registered",
                describes: true,
                rules: [
                    .once(
                        "platform-registered-once",
                        ["platform.registered"],
                        "a platform is registered once"
                    )
                ]
            ),
            Row(
                "platform.launched",
                "platform",
                state: "launched",
                describes: true,
                rules: [
                    .once(
                        "platform-launched-once",
                        ["platform.launched"],
                        "a platform is launched once"
                    ),
                    .never(
                        "launched-before-retired",
                        after: ["platform.retired"],
                        "the platform is not retired before"
                    ),
                ]
            ),
            Row(
                "platform.localised",
                "platform",
                rules: [
                    platformKnown, notRetired,
                    .once(
                        "localised-once",
                        ["platform.localised"],
                        by: ["language"],
                        "a platform is localised once in a language"
                    ),
                    .never(
                        "language-is-new",
                        after: ["platform.launched"],
                        where: { launched, fact in launched.speaks(languageOf: fact) },
                        "the platform was not launched in that language"
                    ),
                ]
            ),
            Row(
                "platform.linked",
                "platform",
                "other",
                rules: [platformKnown, notRetired, otherKnown, otherNotRetired, otherIsAnother]
            ),
            Row(
                "platform.unlinked",
                "platform",
                "other",
                rules: [
                    platformKnown, notRetired, otherKnown, otherNotRetired, otherIsAnother,
                    wasLinked,
                ]
            ),
            Row(
                "platform.opened-to",
                "platform",
                rules: [platformKnown, notRetired]
            ),
            Row(
                "platform.retired",
                "platform",
                state: "retired",
                rules: [
                    platformKnown,
                    .once(
                        "platform-retired-once",
                        ["platform.retired"],
                        "a platform is retired once"
                    ),
                ]
            ),
        ]
    )

    private static let platformKnown = Rule.needs(
        "platform-known",
        ["platform.registered", "platform.launched"],
        weight: .contradiction,
        "the platform is registered or launched"
    )

    private static let notRetired = Rule.never(
        "platform-not-retired",
        after: ["platform.retired"],
        "the platform is not retired before"
    )

    private static let otherKnown = Rule.needs(
        "other-known",
        ["platform.registered", "platform.launched"],
        at: .named("other"),
        weight: .contradiction,
        "the other platform is registered or launched"
    )

    private static let otherNotRetired = Rule.never(
        "other-not-retired",
        after: ["platform.retired"],
        at: .named("other"),
        "the other platform is not retired before"
    )

    private static let otherIsAnother = Rule.another(
        "other-is-another",
        field: "other",
        "the other is another platform"
    )

    private static let link: EventType = "platform.linked"

    /// A link holds for both platforms, whichever was named first.
    private static let wasLinked = Rule(
        "platforms-linked",
        .missingAntecedent,
        "the two platforms are linked",
        field: "other",
        brokenBy: .none
    ) { fact, histories in
        let isKnown = histories.own.contains(link) { linked in
            linked.order(to: fact) != .after && linked.isOfTheSamePair(as: fact)
        }
        return isKnown ? .holds : .broken(by: nil)
    }
}

extension Fact {
    /// Whether the languages that this event lists hold the one that another is about.
    fileprivate func speaks(languageOf other: Fact) -> Bool {
        guard let language = other.node(Member.language) else { return false }
        return names(Member.languages, textOf: other.document, language)
    }

    /// Whether two events about links name the same two platforms, in any order.
    fileprivate func isOfTheSamePair(as fact: Fact) -> Bool {
        Set([tag(Member.platform), tag(Member.other)])
            == Set([fact.tag(Member.platform), fact.tag(Member.other)])
    }
}

private enum Member {
    static let language: JSONPath = "language"
    static let languages: JSONPath = "languages"
    static let other: JSONPath = "other"
    static let platform: JSONPath = "platform"
}
