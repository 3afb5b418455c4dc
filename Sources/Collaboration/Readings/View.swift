import Events

/// The facts of one entity as they count at a valid date.
package struct View: Sendable {
    /// All known facts, in replay order.
    package let known: [Fact]

    /// Those that had definitely happened.
    package let definite: [Fact]

    /// Those that may have happened.
    package let possible: [Fact]

    /// Those of which nothing says when they happened.
    package let undated: [Fact]

    /// Sorts the facts of a history by how they count at a date.
    package init(of standing: Standing, asOf: AsOf) {
        let known = standing.replay
        var definite: [Fact] = []
        var possible: [Fact] = []
        var undated: [Fact] = []
        for fact in known {
            switch asOf.visibility(of: fact, among: known) {
            case .definite: definite.append(fact)
            case .possible: possible.append(fact)
            case .undated: undated.append(fact)
            case .absent: break
            }
        }
        self.known = known
        self.definite = definite
        self.possible = possible
        self.undated = undated
    }

    /// Definite and possible facts together, in replay order.
    package var conceivable: [Fact] { (definite + possible).sorted { $0.replaysBefore($1) } }

    /// Whether some fact that happened, rather than a mere record, counts definitely.
    package var existsDefinitely: Bool { definite.contains { $0.axis == .occurred } }

    /// Whether some fact that happened may count.
    package var existsPossibly: Bool { possible.contains { $0.axis == .occurred } }
}
