import CanonicalJSON
import EDTF
import Events

/// What an agreement's events ask that is more than a state.
enum AgreementRules {
    /// Types that carry a text version and bring it into being.
    private static let texts: [EventType] = ["agreement.drafted", "agreement.revised"]

    /// Types whose payload lists the parties.
    static let listings: [EventType] = [
        "agreement.announced", "agreement.described", "agreement.drafted",
    ]

    /// The party's own organ said no to the text: it needs a new version.
    ///
    /// A signature whose version is unknown is refused when the party rejected every version that
    /// is known.
    static let textNotRefused = Rule(
        "signing-a-refused-text", .contradiction,
        "no organ of the party has rejected this version of the text", field: "version",
        watches: ["agreement.rejected"]
    ) { fact, histories in
        guard let party = fact.tag("party") else { return .holds }
        let refusals = histories.own.facts("agreement.rejected").filter { $0.tag("party") == party }
        guard !refusals.isEmpty else { return .holds }
        let relevant: [Fact]
        if let version = fact.version {
            relevant = refusals.filter { $0.version == nil || $0.version == version }
        } else {
            let known = Set(histories.own.facts(texts).compactMap(\.version))
            let refused = Set(refusals.compactMap(\.version))
            let isWhole = refusals.contains { $0.version == nil } || known.isSubset(of: refused)
            relevant = isWhole ? refusals : []
        }
        if let first = relevant.first(where: { $0.order(to: fact) == .before }) {
            return .broken(by: first)
        }
        if let doubtful = relevant.first(where: { $0.order(to: fact) == .unknown }) {
            return .orderUnknown(with: doubtful)
        }
        return .holds
    }

    /// A decision is about one version of the text.
    static let versionIsNamed = Rule(
        "version-is-named", .missingAntecedent, "the version decided on is named", field: "version"
    ) { fact, _ in
        fact.version == nil ? .broken(by: nil) : .holds
    }

    /// A draft or revision of the signed version could have come before.
    static let draftOfTheTextKnown = Rule(
        "no-draft-known", .missingAntecedent, "a draft of the signed text is known",
        field: "version"
    ) { fact, histories in
        let drafts = histories.own.facts(texts).filter { $0.order(to: fact) != .after }
        guard let version = fact.version else {
            return drafts.isEmpty ? .broken(by: nil) : .holds
        }
        return drafts.contains { $0.version == version } ? .holds : .broken(by: nil)
    }

    /// Consent is given to the newest text; an older one has lapsed.
    static let versionIsNewest = Rule(
        "superseded-text", .missingAntecedent, "the version is the newest text", field: "version",
        watches: ["agreement.revised"]
    ) { fact, histories in
        guard let version = fact.version else { return .holds }
        let newer = histories.own.facts(texts).first { text in
            text.order(to: fact) == .before && (text.version ?? 0) > version
        }
        return newer.map { .broken(by: $0) } ?? .holds
    }

    /// Only the newest text can be fixed.
    static let fixesTheNewestText = Rule(
        "fixes-the-newest-text", .contradiction, "the version fixed is the newest text",
        field: "version", watches: ["agreement.revised"]
    ) { fact, histories in
        try versionIsNewest.test(fact, histories)
    }

    /// Version numbers run upwards without holes.
    static let versionFollows = Rule(
        "version-follows", .contradiction,
        "the version is one more than that of the text before it", field: "version",
        watches: ["agreement.drafted", "agreement.revised"]
    ) { fact, histories in
        guard let version = fact.version else { return .holds }
        for text in histories.own.facts(texts) where text.position != fact.position {
            guard let other = text.version else { continue }
            let order = text.order(to: fact)
            if order == .before && other >= version { return .broken(by: text) }
            if order == .after && other <= version { return .broken(by: text) }
        }
        let known = histories.own.facts(texts).filter { $0.position != fact.position }
        if known.isEmpty || known.contains(where: { $0.version == version - 1 }) { return .holds }
        return .broken(by: known.max { ($0.version ?? 0) < ($1.version ?? 0) })
    }

    /// The party is on the agreement; where no list of parties is known, it becomes one.
    static let partyIsKnown = Rule(
        "party-is-known", .missingAntecedent, "the party is one of the agreement's parties",
        field: "party"
    ) { fact, histories in
        guard let party = fact.tag("party") else { return .holds }
        let parties = histories.own.agreementParties
        return parties.isEmpty || parties.contains(party) ? .holds : .broken(by: nil)
    }

