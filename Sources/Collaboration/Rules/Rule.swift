import CanonicalJSON
package import Events

/// What one type of event asks of a history.
package final class Rule: Sendable {
    /// What a rule says of one event.
    package enum Verdict: Sendable {
        /// Nothing stands against the event.
        case holds
        /// The rule is broken; by this fact, when one can be named.
        case broken(by: Fact?)
        /// It would be broken if this fact came first, and that cannot be known.
        case orderUnknown(with: Fact)
    }

    /// Which fact of the entity's own history a rule can name as the one that breaks it.
    ///
    /// A rule of an event that is there is tested again only when what arrives can be that fact.
    struct Cause: Sendable {
        /// When the fact has to come for that.
        enum Time: Sendable {
            case whenever
            /// Definitely before the event whose rule it is.
            case before
        }

        /// The types the fact can have; any, if `nil`.
        let types: [EventType]?
        let time: Time

        /// Members in which the fact agrees with the event whose rule it is.
        let keys: Keys

        /// No fact is ever named.
        static let none = Cause(types: [], time: .whenever, keys: Keys([]))

        /// Some fact may be; nothing more is known.
        static let anything = Cause(types: nil, time: .whenever, keys: Keys([]))

        static func fact(
            of types: EventType...,
            time: Time = .whenever,
            by keys: [String] = []
        ) -> Cause {
            Cause(types: types, time: time, keys: Keys(keys))
        }
    }

    /// The rule's name, unique among the rules of its type.
    package let id: String

    /// How much a broken rule weighs.
    package let weight: Objection.Weight

    /// What must hold, as a sentence without its full stop.
    package let words: String

    /// The member of the payload that a broken rule points at.
    package let field: String?

    /// Types whose late arrival in the entity's own history can break the rule for an event that
    /// is already there.
    package let watches: [EventType]

    /// What the rule can be broken by.
    let cause: Cause

    /// The members by whose values the rule looks facts of some types up.
    let lookups: [Lookup]

    /// Types in the entity's own history after which the event is refused.
    let excludes: [EventType]

    /// Types of which the entity's own history must show one, or the rule is broken.
    package let requires: [EventType]

    let test: @Sendable (Fact, Histories) throws -> Verdict

    init(
        _ id: String,
        _ weight: Objection.Weight,
        _ words: String,
        field: String? = nil,
        watches: [EventType] = [],
        brokenBy cause: Cause = .anything,
        lookups: [Lookup] = [],
        excluding excludes: [EventType] = [],
        requiring requires: [EventType] = [],
        test: @escaping @Sendable (Fact, Histories) throws -> Verdict
    ) {
        self.id = id
        self.weight = weight
        self.words = words
        self.field = field
        self.watches = watches
        self.cause = cause
        self.lookups = lookups
        self.excludes = excludes
        self.requires = requires
        self.test = test
    }
}

/// The histories a rule may read: the entity's own, and those of entities the event names.
package struct Histories {
    /// The standing of the entity the event is about.
    ///
    /// It may or may not hold the event itself.
    package let own: Standing

    /// The standing of another entity.
    package let other: (Tag) throws -> Standing

    package init(own: Standing, other: @escaping (Tag) throws -> Standing) {
        self.own = own
        self.other = other
    }
}
