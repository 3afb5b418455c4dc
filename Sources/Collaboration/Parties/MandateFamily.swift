import CanonicalJSON
import EDTF
import Events

extension Family {
    /// Powers to act for a party.
    static let mandates = Family(
        "mandate",
        states: ["granted", "revoked"],
        rows: [
            Row(
                "mandate.granted",
                "mandate",
                "person",
                "party",
                state: "granted",
                describes: true,
                rules: [
                    .once(
                        "mandate-granted-once",
                        ["mandate.granted"],
                        "a mandate is granted once; another one has an id of its own"
                    ),
                    .needs(
                        "party-registered",
                        ["party.registered"],
                        at: .named("party"),
                        weight: .contradiction,
                        "the party is registered"
                    ),
                    MandateRules.grantorHoldsPower, .endsAfterItBegins,
                ]
            ),
            Row(
                "mandate.revoked",
                "mandate",
                "person",
                "party",
                state: "revoked",
                rules: [
                    .needs(
                        "mandate-granted",
                        ["mandate.granted"],
                        weight: .contradiction,
                        "the mandate is granted"
                    ),
                    .once(
                        "mandate-revoked-once",
                        ["mandate.revoked"],
                        "a mandate is revoked once"
                    ),
                    MandateRules.speaksOfTheGrant,
                ]
            ),
        ]
    )
}

/// What holds for mandates.
enum MandateRules {
    static let grant: EventType = "mandate.granted"
    static let revocation: EventType = "mandate.revoked"
    static let mandate: JSONPath = "mandate"
    private static let appointment: EventType = "appointment.begun"
    private static let establishment: EventType = "organ.established"
    private static let dissolution: EventType = "organ.dissolved"

    /// An organ of the party grants it, or a person who has a post or a mandate there.
    static let grantorHoldsPower = Rule(
        "grantor-holds-power",
        .missingAntecedent,
        "the grantor is an organ of the party, or a person with a post or a mandate there",
        field: "by",
        brokenBy: .none
    ) { fact, histories in
        guard let grantor = fact.tag(.by), let party = fact.tag(.party) else { return .holds }
        let standing = try histories.standing(of: grantor)
        if grantor.isOfKind("organ") {
            let dissolved = standing.first(of: dissolution) { $0.order(to: fact) == .before }
            if let dissolved { return .broken(by: dissolved) }
            return isOrgan(standing, of: party, before: fact) ? .holds : .broken(by: nil)
        }
        let isTrusted = standing.contains(grant) { other in
            other.position != fact.position && other.isTag(.party, party)
                && other.isTag(person, grantor) && other.order(to: fact) != .after
        }
        if isTrusted { return .holds }
        for post in standing.facts(appointment) where post.order(to: fact) != .after {
            if post.isTag(.party, party) { return .holds }
            guard let organ = post.tag(.organ) else { continue }
            if isOrgan(try histories.standing(of: organ), of: party, before: fact) {
                return .holds
            }
        }
        return .broken(by: nil)
    }

    /// A revocation that says whose power ends says the same as the grant.
    static let speaksOfTheGrant = Rule(
        "revocation-speaks-of-the-grant",
        .contradiction,
        "the person and the party, where they are given, are those of the grant",
        field: "mandate",
        brokenBy: .none
    ) { fact, histories in
        let other = histories.own.first(of: grant) { granted in
            [person, .party].contains { fact.has($0) && !fact.hasTheSameTag(as: granted, at: $0) }
        }
        return other.map { .broken(by: $0) } ?? .holds
    }

    /// Nobody acts for a party that is no more.
    static let ended = Rule(
        "mandates-ended",
        .missingAntecedent,
        "the mandates to act for the party have ended",
        brokenBy: .none
    ) { fact, histories in
        for granted in histories.own.facts(grant) where granted.order(to: fact) != .after {
            let hasRunOut = granted.date(.to)?.definitely(before: fact.bounds.latest) ?? false
            guard !hasRunOut, granted.hasTheSameTag(as: fact, at: .party),
                let tag = granted.tag(mandate)
            else { continue }
            let isRevoked = try histories.other(tag).contains(revocation) { revoked in
                revoked.order(to: fact) != .after
            }
            if !isRevoked { return .broken(by: granted) }
        }
        return .holds
    }

    private static let person: JSONPath = "person"

    private static func isOrgan(_ organ: Standing, of party: Tag, before fact: Fact) -> Bool {
        organ.contains(establishment) { established in
            established.isTag(.party, party) && established.order(to: fact) != .after
        }
    }
}
