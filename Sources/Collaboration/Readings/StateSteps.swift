import Events

/// The state of an entity and the fact that put it there, one fact after the other.
package struct StateSteps: Sendable {
    /// The state; `nil` while no fact has moved the entity.
    package private(set) var state: String?

    /// The event that set it.
    package private(set) var setter: Fact?

    private let family: Family
    private var facts: [Fact] = []

    /// Begins before anything has happened.
    package init(over family: Family) {
        self.family = family
    }

    /// Lets one more fact happen.
    ///
    /// An event that is not definitely later than the one that set a state never moves it back.
    package mutating func add(_ fact: Fact) {
        facts.append(fact)
        guard let entry = fact.rules, entry.kind == family.kind, let next = entry.row.state else {
            return
        }
        let row = entry.row
        guard let state, let setter else {
            (self.state, self.setter) = (next, fact)
            return
        }
        let forward = family.rank(next) > family.rank(state)
        let leads = row.from.isEmpty || row.from.contains(state)
        if leads && (forward || setter.order(to: fact) == .before), row.moves?(facts) ?? true {
            (self.state, self.setter) = (next, fact)
        }
    }
}
