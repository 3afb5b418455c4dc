import CanonicalJSON
import Events

extension AgreementRules {
    private static let approval: EventType = "agreement.approved"
    /// Every organ the party needs, or that was asked, has approved the version.
    static let approvalsPresent = Rule(
        "approvals-present",
        .missingAntecedent,
        "every organ that was asked, or that the draft requires, has approved the version",
        field: "version",
        brokenBy: .fact(of: "agreement.submitted-for-approval")
    ) { fact, histories in
        guard let party = fact.tag(.party),
            fact.node(.subjectToApproval).flatMap(fact.document.bool) != true
        else { return .holds }
        let own = histories.own
        var first: Fact?
        var isPresent = true
        own.visit(submission) { request in
            guard request.hasTag(.organ), let organ = request.node(.organ),
                isAbout(fact, party, request),
                !isApproved(request.document, organ, for: party, before: fact, in: own)
            else { return true }
            (first, isPresent) = (request, false)
            return false
        }
        for type in texts.types where isPresent {
            isPresent = own.visit(type) { text in
                text.everyOrgan(requiredOf: party) { document, organ in
                    isApproved(document, organ, for: party, before: fact, in: own)
                }
            }
        }
        return isPresent ? .holds : .broken(by: first)
    }

    /// Whether a submission or decision concerns the text that a party signs, and could have come
    /// before the signature.
    private static func isAbout(_ signature: Fact, _ party: Tag, _ other: Fact) -> Bool {
        guard other.isTag(.party, party), other.order(to: signature) != .after else { return false }
        let version = signature.version
        return version == nil || other.version == version
    }

    private static func isApproved(
        _ document: JSONDocument,
        _ organ: Int,
        for party: Tag,
        before signature: Fact,
        in own: Standing
    ) -> Bool {
        own.contains(approval) { approved in
            approved.node(.organ).map { approved.document.text($0, equals: document, organ) }
                ?? false && isAbout(signature, party, approved)
        }
    }
}

extension Standing {
    /// Whether every organ that was asked, or that a text requires, may have approved before an
    /// event.
    func allApproved(before fact: Fact) -> Bool {
        func isApproved(_ document: JSONDocument, _ organ: Int) -> Bool {
            contains("agreement.approved") { approved in
                approved.isText(.organ, document, organ) && approved.order(to: fact) != .after
            }
        }
        let isAsked = visit(AgreementRules.submission) { request in
            request.order(to: fact) == .after
                || request.node(.organ).map { isApproved(request.document, $0) } ?? true
        }
        guard isAsked else { return false }
        return AgreementRules.texts.types.allSatisfy { type in
            visit(type) { text in text.everyOrgan(requiredOf: nil, isApproved) }
        }
    }
}

extension Fact {
    /// Whether something holds for every organ whose approval a text asks of a party.
    ///
    /// - `party`: the party; any, if `nil`.
    fileprivate func everyOrgan(
        requiredOf party: Tag?,
        _ holds: (JSONDocument, Int) -> Bool
    ) -> Bool {
        guard let list = node(.requiredOrgans), document.kind(list) == .array else { return true }
        var entry = document.firstChild(list)
        while let here = entry {
            entry = document.next(here)
            guard let whose = document.member(here, Self.party),
                party.map({ document.isTag(whose, $0) }) ?? true,
                let organs = document.member(here, Self.organs), document.kind(organs) == .array
            else { continue }
            var organ = document.firstChild(organs)
            while let node = organ {
                if document.isTag(node), !holds(document, node) { return false }
                organ = document.next(node)
            }
        }
        return true
    }

    private static let organs: JSONName = "organs"
    private static let party: JSONName = "party"
}

extension Standing {
    /// Every party ever named on the agreement, apart from those who only signed.
    var agreementParties: Set<Tag> {
        var parties = Set(facts(AgreementRules.listings).flatMap { $0.tags(.parties) })
        visit(AgreementRules.addition) { added in
            if !added.addsAnObserver, let party = added.tag(.party) { parties.insert(party) }
            return true
        }
        visit(AgreementRules.removal) { removed in
            if let party = removed.tag(.party), !isAddedAgain(removed) { parties.remove(party) }
            return true
        }
        return parties
    }

    /// Whether a party was added after it was removed.
    private func isAddedAgain(_ removed: Fact) -> Bool {
        contains(AgreementRules.addition) { added in
            added.hasTheSameTag(as: removed, at: .party) && removed.order(to: added) == .before
        }
    }

    /// Whether parties are named on the agreement, and this is none of them; as asking
    /// `agreementParties`, without making it.
    func knowsOthers(than party: Tag) -> Bool {
        var isAnyKnown = false
        for type in AgreementRules.listings {
            let isUnknown = visit(type) { listing in
                if listing.names(.parties, party) { return false }
                isAnyKnown =
                    isAnyKnown || !listing.everyTag(at: .parties) { _, _ in false }
                return true
            }
            if !isUnknown { return false }
        }
        let isUnknown = visit(AgreementRules.addition) { added in
            guard !added.addsAnObserver else { return true }
            if added.isTag(.party, party) { return false }
            isAnyKnown = isAnyKnown || added.hasTag(.party)
            return true
        }
        return isUnknown && isAnyKnown
    }
}

extension Fact {
    /// Whether the party that the event adds only looks on.
    var addsAnObserver: Bool { says(.role, Self.observer) }

    private static let observer: JSONName = "observer"
}
