import CanonicalJSON
import Events

/// What an agreement's events ask that is more than a state.
enum AgreementRules {
    /// Types that carry a text version and bring it into being.
    static let texts: TypeSet = ["agreement.drafted", "agreement.revised"]

    /// Types whose payload lists the parties.
    static let listings: [EventType] = [
        "agreement.announced", "agreement.described", "agreement.drafted",
    ]

    static let addition: EventType = "agreement.party-added"
    static let removal: EventType = "agreement.party-removed"
    static let signature: EventType = "agreement.signed"
    static let entry: EventType = "agreement.entered-into-force"
    static let withdrawal: EventType = "agreement.withdrawn-from"
    static let notice: EventType = "agreement.withdrawal-notified"

    /// Types any of which shows that an agreement was made, or is to be.
    static let beginnings: [EventType] = [
        "agreement.announced", "agreement.described", "agreement.drafted", "agreement.signed",
        "agreement.entered-into-force",
    ]

    /// Acts by which one party consents, apart from being named in an entry into force.
    static let consents: TypeSet = [
        "agreement.signed", "agreement.consent-deposited", "agreement.acceded",
    ]
    private static let rejection: EventType = "agreement.rejected"
    private static let establishment: EventType = "organ.established"

    /// The party's own organ said no to the text: it needs a new version, or to be asked again.
    ///
    /// A signature whose version is unknown is refused when the party rejected every version that
    /// is known.
    static let textNotRefused = Rule(
        "signing-a-refused-text",
        .contradiction,
        "no organ of the party has rejected this version of the text since it was last asked",
        field: "version",
        watches: ["agreement.rejected"],
        brokenBy: .fact(of: "agreement.rejected", time: .before)
    ) { fact, histories in
        let own = histories.own
        guard own.contains(rejection), let party = fact.tag(.party) else {
            return .holds
        }
        let refusals = own.facts(rejection).filter { refusal in
            refusal.isTag(.party, party)
                && (fact.version == nil || refusal.version == nil
                    || refusal.version == fact.version)
        }
        guard !refusals.isEmpty else { return .holds }
        let known = Set(own.facts(texts.types).compactMap(\.version))
        let earlier = refusals.filter { refusal in
            refusal.order(to: fact) == .before
                && resubmission(after: refusal, before: fact, in: own) == .none
        }
        if let last = lastRefusal(of: earlier, leavingNothingOf: known, to: fact) {
            return .broken(by: last)
        }
        let conceivable = refusals.filter { refusal in
            refusal.order(to: fact) != .after
                && resubmission(after: refusal, before: fact, in: own) != .certain
        }
        if let last = lastRefusal(of: conceivable, leavingNothingOf: known, to: fact) {
            return .orderUnknown(with: last)
        }
        return .holds
    }

    /// The refusal recorded last, if together they leave no text that can have been signed.
    private static func lastRefusal(
        of refusals: [Fact],
        leavingNothingOf known: Set<Int64>,
        to signature: Fact
    ) -> Fact? {
        let refused = refusals.compactMap(\.version)
        let isWhole =
            signature.version != nil || refused.count < refusals.count
            || known.isSubset(of: refused)
        return isWhole ? refusals.last : nil
    }

    /// A decision is about one version of the text.
    static let versionIsNamed = Rule(
        "version-is-named",
        .missingAntecedent,
        "the version decided on is named",
        field: "version",
        brokenBy: .none
    ) { fact, _ in
        fact.version == nil ? .broken(by: nil) : .holds
    }

    /// A draft or revision of the signed version could have come before.
    static let draftOfTheTextKnown = Rule(
        "no-draft-known",
        .missingAntecedent,
        "a draft of the signed text is known",
        field: "version",
        brokenBy: .none
    ) { fact, histories in
        let version = fact.version
        let isKnown = histories.own.contains(texts) { draft in
            (version == nil || draft.version == version) && draft.order(to: fact) != .after
        }
        return isKnown ? .holds : .broken(by: nil)
    }

