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
        var transitions: [Transition] = []
        for from in [nil] + family.states.map(Optional.some) {
            transitions += family.rows.compactMap {
                Self.transition(by: $0, from: from, in: family)
            }
            transitions += family.readings.filter { $0.from == from }.map { reading in
                Transition(from: from, cause: reading.words, to: reading.to, isAttested: false)
            }
        }
        self.transitions = transitions.map { transition in
            Self.marked(transition, among: transitions, in: family)
        }
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
        let needs = row.rules.filter { $0.weight == .contradiction && !$0.requires.isEmpty }
        let way = Transition(from: state, cause: row.type.text, to: to, isAttested: false)
        guard let state else { return needs.isEmpty ? way : nil }
        // What begins an entity's life is shown where it begins.
        let isBeginning = row.from.isEmpty && to == family.states.first
        guard !isBeginning, row.from.isEmpty || family.isOpen(row, from: state) else { return nil }
        // What led to the state must be something after which the event is not refused.
        let excluded = Set(row.rules.flatMap(\.excludes))
        let isOpen = family.rows(leadingTo: state).contains { way in
            family.certainHistory(of: way).isDisjoint(with: excluded)
        }
        guard isOpen, needs.allSatisfy({ family.comesAfter($0.requires, state) }) else {
            return nil
        }
        return way
    }

    /// The transition, marked as attested if a step it asks for cannot have come before.
    private static func marked(
        _ transition: Transition,
        among all: [Transition],
        in family: Family
    ) -> Transition {
        let row = family.rows.first { $0.type.text == transition.cause }
        let needs = (row?.rules ?? []).filter { !$0.requires.isEmpty }
        let isGap = needs.contains { need in
            guard let from = transition.from else { return true }
            let steps = family.rows.filter { need.requires.contains($0.type) }.compactMap(\.state)
            return !steps.isEmpty && !steps.contains { leads($0, to: from, along: all) }
        }
        guard isGap else { return transition }
        return Transition(
            from: transition.from,
            cause: transition.cause,
            to: transition.to,
            isAttested: true
        )
    }

    /// Whether one state may have come before another, or is the same.
    private static func leads(
        _ state: String,
        to other: String,
        along all: [Transition]
    ) -> Bool {
        var seen: Set<String> = [state]
        var waiting = [state]
        while let next = waiting.popLast() {
            if next == other { return true }
            for way in all where way.from == next && seen.insert(way.to).inserted {
                waiting.append(way.to)
            }
        }
        return false
    }
}

extension Family {
    /// The rows whose events lead to a state, by themselves or with what is read after them.
    fileprivate func rows(leadingTo state: String) -> [Row] {
        let read = readings.filter { $0.to == state && $0.from != state }.map(\.from)
        return rows.filter { $0.state == state } + read.flatMap { rows(leadingTo: $0) }
    }

    /// Whether a row that leads from some states leads from this one: a state that is read after
    /// another has the same ways on, but none back.
    fileprivate func isOpen(_ row: Row, from state: String) -> Bool {
        row.from.contains(state)
            || readings.contains { reading in
                reading.to == state && row.from.contains(reading.from) && row.state != reading.from
                    && !rows.contains { $0.state == state }
            }
    }

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
