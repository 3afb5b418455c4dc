import CanonicalJSON
import Events

extension Family {
    /// Organisations: registered, named, identified, in networks, dissolved.
    static let parties = Family(
        "party",
        states: ["registered", "dissolved"],
        rows: [
            Row(
                "party.registered",
                "party",
                state: "registered",
                describes: true,
                rules: [
                    .once(
                        "party-registered-once",
                        ["party.registered"],
                        "a party is registered once; use party.named or party.identified to add to it"
                    ),
                    identifierIsFree, LegalEntityIdentifier.isWellFormed,
                    .another("parent-is-another", field: "parent", "the parent is another party"),
                ]
            ),
            Row("party.named", "party", rules: [registered, notDissolved]),
            Row(
                "party.identified",
                "party",
                rules: [
                    registered, notDissolved, identifierIsFree, LegalEntityIdentifier.isWellFormed,
                ]
            ),
            Row(
                "membership.begun",
                "member",
                rules: [
                    .needs(
                        "member-registered",
                        ["party.registered"],
                        weight: .contradiction,
                        "the member is a registered party"
                    ),
                    .needs(
                        "group-registered",
                        ["party.registered"],
                        at: .named("group"),
                        weight: .contradiction,
                        "the group is a registered party"
                    ),
                    .once(
                        "membership-not-open",
                        ["membership.begun"],
                        by: ["group", "role"],
                        weight: .missingAntecedent,
                        unlessLiftedBy: ["membership.ended"],
                        "the member is not in the group already in this role"
                    ),
                ]
            ),
            Row(
                "membership.ended",
                "member",
                rules: [
                    .needs(
                        "membership-known",
                        ["membership.begun"],
                        by: ["group"],
                        weight: .missingAntecedent,
                        "a membership in the group is known"
                    )
                ]
            ),
            Row(
                "party.dissolved",
                "party",
                state: "dissolved",
                rules: [
                    registered,
                    .once("dissolved-once", ["party.dissolved"], "a party is dissolved once"),
                    membershipsEnded,
                ]
            ),
        ]
    )

    /// Registration numbers, each held by one party.
    static let identifiers = Family("identifier", rows: [])

    /// People, under opaque ids.
    static let people = Family(
        "person",
        states: ["registered", "erased"],
        rows: [
            Row(
                "person.registered",
                "person",
                state: "registered",
                describes: true,
                rules: [
                    .once(
                        "person-registered-once",
                        ["person.registered"],
                        "a person is registered once; use person.named to add a name"
                    ),
                    notErased,
                ]
            ),
            Row("person.named", "person", rules: [notErased]),
            Row(
                "appointment.begun",
                "person",
                rules: [
                    notErased,
                    .needs(
                        "organ-established",
                        ["organ.established"],
                        at: .named("organ"),
                        weight: .missingAntecedent,
                        "the organ is established"
                    ),
                ]
            ),
            Row(
                "appointment.ended",
                "person",
                rules: [
                    appointmentKnown
                ]
            ),
            Row(
                "subject.erased",
                "person",
                state: "erased",
                rules: [.once("erased-once", ["subject.erased"], "a person is erased once")]
            ),
        ]
    )

    /// Boards, councils and assemblies of parties.
    static let organs = Family(
        "organ",
        states: ["established", "dissolved"],
        rows: [
            Row(
                "organ.established",
                "organ",
                state: "established",
                describes: true,
                rules: [
                    .once(
                        "organ-established-once",
                        ["organ.established"],
                        "an organ is established once"
                    ),
                    .needs(
                        "party-registered",
                        ["party.registered"],
                        at: .named("party"),
                        weight: .contradiction,
                        "the organ's party is registered"
                    ),
                ]
            ),
            Row(
                "organ.dissolved",
                "organ",
                state: "dissolved",
                rules: [
                    .needs(
                        "organ-known",
                        ["organ.established"],
                        weight: .contradiction,
                        "the organ is established"
                    ),
                    .once(
                        "organ-dissolved-once",
                        ["organ.dissolved"],
                        "an organ is dissolved once"
                    ),
                ]
            ),
        ]
    )

    private static let registered = Rule.needs(
        "party-registered",
        ["party.registered"],
        weight: .contradiction,
        "the party is registered"
    )

    private static let notDissolved = Rule.never(
        "party-not-dissolved",
        after: ["party.dissolved"],
        "the party is not dissolved before"
    )

    private static let notErased = Rule.never(
        "person-not-erased",
        after: ["subject.erased"],
        inEitherOrder: false,
        "the person has not been erased"
    )

    /// A party that is no more is in no network.
    private static let membershipsEnded = Rule(
        "memberships-ended",
        .missingAntecedent,
        "the party's memberships have ended",
        brokenBy: .fact(of: "membership.begun")
    ) { fact, histories in
        let open = histories.own.first(of: membership) { begun in
            begun.order(to: fact) != .after
                && !histories.own.contains(membershipEnd) { end in
                    end.hasTheSameTag(as: begun, at: .group)
                        && (!end.has(.role) || end.saysTheSame(as: begun, at: .role))
                        && begun.order(to: end) != .after
                }
        }
        return open.map { .broken(by: $0) } ?? .holds
    }

    /// An appointment that is not elsewhere, as far as both events say where.
    private static let appointmentKnown = Rule(
        "appointment-known",
        .missingAntecedent,
        "an appointment of the person there is known",
        brokenBy: .none
    ) { fact, histories in
        let isKnown = histories.own.contains(appointment) { begun in
            begun.order(to: fact) != .after
                && places.allSatisfy { place in
                    guard let here = fact.tag(place), let there = begun.tag(place) else {
                        return true
                    }
                    return here == there
                }
        }
        return isKnown ? .holds : .broken(by: nil)
    }

    private static let membership: EventType = "membership.begun"
    private static let membershipEnd: EventType = "membership.ended"
    private static let appointment: EventType = "appointment.begun"
    private static let places: [JSONPath] = [.party, .organ, .office]

    /// One (scheme, id) belongs to one party.
    private static let identifierIsFree = Rule(
        "identifier-is-free",
        .contradiction,
        "no other party holds the identifier",
        field: "identifiers"
    ) { fact, histories in
        for tag in fact.identifierTags {
            guard let party = fact.tag(.party) else { return .holds }
            let standing = try histories.other(tag)
            let holder = standing.recorded.first { other in
                other.position != fact.position && !other.isTag(.party, party)
            }
            if let holder { return .broken(by: holder) }
        }
        return .holds
    }
}

extension Fact {
    /// The identifiers the event gives to a party.
    var identifiers: [(scheme: String, id: String)] {
        guard let data = dataNode else { return [] }
        guard let list = node(.identifiers), document.kind(list) == .array else {
            return identifier(data).map { [$0] } ?? []
        }
        var found: [(scheme: String, id: String)] = []
        var entry = document.firstChild(list)
        while let here = entry {
            if let identifier = identifier(here) { found.append(identifier) }
            entry = document.next(here)
        }
        return found
    }

    private func identifier(_ entry: Int) -> (scheme: String, id: String)? {
        guard let scheme = document.member(entry, Self.scheme).flatMap(document.text),
            let id = document.member(entry, Self.number).flatMap(document.text)
        else { return nil }
        return (scheme, id)
    }

    private static let scheme: JSONName = "scheme"
    private static let number: JSONName = "id"

    /// Their tags.
    fileprivate var identifierTags: [Tag] {
        identifiers.compactMap { Tag("identifier:\($0.scheme):\($0.id)") }
    }
}
