import CanonicalJSON
import Events

extension Rule {
    /// Which entity's history a rule reads.
    enum Place: Sendable {
        /// That of the entity the event is about.
        case own
        /// Those of the entities that a member of the payload names; none named means no question.
        case named(String)

        func standings(for fact: Fact, in histories: Histories) throws -> [Standing] {
            switch self {
            case .own: [histories.own]
            case .named(let path): try fact.tags(path).map(histories.other)
            }
        }
    }

    /// No other event of these types says the same, whatever the order.
    ///
    /// Two events say the same when all of the keys are present and equal in both, and when the
    /// other one, given first, bears upon the judged one at all. A lifting type undoes the other
    /// event when it may lie between the two.
    static func once(
        _ id: String,
        _ types: [EventType],
        by keys: [String] = [],
        weight: Objection.Weight = .contradiction,
        where relevant: @escaping @Sendable (Fact, Fact) -> Bool = { _, _ in true },
        unlessLiftedBy lifting: [EventType] = [],
        _ words: String
    ) -> Rule {
        Rule(
            id,
            weight,
            words,
            field: keys.first,
            watches: lifting.isEmpty ? [] : types,
            lookups: [Lookup(types, by: keys)]
        ) { fact, histories in
            for other in histories.own.facts(types, agreeingWith: fact, by: keys)
            where other.position != fact.position && relevant(other, fact) {
                let lifted = histories.own.facts(lifting).contains { lift in
                    lifts(lift, for: fact, by: keys) && lies(lift, between: other, and: fact)
                }
                if !lifted { return .broken(by: other) }
            }
            return .holds
        }
    }

    /// A member of the payload does not name the entity that the event is about.
    static func another(_ id: String, field: String, _ words: String) -> Rule {
        Rule(id, .contradiction, words, field: field) { fact, histories in
            fact.tags(field).contains(histories.own.entity) ? .broken(by: nil) : .holds
        }
    }

    /// Some event of these types could have come before.
    static func needs(
        _ id: String,
        _ types: [EventType],
        at place: Place = .own,
        by keys: [String] = [],
        weight: Objection.Weight,
        _ words: String
    ) -> Rule {
        let field: String? = if case .named(let path) = place { path } else { nil }
        let lookup = Lookup(types, by: keys)
        return Rule(id, weight, words, field: field, lookups: [lookup]) { fact, histories in
            for standing in try place.standings(for: fact, in: histories) {
                let candidates = standing.facts(types, agreeingWith: fact, by: keys)
                let known = candidates.contains { candidate in
                    candidate.position != fact.position && candidate.order(to: fact) != .after
                }
                if !known { return .broken(by: nil) }
            }
            return .holds
        }
    }

    /// No event of these types definitely came before, unless one of the lifting types may lie
    /// between.
    ///
    /// Whether an earlier event, given first, bears upon the later at all can be asked as well.
    /// With `inEitherOrder` the two exclude each other, whichever came first.
    static func never(
        _ id: String,
        after types: [EventType],
        at place: Place = .own,
        by keys: [String] = [],
        where relevant: @escaping @Sendable (Fact, Fact) -> Bool = { _, _ in true },
        unlessLiftedBy lifting: [EventType] = [],
        inEitherOrder: Bool = false,
        weight: Objection.Weight = .contradiction,
        _ words: String
    ) -> Rule {
        Rule(
            id,
            weight,
            words,
            field: keys.first,
            watches: types,
            lookups: [Lookup(types, by: keys)]
        ) { fact, histories in
            var doubtful: Fact?
            for standing in try place.standings(for: fact, in: histories) {
                for other in standing.facts(types, agreeingWith: fact, by: keys)
                where other.position != fact.position && relevant(other, fact) {
                    let order = order(of: other, to: fact)
                    if order == .after || order == .apart, !inEitherOrder { continue }
                    let lifted = standing.facts(lifting).contains { lift in
                        lies(lift, between: other, and: fact)
                    }
                    if lifted { continue }
                    if order == .before || inEitherOrder { return .broken(by: other) }
                    doubtful = doubtful ?? other
                }
            }
            return doubtful.map { .orderUnknown(with: $0) } ?? .holds
        }
    }

    /// Whether a fact may lift something for another: a member it leaves out means all of them.
    private static func lifts(_ lift: Fact, for fact: Fact, by keys: [String]) -> Bool {
        keys.allSatisfy { key in
            guard let named = lift.value(key) else { return true }
            return named == fact.value(key)
        }
    }

    /// How one fact lies to another, where what is a matter of record holds for every valid date
    /// from its position on.
    private static func order(of other: Fact, to fact: Fact) -> Order {
        let order = other.order(to: fact)
        guard order == .apart, other.axis == .record, other.position < fact.position else {
            return order
        }
        return .before
    }

    /// Whether a fact may have come between two others, in whichever order those two came.
    private static func lies(_ lift: Fact, between one: Fact, and two: Fact) -> Bool {
        guard lift.position != one.position, lift.position != two.position else { return false }
        let forward = one.order(to: lift) != .after && lift.order(to: two) != .after
        let backward = two.order(to: lift) != .after && lift.order(to: one) != .after
        return forward || backward
    }
}
