import Events

/// The state an entity is in after some facts, and the fact that put it there.
package struct StateFold: Sendable {
    /// The state.
    package let state: String

    /// The event that set it.
    package let setter: Fact

    /// Replays facts over a family's table.
    ///
    /// An event that is not definitely later than the one that set a state never moves it back.
    ///
    /// - Returns: `nil` when no fact moves the entity.
    package init?(_ facts: [Fact], over family: Family) {
        var current: (state: String, setter: Fact)?
        for (index, fact) in facts.enumerated() {
            guard let entry = fact.rules, entry.kind == family.kind, let next = entry.row.state
            else { continue }
            let row = entry.row
            guard let (state, setter) = current else {
                current = (next, fact)
                continue
            }
            let forward = family.rank(next) > family.rank(state)
            let leads = row.from.isEmpty || row.from.contains(state)
            if leads && (forward || setter.order(to: fact) == .before),
                row.moves?(Array(facts[...index])) ?? true
            {
                current = (next, fact)
            }
        }
        guard let current else { return nil }
        state = current.state
        setter = current.setter
    }
}

extension Family {
    /// How far along a state is.
    package func rank(_ state: String) -> Int { states.firstIndex(of: state) ?? -1 }
}
