import CanonicalJSON
import Collaboration
import EDTF
import Events

/// What ties two parties to each other.
struct NetworkTie {
    /// What is counted of a tie; the names of the columns.
    enum Figure: String, CaseIterable {
        case meetings, opportunities, agreements, signed, inForce, commitmentsOpen, commitmentsDone
    }

    private var counts: [Figure: UncertainCount] = [:]
    private(set) var evidence = RowEvidence()

    /// What had definitely happened, by kind and age.
    private(set) var weight = 0.0
    private var first: Fact?
    private var last: Fact?

    subscript(_ figure: Figure) -> UncertainCount { counts[figure] ?? UncertainCount() }

    /// Whether there is any tie at the date.
    var countsAny: Bool { counts.values.contains { $0.possible > 0 } }

    /// Whether nothing but talk ties the two: nobody met, and nothing was signed or done.
    var isTentative: Bool {
        [Figure.meetings, .signed, .inForce, .commitmentsDone].allSatisfy { self[$0].possible == 0 }
    }

    /// Counts something, and the events that show it.
    mutating func count(_ figure: Figure, _ visibility: Visibility, by facts: [Fact]) {
        guard visibility.counts else { return }
        counts[figure, default: UncertainCount()].add(visibility)
        evidence.note(figure.rawValue, facts.map(\.position))
        for fact in facts {
            if first.map({ fact.bounds.startsBefore($0.bounds) }) ?? true { first = fact }
            if last.map({ $0.bounds.latest <= fact.bounds.latest }) ?? true { last = fact }
        }
    }

    /// Adds to the weight.
    mutating func add(_ weight: Double, if visibility: Visibility) {
        if visibility == .definite { self.weight += weight }
    }

    /// Writes the figures into a row.
    func fill(_ row: inout JSONObject) {
        for figure in Figure.allCases { row[figure.rawValue] = self[figure].json }
        row["first"] = JSONValue(text: first?.occurred)
        row["last"] = JSONValue(text: last?.occurred)
        row["weight"] = .number(weight.rounded(toPlaces: 2))
    }
}
