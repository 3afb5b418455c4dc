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

    /// The party's own organ said no to the text: it needs a new version, or to be asked again.
    ///
    /// A signature whose version is unknown is refused when the party rejected every version that
    /// is known.
    static let textNotRefused = Rule(
        "signing-a-refused-text",
        .contradiction,
        "no organ of the party has rejected this version of the text since it was last asked",
        field: "version",
        watches: ["agreement.rejected"]
    ) { fact, histories in
        guard let party = fact.tag("party") else { return .holds }
        let refusals = histories.own.facts("agreement.rejected").filter { refusal in
            refusal.tag("party") == party
                && (fact.version == nil || refusal.version == nil
                    || refusal.version == fact.version)
        }
        let known = Set(histories.own.facts(texts).compactMap(\.version))
        let earlier = refusals.filter { refusal in
            refusal.order(to: fact) == .before
                && resubmission(after: refusal, before: fact, in: histories.own) == .none
        }
        if let last = lastRefusal(of: earlier, leavingNothingOf: known, to: fact) {
            return .broken(by: last)
        }
        let conceivable = refusals.filter { refusal in
            refusal.order(to: fact) != .after
                && resubmission(after: refusal, before: fact, in: histories.own) != .certain
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
        field: "version"
    ) { fact, _ in
        fact.version == nil ? .broken(by: nil) : .holds
    }

    /// A draft or revision of the signed version could have come before.
    static let draftOfTheTextKnown = Rule(
        "no-draft-known",
        .missingAntecedent,
        "a draft of the signed text is known",
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
        "superseded-text",
        .missingAntecedent,
        "the version is the newest text",
        field: "version",
        watches: ["agreement.revised"]
    ) { fact, histories in
        guard let version = fact.version else { return .holds }
        let newer = histories.own.facts(texts).filter { ($0.version ?? 0) > version }
        if let text = newer.first(where: { $0.order(to: fact) == .before }) {
            return .broken(by: text)
        }
        let doubtful = newer.first { $0.order(to: fact) == .unknown }
        return doubtful.map { .orderUnknown(with: $0) } ?? .holds
    }

    /// Only the newest text can be fixed.
    static let fixesTheNewestText = Rule(
        "fixes-the-newest-text",
        .contradiction,
        "the version fixed is the newest text",
        field: "version",
        watches: ["agreement.revised"]
    ) { fact, histories in
        try versionIsNewest.test(fact, histories)
    }

    /// Version numbers run upwards.
    static let versionFollows = Rule(
        "version-follows",
        .contradiction,
        "the version is higher than those of the texts before it",
        field: "version",
        watches: ["agreement.drafted", "agreement.revised"]
    ) { fact, histories in
        guard let version = fact.version else { return .holds }
        for text in histories.own.facts(texts) where text.position != fact.position {
            guard let other = text.version else { continue }
            let order = text.order(to: fact)
            if order == .before && other >= version { return .broken(by: text) }
            if order == .after && other <= version { return .broken(by: text) }
        }
        return .holds
    }

    /// Versions are numbered without holes; a version that nobody recorded is one that is missing.
    static let versionBeforeKnown = Rule(
        "version-before-known",
        .missingAntecedent,
        "the version before this one is known; number the texts without holes",
        field: "version"
    ) { fact, histories in
        guard let version = fact.version else { return .holds }
        let others = histories.own.facts(texts).filter { $0.position != fact.position }
        let isKnown = others.contains { $0.version == version - 1 && $0.order(to: fact) != .after }
        // Without any text at all, it is the draft that is missing.
        return others.isEmpty || isKnown ? .holds : .broken(by: nil)
    }

    /// The party is on the agreement; where no list of parties is known, it becomes one.
    static let partyIsKnown = Rule(
        "party-is-known",
        .missingAntecedent,
        "the party is one of the agreement's parties",
        field: "party"
    ) { fact, histories in
        guard let party = fact.tag("party") else { return .holds }
        let parties = histories.own.agreementParties
        return parties.isEmpty || parties.contains(party) ? .holds : .broken(by: nil)
    }

    /// An organ decides for its own party only.
    static let organBelongsToParty = Rule(
        "organ-belongs-to-party",
        .contradiction,
        "the organ belongs to the party",
        field: "organ"
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
        "approvals-present",
        .missingAntecedent,
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
        "once-per-party",
        .contradiction,
        "it enters into force once for each party",
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
        "signed-by-all",
        .missingAntecedent,
        "all parties have signed"
    ) { fact, histories in
        let named = fact.tags("parties")
        let parties = named.isEmpty ? histories.own.agreementParties : Set(named)
        let signed = histories.own.facts("agreement.signed").filter { $0.order(to: fact) != .after }
        let signatories = Set(signed.compactMap { $0.tag("party") })
        guard parties.isSubset(of: signatories), !signatories.isEmpty else {
            return .broken(by: nil)
        }
        return .holds
    }

    /// An agreement expires when its term has run, not before.
    static let termHasRun = Rule(
        "term-has-run",
        .contradiction,
        "its term has an end, and that has passed",
        watches: ["agreement.drafted", "agreement.described", "agreement.revised"]
    ) { fact, histories in
        let terms = histories.own.facts(texts + ["agreement.described"])
            .filter { $0.value("term") != nil }
        guard let term = terms.max(by: { $0.position < $1.position }) else {
            return .broken(by: nil)
        }
        guard term.value("term.end") != nil || term.value("term.duration") != nil else {
            return .broken(by: term)
        }
        guard let end = firstEnd(of: term, in: histories.own), end > fact.bounds.latest else {
            return .holds
        }
        return .broken(by: term)
    }

    /// The first moment a term can end; `nil` when that is not known.
    ///
    /// A duration runs from the start that is stated, or else from the entry into force.
    private static func firstEnd(of term: Fact, in standing: Standing) -> Instant? {
        if let end = term.date("term.end") { return end.earliest }
        let length = term.text("term.duration").flatMap { try? ISODuration(parsing: $0) }
        guard let length else { return nil }
        if let start = term.date("term.start") { return start.earliest?.advanced(by: length) }
        let entries = standing.facts("agreement.entered-into-force").map(\.bounds.earliest)
        guard !entries.contains(nil) else { return nil }
        return entries.compactMap { $0 }.min()?.advanced(by: length)
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
        let added = facts("agreement.party-added").filter { $0.text("role") != "observer" }
        parties.formUnion(added.compactMap { $0.tag("party") })
        return parties
    }
}
