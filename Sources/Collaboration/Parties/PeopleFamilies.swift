import CanonicalJSON
import Events

extension Family {
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
            Row("person.contact-recorded", "person", rules: [notErased]),
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
                    organOfTheParty,
                ]
            ),
            Row("appointment.ended", "person", rules: [appointmentKnown]),
            Row("subject.consented", "person", rules: [notErased]),
            Row("subject.consent-withdrawn", "person", rules: [notErased]),
            Row("subject.erasure-requested", "person", rules: [notErased]),
            Row(
                "subject.erasure-refused",
                "person",
                rules: [
                    notErased,
                    .needs(
                        "erasure-requested",
                        ["subject.erasure-requested"],
                        weight: .contradiction,
                        "the person has asked for it"
                    ),
                ]
            ),
            Row("subject.restricted", "person", rules: [notErased]),
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

    private static let notErased = Rule.never(
        "person-not-erased",
        after: ["subject.erased"],
        inEitherOrder: false,
        "the person has not been erased"
    )

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

    /// A seat in an organ is one in the party whose organ it is.
    private static let organOfTheParty = Rule(
        "organ-of-the-party",
        .contradiction,
        "the organ is one of the party",
        field: "organ"
    ) { fact, histories in
        guard let organ = fact.tag(.organ), fact.hasTag(.party) else { return .holds }
        let foreign = try histories.other(organ).first(of: establishment) { established in
            established.hasTag(.party) && !established.hasTheSameTag(as: fact, at: .party)
        }
        return foreign.map { .broken(by: $0) } ?? .holds
    }

    private static let appointment: EventType = "appointment.begun"
    private static let establishment: EventType = "organ.established"
    private static let places: [JSONPath] = [.party, .organ, .office]
}
