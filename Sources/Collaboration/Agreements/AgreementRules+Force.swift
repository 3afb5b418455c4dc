import CanonicalJSON
import EDTF
import Events

/// Entry into force.
extension AgreementRules {
    /// The member by whose value what a party did is found.
    static let byParty = Keys(["party"])

    /// The member by whose elements an entry into force is found that names its parties.
    static let byEachParty = Keys(eachOf: "parties")

    /// An agreement enters into force once for each party, until that party leaves.
    ///
    /// A party that the entry into force of the whole may have bound can be named later: that says
    /// more exactly since when it is bound.
    static let oncePerParty = Rule(
        "once-per-party",
        .missingAntecedent,
        "it enters into force once for each party, until that party leaves",
        field: "parties",
        brokenBy: .fact(of: "agreement.entered-into-force"),
        lookups: [
            Lookup([withdrawal, notice], by: byParty), Lookup([entry], by: byEachParty),
        ]
    ) { fact, histories in
        let own = histories.own
        var other: Fact?
        if fact.has(.parties) {
            _ = fact.everyTag(at: .parties) { document, node in
                own.visitEntries(naming: document, node) { entry in
                    guard entry.position != fact.position,
                        !own.leaves(document, node, between: entry, and: fact)
                    else { return true }
                    other = entry
                    return false
                }
            }
        } else {
            // Where parties consent apart, some may be bound before the others.
            other = own.first(of: entry) { other in
                other.position != fact.position && other.has(.parties)
                    && other.order(to: fact) == .before && !own.asksForConsent
            }
        }
        return other.map { .broken(by: $0) } ?? .holds
    }

    /// Whoever an entry into force binds has consented.
    static let signedByAll = Rule(
        "signed-by-all",
        .missingAntecedent,
        "all parties have signed, or those that it binds have consented",
        brokenBy: .none,
        lookups: [Lookup(consents.types, by: byParty)],
        requiring: [signature]
    ) { fact, histories in
        let own = histories.own
        let isKnown: Bool
        if fact.has(.parties) {
            isKnown = fact.everyTag(at: .parties) { document, node in
                own.mayHaveConsented(document, node, before: fact)
            }
        } else if own.asksForConsent {
            isKnown = own.consentingParties(before: fact, enough: 2) >= 2
        } else {
            let acts = own.facts(consents.types).filter { $0.order(to: fact) != .after }
            let signatories = Set(acts.compactMap { $0.tag(.party) })
            isKnown = !signatories.isEmpty && own.agreementParties.isSubset(of: signatories)
        }
        return isKnown ? .holds : .broken(by: nil)
    }

    /// What the agreement itself says brings it into force has come about.
    static let entryRuleSatisfied = Rule(
        "entry-rule-satisfied",
        .missingAntecedent,
        "what the agreement says brings it into force has come about",
        brokenBy: .none
    ) { fact, histories in
        let own = histories.own
        guard !fact.has(.parties), let setter = own.last(saying: .entryRule) else { return .holds }
        let isSatisfied: Bool
        switch setter.text(.entryRuleRule) {
        case "on-date":
            isSatisfied =
                setter.date(.entryRuleDate)?.earliest.map { $0 <= fact.bounds.latest } ?? true
        case "after-nth-notification":
            let needed = setter.node(.entryRuleNotifications).flatMap(setter.document.integer)
            let count = Int(needed ?? 0)
            isSatisfied = own.consentingParties(before: fact, enough: count) >= count
        case "after-all-approvals": isSatisfied = own.allApproved(before: fact)
        default: isSatisfied = true
        }
        return isSatisfied ? .holds : .broken(by: nil)
    }

    /// The whole did not enter into force only later.
    static let forceIsNotLater = Rule(
        "force-is-not-later",
        .contradiction,
        "the agreement did not enter into force only after that",
        watches: [entry],
        brokenBy: .fact(of: entry)
    ) { fact, histories in
        let own = histories.own
        let later = own.first(of: entry) { other in
            !other.has(.parties) && fact.order(to: other) == .before
        }
        return later.map { .broken(by: $0) } ?? .holds
    }

    /// What is in force as a whole is not applied provisionally as a whole any more.
    static let notInForceYet = Rule(
        "not-in-force-yet",
        .contradiction,
        "the agreement is not in force before",
        watches: [entry],
        brokenBy: .fact(of: entry, time: .before)
    ) { fact, histories in
        guard !fact.has(.parties) else { return .holds }
        let before = histories.own.first(of: entry) { other in
            !other.has(.parties) && other.order(to: fact) == .before
        }
        return before.map { .broken(by: $0) } ?? .holds
    }
}

extension Standing {
    /// Whether signing does not bind: some party consented apart, or signed subject to approval.
    var asksForConsent: Bool {
        contains("agreement.consent-deposited")
            || contains(AgreementRules.signature) { $0.isSubjectToApproval == true }
    }

    /// Whether a party may have signed, consented or acceded before an event.
    func mayHaveConsented(_ document: JSONDocument, _ party: Int, before fact: Fact) -> Bool {
        !AgreementRules.consents.types.allSatisfy { type in
            visit(type, havingUnder: AgreementRules.byParty, party, of: document) { act in
                !act.isText(.party, document, party) || act.order(to: fact) == .after
            }
        }
    }

    /// Looks at the entries into force that name a party, until `body` says no; whether it never
    /// did.
    func visitEntries(
        naming document: JSONDocument,
        _ party: Int,
        _ body: (Fact) -> Bool
    ) -> Bool {
        let (type, keys) = (AgreementRules.entry, AgreementRules.byEachParty)
        return visit(type, havingUnder: keys, party, of: document) { entry in
            !entry.names(.parties, textOf: document, party) || body(entry)
        }
    }

    /// How many parties may have consented before an event, up to as many as are enough.
    ///
    /// Signing is consent where none is asked for.
    func consentingParties(before fact: Fact, enough: Int) -> Int {
        var parties: Set<Tag> = []
        let asks = asksForConsent
        for type in AgreementRules.consents.types where parties.count < enough {
            visit(type) { act in
                guard act.order(to: fact) != .after,
                    type != AgreementRules.signature || !asks || act.isSubjectToApproval == false
                else { return true }
                if let party = act.tag(.party) { parties.insert(party) }
                return parties.count < enough
            }
        }
        return parties.count
    }

    /// Whether a party may have left between two events, in whichever order those came.
    func leaves(
        _ document: JSONDocument,
        _ party: Int,
        between one: Fact,
        and two: Fact
    ) -> Bool {
        ![AgreementRules.withdrawal, AgreementRules.notice].allSatisfy { type in
            visit(type, havingUnder: AgreementRules.byParty, party, of: document) { leave in
                !leave.isText(.party, document, party)
                    || !Rule.lies(leave, between: one, and: two)
            }
        }
    }

    /// The last recorded of the events that describe an agreement and say something of it.
    func last(saying path: JSONPath) -> Fact? {
        var last: Fact?
        for type in AgreementRules.describing {
            visit(type) { fact in
                if fact.has(path), last.map({ $0.position < fact.position }) ?? true { last = fact }
                return true
            }
        }
        return last
    }
}

extension AgreementRules {
    /// Types that say how long an agreement runs and what brings it into force.
    static let describing: [EventType] = [
        "agreement.drafted", "agreement.described", "agreement.revised",
    ]
}

extension Fact {
    /// Whether the text of another node stands at a path.
    func isText(_ path: JSONPath, _ other: JSONDocument, _ text: Int) -> Bool {
        node(path).map { document.text($0, equals: other, text) } ?? false
    }
}
