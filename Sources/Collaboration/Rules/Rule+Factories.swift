import CanonicalJSON
import Events

extension Rule {
    /// Which entity's history a rule reads.
    enum Place: Sendable {
        /// That of the entity the event is about.
        case own
        /// Those of the entities that a member of the payload names; none named means no question.
        case named(String)
    }

    /// No other event of these types says the same, whatever the order.
    ///
    /// Two events say the same when all of the keys are present and equal in both, and when the
    /// other one, given first, bears upon the judged one at all. A lifting type undoes the other
    /// event when it may lie between the two; what it leaves out means all, but for members that
    /// it has to name.
    static func once(
        _ id: String,
        _ types: [EventType],
        by names: [String] = [],
        weight: Objection.Weight = .contradiction,
        where relevant: (@Sendable (Fact, Fact) -> Bool)? = nil,
        unlessLiftedBy lifting: [EventType] = [],
        naming named: [String] = [],
        _ words: String
    ) -> Rule {
        let (keys, named) = (Keys(names), Keys(named))
        let (wanted, lifts) = (TypeSet(types), TypeSet(lifting))
        let paths = names.map { JSONPath($0) }
        return Rule(
            id,
            weight,
            words,
            field: names.first,
            watches: lifting.isEmpty ? [] : types,
            brokenBy: Cause(types: types, time: .whenever, keys: keys),
            lookups: [Lookup(types, by: keys)],
            excluding: weight == .contradiction && names.isEmpty && relevant == nil ? types : []
        ) { fact, histories in
            let own = histories.own
            let twin = own.first(of: wanted, agreeingWith: fact, by: keys) { other in
                other.position != fact.position && relevant?(other, fact) ?? true
                    && !own.contains(lifts) { lift in
                        Self.lifts(lift, for: fact, by: paths) && named.agree(lift, fact)
                            && lies(lift, between: other, and: fact)
                    }
            }
            return twin.map { .broken(by: $0) } ?? .holds
        }
    }

    /// A member of the payload does not name the entity that the event is about.
    static func another(_ id: String, field: String, _ words: String) -> Rule {
        let path = JSONPath(field)
        return Rule(id, .contradiction, words, field: field, brokenBy: .none) { fact, histories in
            fact.names(path, histories.own.entity) ? .broken(by: nil) : .holds
        }
    }

    /// Some event of these types could have come before.
    static func needs(
        _ id: String,
        _ types: [EventType],
        at place: Place = .own,
        by names: [String] = [],
        weight: Objection.Weight,
        _ words: String
    ) -> Rule {
        let field: String? = if case .named(let path) = place { path } else { nil }
        let path = field.map { JSONPath($0) }
        let lookup = Lookup(types, by: names)
        let wanted = TypeSet(types)
        return Rule(
            id,
            weight,
            words,
            field: field,
            brokenBy: .none,
            lookups: [lookup],
            requiring: field == nil ? types : []
        ) { fact, histories in
            let isKnown = try histories.visit(path, of: fact) { standing in
                standing.first(of: wanted, agreeingWith: fact, by: lookup.keys) { candidate in
                    candidate.position != fact.position && candidate.order(to: fact) != .after
                } != nil
            }
            return isKnown ? .holds : .broken(by: nil)
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
        by names: [String] = [],
        where relevant: (@Sendable (Fact, Fact) -> Bool)? = nil,
        unlessLiftedBy lifting: [EventType] = [],
        inEitherOrder: Bool = false,
        weight: Objection.Weight = .contradiction,
        _ words: String
    ) -> Rule {
        let keys = Keys(names)
        let named: String? = if case .named(let path) = place { path } else { nil }
        let path = named.map { JSONPath($0) }
        let (wanted, lifts) = (TypeSet(types), TypeSet(lifting))
        let isFree = inEitherOrder || path != nil
        return Rule(
            id,
            weight,
            words,
            field: names.first,
            watches: types,
            brokenBy: Cause(types: types, time: isFree ? .whenever : .before, keys: keys),
            lookups: [Lookup(types, by: keys)],
            excluding: weight == .contradiction && path == nil && names.isEmpty && relevant == nil
                ? types : []
        ) { fact, histories in
            var doubtful: Fact?
            var breaker: Fact?
            _ = try histories.visit(path, of: fact) { standing in
                breaker = standing.first(of: wanted, agreeingWith: fact, by: keys) { other in
                    guard other.position != fact.position, relevant?(other, fact) ?? true else {
                        return false
                    }
                    let order = order(of: other, to: fact)
                    if order == .after || order == .apart, !inEitherOrder { return false }
                    let isLifted = standing.contains(lifts) { lift in
                        lies(lift, between: other, and: fact)
                    }
                    if isLifted { return false }
                    if order == .before || inEitherOrder { return true }
                    doubtful = doubtful ?? other
                    return false
                }
                return breaker == nil
            }
            if let breaker { return .broken(by: breaker) }
            return doubtful.map { .orderUnknown(with: $0) } ?? .holds
        }
    }

    /// Whether a fact may lift something for another: a member it leaves out means all of them.
    private static func lifts(_ lift: Fact, for fact: Fact, by paths: [JSONPath]) -> Bool {
        for path in paths where lift.has(path) && !lift.agrees(with: fact, on: path) {
            return false
        }
        return true
    }

    /// How one fact lies to another, where what is a matter of record holds for every valid date
    /// from its position on.
    static func order(of other: Fact, to fact: Fact) -> Order {
        let order = other.order(to: fact)
        guard order == .apart, other.axis == .record, other.position < fact.position else {
            return order
        }
        return .before
    }

    /// Whether a fact may have come between two others, in whichever order those two came.
    static func lies(_ lift: Fact, between one: Fact, and two: Fact) -> Bool {
        guard lift.position != one.position, lift.position != two.position else { return false }
        let forward = one.order(to: lift) != .after && lift.order(to: two) != .after
        let backward = two.order(to: lift) != .after && lift.order(to: one) != .after
        return forward || backward
    }
}

extension Histories {
    /// The standing of any entity; of the own one, with what is about to join it.
    func standing(of entity: Tag) throws -> Standing {
        entity == own.entity ? own : try other(entity)
    }

    /// Looks at the standings of the entities that a member of a payload names, or at the own one
    /// without a member, until `body` says no.
    ///
    /// - Returns: whether `body` never said no.
    fileprivate func visit(
        _ path: JSONPath?,
        of fact: Fact,
        _ body: (Standing) throws -> Bool
    ) throws -> Bool {
        guard let path else { return try body(own) }
        guard let node = fact.node(path) else { return true }
        let document = fact.document
        if document.kind(node) == .string {
            return try document.tag(node).map { try body(try standing(of: $0)) } ?? true
        }
        for tag in document.tags(at: node, ofOneToo: false) {
            guard try body(try standing(of: tag)) else { return false }
        }
        return true
    }
}
