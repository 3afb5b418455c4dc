package import Events

/// What one type of event asks of a history.
package struct Rule: Sendable {
    /// What a rule says of one event.
    package enum Verdict: Sendable {
        /// Nothing stands against the event.
        case holds
        /// The rule is broken; by this fact, when one can be named.
        case broken(by: Fact?)
        /// It would be broken if this fact came first, and that cannot be known.
        case orderUnknown(with: Fact)
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

    /// The members by whose values the rule looks facts of some types up.
    let lookups: [Lookup]

    let test: @Sendable (Fact, Histories) throws -> Verdict

    init(
        _ id: String,
        _ weight: Objection.Weight,
        _ words: String,
        field: String? = nil,
        watches: [EventType] = [],
        lookups: [Lookup] = [],
        test: @escaping @Sendable (Fact, Histories) throws -> Verdict
    ) {
        self.id = id
        self.weight = weight
        self.words = words
        self.field = field
        self.watches = watches
        self.lookups = lookups
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
