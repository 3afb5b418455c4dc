import CanonicalJSON
import EDTF
import Events

/// What one party may do, given what it did before.
extension AgreementRules {
    private static let deposit: EventType = "agreement.consent-deposited"
    private static let reservation: EventType = "agreement.reservation-made"
    private static let naming: EventType = "agreement.depositary-named"
    private static let replacement: EventType = "agreement.replaced"

    /// A party that ratifies has signed.
    static let ratifiesASignature = Rule(
        "ratifies-a-signature",
        .missingAntecedent,
        "the party that ratifies has signed before",
        field: "kind",
        brokenBy: .none,
        lookups: [Lookup([signature], by: byParty)]
    ) { fact, histories in
        guard fact.says(.kind, ratification) else { return .holds }
        let signed = histories.own.first(of: signatures, agreeingWith: fact, by: byParty) {
            $0.order(to: fact) != .after
        }
        return signed == nil ? .broken(by: nil) : .holds
    }

    private static let ratification: JSONName = "ratification"
    private static let signatures: TypeSet = ["agreement.signed"]
    private static let withdrawals: TypeSet = ["agreement.withdrawn-from"]
    private static let notices: TypeSet = ["agreement.withdrawal-notified"]

    /// Who takes an instrument is a depositary of the agreement, where one is known.
    static let depositaryIsNamed = Rule(
        "depositary-is-named",
        .missingAntecedent,
        "the depositary was named as one",
        field: "depositary",
        brokenBy: .none
    ) { fact, histories in
        guard fact.has(.depositary), histories.own.contains(naming) else { return .holds }
        let isNamed = histories.own.contains(naming) { named in
            named.hasTheSameTag(as: fact, at: .depositary) && named.order(to: fact) != .after
        }
        return isNamed ? .holds : .broken(by: nil)
    }

    /// Nobody objects to a reservation of its own.
    static let objectorIsAnother = Rule(
        "objector-is-another",
        .contradiction,
        "another party objects",
        field: "objector",
        brokenBy: .none
    ) { fact, _ in
        guard let objector = fact.node(.objector) else { return .holds }
        return fact.isText(.party, fact.document, objector) ? .broken(by: nil) : .holds
    }

    /// The party made a reservation that an objection or a withdrawal can be about.
    static let reservationKnown = Rule(
        "reservation-known",
        .missingAntecedent,
        "the party has made such a reservation",
        field: "provision",
        brokenBy: .none,
        lookups: [Lookup([reservation], by: byParty)]
    ) { fact, histories in
        let made = histories.own.first(of: [reservation], agreeingWith: fact, by: byParty) { made in
            made.mayShareProvision(with: fact) && made.order(to: fact) != .after
        }
        return made == nil ? .broken(by: nil) : .holds
    }

    /// A signature is taken back before the agreement is in force for the party.
    static let partyIsNotBound = Rule(
        "party-is-not-bound",
        .contradiction,
        "the agreement is not in force for the party before; once bound, it withdraws",
        field: "party",
        watches: [entry],
        brokenBy: .fact(of: entry, time: .before)
    ) { fact, histories in
        guard let party = fact.node(.party) else { return .holds }
        let own = histories.own
        var bound: Fact?
        _ = own.visitEntries(naming: fact.document, party) { other in
            guard other.order(to: fact) == .before,
                !own.leaves(fact.document, party, between: other, and: fact)
            else { return true }
            bound = other
            return false
        }
        return bound.map { .broken(by: $0) } ?? .holds
    }

    /// The agreement may be in force for the party that leaves.
    static let partyIsBound = Rule(
        "party-is-bound",
        .missingAntecedent,
        "the agreement is in force for the party",
        field: "party",
        brokenBy: .none,
        lookups: [Lookup(consents.types, by: byParty)]
    ) { fact, histories in
        guard let party = fact.node(.party), let tag = fact.tag(.party) else { return .holds }
        let own = histories.own
        let isNamed = !own.visitEntries(naming: fact.document, party) { entry in
            entry.order(to: fact) == .after
        }
        if isNamed { return .holds }
        let isInForce = own.contains(entry) { entry in
            !entry.has(.parties) && entry.order(to: fact) != .after
        }
        let hasJoined =
            own.mayHaveConsented(fact.document, party, before: fact)
            || !own.asksForConsent && !own.knowsOthers(than: tag)
        return isInForce && hasJoined ? .holds : .broken(by: nil)
    }

    /// The party has not left already, or has joined again.
    static let partyIsNotOut = Rule(
        "party-is-not-out",
        .missingAntecedent,
        "the party has not left before, unless it joined again",
        field: "party",
        brokenBy: .fact(of: withdrawal, time: .before, by: ["party"]),
        lookups: [Lookup([withdrawal] + consents.types, by: byParty)]
    ) { fact, histories in
        guard let party = fact.node(.party) else { return .holds }
        let left = histories.own.exit(fact.document, party, before: fact)
        return left.map { .broken(by: $0) } ?? .holds
    }

