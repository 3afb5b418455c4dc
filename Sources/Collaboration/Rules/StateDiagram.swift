import Events

/// The states of one family and the events that lead from one to another, read off its tables.
///
/// A transition is shown where the rules that name types alone let it happen; rules that compare
/// dates, versions or parties may still refuse it.
package struct StateDiagram {
    /// One way from a state to another, or to the same.
    package struct Transition: Hashable, Sendable {
        /// Where it leads from; `nil` for the beginning.
        package let from: String?

        /// What leads there: a type of event, or words where dates or several events do.
        package let cause: String

        /// Where it leads.
        package let to: String

        /// Whether a missing step makes it a gap, so that only attested events go this way.
        package let isAttested: Bool
    }

    /// The transitions, by the order of the states they lead from.
    package let transitions: [Transition]

    /// The states from which nothing leads elsewhere, in order.
    package let finalStates: [String]

    /// Reads the tables of a family.
    package init(of family: Family) {
        let rows = family.rows.filter { $0.state != nil }
        var transitions: [Transition] = []
        for from in [nil] + family.states.map(Optional.some) {
            transitions += rows.compactMap { Self.transition(by: $0, from: from, in: family) }
            transitions += family.readings.filter { $0.from == from }.map { reading in
                Transition(from: from, cause: reading.words, to: reading.to, isAttested: false)
            }
        }
        self.transitions = transitions
        let reached = Set(transitions.map(\.to))
        finalStates = family.states.filter { state in
            reached.contains(state) && !transitions.contains { $0.from == state && $0.to != state }
        }
    }

    private static func transition(
        by row: Family.Row,
        from state: String?,
        in family: Family
    ) -> Transition? {
        guard let to = row.state else { return nil }
        let needs = row.rules.filter { !$0.requires.isEmpty }
        let isBound = needs.contains { $0.weight == .contradiction }
        guard let state else {
            guard !isBound else { return nil }
            return Transition(
                from: nil,
                cause: row.type.text,
                to: to,
                isAttested: !needs.isEmpty
            )
        }
        // What begins an entity's life is shown where it begins.
        let isBeginning = row.from.isEmpty && to == family.states.first
        guard !isBeginning, row.from.isEmpty || row.from.contains(state) else { return nil }
        // What led to the state must be something after which the event is not refused.
        let excluded = Set(row.rules.flatMap(\.excludes))
        let ways = family.rows.filter { way in
            way.state == state && family.certainHistory(of: way).isDisjoint(with: excluded)
        }
        let isRead = family.readings.contains { $0.to == state }
        guard !ways.isEmpty || isRead else { return nil }
        for need in needs where need.weight == .contradiction {
            guard family.comesAfter(need.requires, state) else { return nil }
        }
        return Transition(from: state, cause: row.type.text, to: to, isAttested: false)
    }
}

extension Family {
    /// The types that have occurred when an event of a row has, gaps apart.
    fileprivate func certainHistory(of row: Row) -> Set<EventType> {
        var found: Set<EventType> = [row.type]
        var waiting = [row]
        while let next = waiting.popLast() {
            for rule in next.rules where rule.requires.count == 1 {
                guard found.insert(rule.requires[0]).inserted else { continue }
                waiting += rows.filter { $0.type == rule.requires[0] }
            }
        }
        return found
    }

    /// Whether a state can be that of an entity in whose history one of some events is.
    fileprivate func comesAfter(_ types: [EventType], _ state: String) -> Bool {
        let places = rows.filter { types.contains($0.type) }.map { row in
            row.state.flatMap { states.firstIndex(of: $0) } ?? 0
        }
        guard let first = places.min(), let place = states.firstIndex(of: state) else {
            return false
        }
        return place >= first
    }
}
