import CanonicalJSON
import EDTF
import Events

/// Who may sign for a party.
extension AgreementRules {
    private static let grant: EventType = "mandate.granted"
    private static let revocation: EventType = "mandate.revoked"

    /// The mandate that a signature rests on was given, for this party and person, and had not run
    /// out.
    static let mandateHeld = Rule(
        "mandate-held",
        .missingAntecedent,
        "the signatory holds the mandate that is named, for the party",
        field: "mandate",
        brokenBy: .none
    ) { fact, histories in
        guard let mandate = fact.tag(.mandate) else { return .holds }
        let isHeld = try histories.other(mandate).contains(grant) { granted in
            granted.order(to: fact) != .after && granted.isNotAnother(.party, than: fact, .party)
                && granted.isNotAnother(.person, than: fact, .signatory)
                && granted.mayHold(at: fact)
        }
        return isHeld ? .holds : .broken(by: nil)
    }

    /// Nobody signs with a mandate that was taken back before.
    static let mandateNotRevoked = Rule(
        "mandate-not-revoked",
        .contradiction,
        "the mandate was not revoked before",
        field: "mandate",
        brokenBy: .none
    ) { fact, histories in
        guard let mandate = fact.tag(.mandate) else { return .holds }
        var doubtful: Fact?
        let revoked = try histories.other(mandate).first(of: revocation) { revoked in
            let order = revoked.order(to: fact)
            if order == .unknown { doubtful = revoked }
            return order == .before
        }
        if let revoked { return .broken(by: revoked) }
        return doubtful.map { .orderUnknown(with: $0) } ?? .holds
    }

    /// Who left an agreement has no part in changing it.
    static let boundByWhatItAmends = Rule(
        "bound-by-what-it-amends",
        .missingAntecedent,
        "the party has not left the agreement that this one amends",
        field: "party",
        brokenBy: .none,
        lookups: [Lookup([withdrawal], by: byParty)]
    ) { fact, histories in
        guard let party = fact.node(.party), let draft = histories.own.last(saying: .parent),
            draft.says(.kind, amendment), let parent = draft.tag(.parent)
        else { return .holds }
        let left = try histories.other(parent).exit(fact.document, party, before: fact)
        return left.map { .broken(by: $0) } ?? .holds
    }

    private static let amendment: JSONName = "amendment"
}

extension Fact {
    /// Whether two members name the same entity, where both name one.
    fileprivate func isNotAnother(
        _ path: JSONPath,
        than other: Fact,
        _ otherPath: JSONPath
    ) -> Bool {
        guard let mine = node(path), let theirs = other.node(otherPath) else { return true }
        return document.text(mine, equals: other.document, theirs)
    }

    /// Whether a mandate that runs from one date to another may cover an event.
    fileprivate func mayHold(at fact: Fact) -> Bool {
        if let start = date(.from)?.earliest, fact.bounds.latest < start { return false }
        if let end = date(.to)?.latest, let earliest = fact.bounds.earliest, end < earliest {
            return false
        }
        return true
    }
}