    /// An organ decides for its own party only.
    static let organBelongsToParty = Rule(
        "organ-belongs-to-party", .contradiction, "the organ belongs to the party", field: "organ"
    ) { fact, histories in
        guard let organ = fact.tag("organ"), let party = fact.tag("party") else { return .holds }
        for established in try histories.other(organ).facts("organ.established")
        where established.tag("party") != party {
            return .broken(by: established)
        }
        return .holds
    }

    /// Every organ the party needs, or that was asked, has approved the version.
    static let approvalsPresent = Rule(
        "approvals-present", .missingAntecedent,
        "every organ that was asked, or that the draft requires, has approved the version",
        field: "version"
    ) { fact, histories in
        guard let party = fact.tag("party"), fact.value("subjectToApproval")?.bool != true else {
            return .holds
        }
        let asked = histories.own.facts("agreement.submitted-for-approval").filter {
            $0.tag("party") == party && $0.order(to: fact) != .after
                && (fact.version == nil || $0.version == fact.version)
        }
        var organs = Set(asked.compactMap { $0.tag("organ") })
        for text in histories.own.facts(texts) {
            for entry in text.value("requiredOrgans")?.array ?? []
            where entry["party"]?.string == party.text {
                organs.formUnion((entry["organs"]?.array ?? []).compactMap { $0.tag })
            }
        }
        let approvals = histories.own.facts("agreement.approved").filter {
            $0.tag("party") == party && $0.order(to: fact) != .after
                && (fact.version == nil || $0.version == fact.version)
        }
        organs.subtract(approvals.compactMap { $0.tag("organ") })
        guard !organs.isEmpty else { return .holds }
        return .broken(by: asked.first { $0.tag("organ").map(organs.contains) ?? false })
    }

    /// An agreement enters into force once for each party.
    static let oncePerParty = Rule(
        "once-per-party", .contradiction, "it enters into force once for each party",
        field: "parties"
    ) { fact, histories in
        let parties = Set(fact.tags("parties"))
        for other in histories.own.facts("agreement.entered-into-force")
        where other.position != fact.position {
            let others = Set(other.tags("parties"))
            if parties.isEmpty || others.isEmpty || !parties.isDisjoint(with: others) {
                return .broken(by: other)
            }
        }
        return .holds
    }

    /// Unless the draft says otherwise, it enters into force when all parties have signed.
    static let signedByAll = Rule(
        "signed-by-all", .missingAntecedent, "all parties have signed"
    ) { fact, histories in
        let named = fact.tags("parties")
        let parties = named.isEmpty ? histories.own.agreementParties : Set(named)
        let signed = histories.own.facts("agreement.signed").filter { $0.order(to: fact) != .after }
        let signatories = Set(signed.compactMap { $0.tag("party") })
        guard parties.isSubset(of: signatories), !signatories.isEmpty else { return .broken(by: nil) }
        return .holds
    }

    /// An agreement expires when its term has run, not before.
    static let termHasRun = Rule(
        "term-has-run", .contradiction, "its term has an end, and that has passed",
        watches: ["agreement.drafted", "agreement.described", "agreement.revised"]
    ) { fact, histories in
        let terms = histories.own.facts(texts + ["agreement.described"])
            .filter { $0.value("term") != nil }
        guard let term = terms.max(by: { $0.position < $1.position }) else {
            return .broken(by: nil)
        }
        guard let end = term.date("term.end") else { return .broken(by: term) }
        let first = end.earliest ?? end.latest
        guard let first, first > fact.bounds.latest else { return .holds }
        return .broken(by: term)
    }
}

extension Fact {
    /// The text version the event speaks of.
    package var version: Int64? { value("version")?.integer }
}

extension JSONValue {
    /// The tag this text is.
    var tag: Tag? { string.flatMap(Tag.init) }
}

extension Standing {
    /// Every party ever named on the agreement, apart from those who only signed.
    var agreementParties: Set<Tag> {
        var parties = Set(facts(AgreementRules.listings).flatMap { $0.tags("parties") })
        parties.formUnion(facts("agreement.party-added").compactMap { $0.tag("party") })
        return parties
    }
}