    /// The date that a notice names has come before the party is out.
    static let noticeHasRun = Rule(
        "notice-has-run",
        .missingAntecedent,
        "the notice has taken effect",
        brokenBy: .none,
        lookups: [Lookup([notice], by: byParty)]
    ) { fact, histories in
        var isAnyKnown = false
        let run = histories.own.first(of: notices, agreeingWith: fact, by: byParty) { notice in
            guard notice.order(to: fact) != .after else { return false }
            isAnyKnown = true
            guard let effect = notice.date(.effective)?.earliest else { return true }
            return effect <= fact.bounds.latest
        }
        return run == nil && isAnyKnown ? .broken(by: nil) : .holds
    }

    /// A notice is revoked before it takes effect.
    static let revokedInTime = Rule(
        "revoked-in-time",
        .missingAntecedent,
        "the notice has not taken effect before",
        brokenBy: .none,
        lookups: [Lookup([notice], by: byParty)]
    ) { fact, histories in
        var isAnyKnown = false
        let open = histories.own.first(of: notices, agreeingWith: fact, by: byParty) { notice in
            guard notice.order(to: fact) != .after else { return false }
            isAnyKnown = true
            guard let effect = notice.date(.effective)?.latest,
                let start = fact.bounds.earliest
            else { return true }
            return effect >= start
        }
        return open == nil && isAnyKnown ? .broken(by: nil) : .holds
    }

    /// An agreement that one party is left of has ended, and its end is to be recorded.
    static let twoPartiesRemain = Rule(
        "two-parties-remain",
        .missingAntecedent,
        "two parties remain, or the end of the agreement is known; one of two terminates it",
        field: "party",
        brokenBy: .none,
        lookups: [Lookup([withdrawal] + consents.types, by: byParty)]
    ) { fact, histories in
        let own = histories.own
        if own.contains(AgreementActs.endingTypes) { return .holds }
        var left: Set<Tag> = []
        func isEnough(_ act: Fact, _ node: Int) -> Bool {
            guard act.order(to: fact) != .after, !fact.isText(.party, act.document, node),
                own.exit(act.document, node, before: fact) == nil,
                let tag = act.document.tag(node)
            else { return false }
            left.insert(tag)
            return left.count >= 2
        }
        for type in consents.types {
            let goesOn = own.visit(type) { act in
                act.node(.party).map { !isEnough(act, $0) } ?? true
            }
            if !goesOn { return .holds }
        }
        for type in [entry] + listings {
            let goesOn = own.visit(type) { act in
                act.everyTag(at: .parties) { _, node in !isEnough(act, node) }
            }
            if !goesOn { return .holds }
        }
        return .broken(by: nil)
    }

    /// Agreements do not take each other's place in a circle.
    static let replacesNoneOfItsOwn = Rule(
        "no-circle-of-replacements",
        .contradiction,
        "the agreement that takes its place is not replaced by it in turn",
        field: "replacedBy",
        brokenBy: .none
    ) { fact, histories in
        let first = histories.own.entity
        var next = fact.tag(.replacedBy)
        var seen: Set<Tag> = []
        while let agreement = next, agreement != first, seen.insert(agreement).inserted {
            next = try histories.other(agreement).first(of: replacement)?.tag(.replacedBy)
            if next == first { return .broken(by: nil) }
        }
        return .holds
    }
}

extension Standing {
    /// The withdrawal of a party that definitely came before an event, unless it may have joined
    /// again between the two.
    func exit(_ document: JSONDocument, _ party: Int, before fact: Fact) -> Fact? {
        var found: Fact?
        visit(AgreementRules.withdrawal, havingUnder: AgreementRules.byParty, party, of: document) {
            left in
            guard left.position != fact.position, left.isText(.party, document, party),
                left.order(to: fact) == .before, !joins(document, party, between: left, and: fact)
            else { return true }
            found = left
            return false
        }
        return found
    }

    /// Whether a party may have joined between two events.
    private func joins(
        _ document: JSONDocument,
        _ party: Int,
        between one: Fact,
        and two: Fact
    ) -> Bool {
        let isOut = AgreementRules.consents.types.allSatisfy { type in
            visit(type, havingUnder: AgreementRules.byParty, party, of: document) { act in
                !act.isText(.party, document, party) || !Rule.lies(act, between: one, and: two)
            }
        }
        if !isOut { return true }
        return !visitEntries(naming: document, party) { !Rule.lies($0, between: one, and: two) }
    }
}
