import Collaboration
import Events

/// Distinct things counted, and the facts that the count rests on.
struct Tally {
    private var entries: [String: Bool] = [:]
    private var behind: [Position: Fact] = [:]

    /// Counts a thing, once however often it is met; it is definite when it is so once.
    mutating func add(_ thing: String, isDefinite: Bool, _ facts: [Fact] = []) {
        entries[thing, default: false] = isDefinite || entries[thing] ?? false
        note(facts)
    }

    /// Notes facts that the count rests on.
    mutating func note(_ facts: [Fact]) {
        for fact in facts { behind[fact.position] = fact }
    }

    /// How many there are.
    var count: UncertainCount { UncertainCount(of: entries.values) { $0 } }

    /// What was counted, in order.
    var things: [String] { entries.keys.sorted() }

    /// Whether nothing was counted.
    var isEmpty: Bool { entries.isEmpty }

    /// Whether a thing was counted, for certain or perhaps.
    func contains(_ thing: String) -> Bool { entries[thing] != nil }

    /// Whether a thing was counted for certain.
    func isSure(of thing: String) -> Bool { entries[thing] ?? false }

    /// All facts that the count rests on, in the order of recording.
    var facts: [Fact] { behind.values.sorted { $0.position < $1.position } }

    /// The positions of these facts.
    var positions: Set<Position> { Set(behind.keys) }
}
