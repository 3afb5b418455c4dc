import EDTF
import Events

/// The facts of one entity as they count at a valid date.
package struct View: Sendable {
    /// The date.
    package let asOf: AsOf

    /// All known facts, in replay order.
    package let known: [Fact]

    /// How each known fact counts.
    package let visibilities: [Visibility]

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
        var visibilities: [Visibility] = []
        visibilities.reserveCapacity(known.count)
        let starts = EarliestBounds(known)
        for fact in known {
            // What had happened, whatever the rest says, is most of what is known.
            if fact.axis == .record || fact.bounds.latest <= asOf.instant {
                definite.append(fact)
                visibilities.append(.definite)
                continue
            }
            let visibility = asOf.visibility(of: fact, first: starts.first(without: fact))
            visibilities.append(visibility)
            switch visibility {
            case .definite: definite.append(fact)
            case .possible: possible.append(fact)
            case .undated: undated.append(fact)
            case .absent: break
            }
        }
        self.asOf = asOf
        self.known = known
        self.visibilities = visibilities
        self.definite = definite
        self.possible = possible
        self.undated = undated
    }

    /// Definite and possible facts together, in replay order.
    package var conceivable: [Fact] {
        guard !possible.isEmpty else { return definite }
        var facts = definite + possible
        facts.sortInReplayOrder()
        return facts
    }

    /// Whether some fact that happened, rather than a mere record, counts definitely.
    package var existsDefinitely: Bool { definite.contains { $0.axis == .occurred } }

    /// Whether some fact that happened may count.
    package var existsPossibly: Bool { possible.contains { $0.axis == .occurred } }
}

/// The earliest finite bounds among some facts.
private struct EarliestBounds {
    private var earliest: (position: Position, bound: Instant)?
    private var second: Instant?
    private let isNeeded: Bool

    init(_ facts: [Fact]) {
        isNeeded = facts.contains { $0.axis == .occurred && $0.bounds.earliest == nil }
        guard isNeeded else { return }
        for fact in facts {
            guard let bound = fact.firstBound else { continue }
            guard let known = earliest else {
                earliest = (fact.position, bound)
                continue
            }
            if bound < known.bound {
                second = known.bound
                earliest = (fact.position, bound)
            } else {
                second = min(second ?? bound, bound)
            }
        }
    }

    /// The earliest bound of any fact but one.
    func first(without fact: Fact) -> Instant? {
        earliest?.position == fact.position ? second : earliest?.bound
    }
}
