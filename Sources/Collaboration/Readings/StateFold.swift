import Events

/// The state an entity is in after some facts, and the fact that put it there.
package struct StateFold: Sendable {
    /// The state.
    package let state: String

    /// The event that set it.
    package let setter: Fact

    /// Replays facts over a family's table.
    ///
    /// - Returns: `nil` when no fact moves the entity.
    package init?(_ facts: [Fact], over family: Family) {
        var steps = StateSteps(over: family)
        for fact in facts { steps.add(fact) }
        guard let state = steps.state, let setter = steps.setter else { return nil }
        self.state = state
        self.setter = setter
    }
}

extension Family {
    /// How far along a state is.
    package func rank(_ state: String) -> Int { states.firstIndex(of: state) ?? -1 }
}