    /// Consent is given to the newest text; an older one has lapsed.
    static let versionIsNewest = Rule(
        "superseded-text",
        .missingAntecedent,
        "the version is the newest text",
        field: "version",
        watches: ["agreement.revised"],
        brokenBy: .fact(of: "agreement.drafted", "agreement.revised", time: .before),
        test: isNewest
    )

    /// Only the newest text can be fixed.
    static let fixesTheNewestText = Rule(
        "fixes-the-newest-text",
        .contradiction,
        "the version fixed is the newest text",
        field: "version",
        watches: ["agreement.revised"],
        brokenBy: .fact(of: "agreement.drafted", "agreement.revised", time: .before),
        test: isNewest
    )

    private static let isNewest: @Sendable (Fact, Histories) -> Rule.Verdict = { fact, histories in
        guard let version = fact.version else { return .holds }
        var doubtful: Fact?
        let newer = histories.own.first(of: texts) { text in
            guard text.version ?? 0 > version else { return false }
            let order = text.order(to: fact)
            if order == .unknown { doubtful = doubtful ?? text }
            return order == .before
        }
        if let newer { return .broken(by: newer) }
        return doubtful.map { .orderUnknown(with: $0) } ?? .holds
    }

    /// Version numbers run upwards.
    static let versionFollows = Rule(
        "version-follows",
        .contradiction,
        "the version is higher than those of the texts before it",
        field: "version",
        watches: ["agreement.drafted", "agreement.revised"],
        brokenBy: .fact(of: "agreement.drafted", "agreement.revised")
    ) { fact, histories in
        guard let version = fact.version else { return .holds }
        let other = histories.own.first(of: texts) { text in
            guard text.position != fact.position, let other = text.version else { return false }
            let order = text.order(to: fact)
            return order == .before && other >= version || order == .after && other <= version
        }
        return other.map { .broken(by: $0) } ?? .holds
    }

    /// Versions are numbered without holes; a version that nobody recorded is one that is missing.
    static let versionBeforeKnown = Rule(
        "version-before-known",
        .missingAntecedent,
        "the version before this one is known; number the texts without holes",
        field: "version",
        brokenBy: .none
    ) { fact, histories in
        guard let version = fact.version else { return .holds }
        // Without any text at all, it is the draft that is missing.
        var isFirst = true
        let isKnown = histories.own.contains(texts) { text in
            guard text.position != fact.position else { return false }
            isFirst = false
            return text.version == version - 1 && text.order(to: fact) != .after
        }
        return isFirst || isKnown ? .holds : .broken(by: nil)
    }

    /// The party is on the agreement; where no list of parties is known, it becomes one.
    static let partyIsKnown = Rule(
        "party-is-known",
        .missingAntecedent,
        "the party is one of the agreement's parties",
        field: "party",
        brokenBy: .none
    ) { fact, histories in
        guard let party = fact.tag(.party) else { return .holds }
        let own = histories.own
        // Observers are no parties, but can be taken off the list they were put on.
        if fact.type == removal, own.contains(addition, where: { $0.isTag(.party, party) }) {
            return .holds
        }
        return own.knowsOthers(than: party) ? .broken(by: nil) : .holds
    }

    /// An organ decides for its own party only.
    static let organBelongsToParty = Rule(
        "organ-belongs-to-party",
        .contradiction,
        "the organ belongs to the party",
        field: "organ"
    ) { fact, histories in
        guard let organ = fact.tag(.organ), let party = fact.tag(.party) else { return .holds }
        let other = try histories.other(organ).first(of: establishment) { established in
            !established.isTag(.party, party)
        }
        return other.map { .broken(by: $0) } ?? .holds
    }
}

extension Fact {
    /// The text version the event speaks of.
    package var version: Int64? { node(.version).flatMap(document.integer) }
}
