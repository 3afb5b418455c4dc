import EDTF
import Events

/// The facts of one entity, chained by type and by what rules look them up by.
///
/// Standings share it; one that adds to it makes a copy unless it is the only one.
final class KnownFacts {
    /// The facts, in the order in which they were added.
    private(set) var facts: [Fact]

    /// Whether they ascend by position.
    private(set) var isAscending = true

    /// A bit for each type that is here.
    private(set) var mask: UInt128 = 0

    /// For each fact, the place of the next one of its type; negative for the last.
    private var next: [Int32]

    private var runs: [Run] = []
    private var index = KeyIndex()

    /// What is known of an entity nobody has spoken of, with room for some facts.
    init(reserving count: Int = 0) {
        facts = []
        next = []
        if count > 0 {
            facts.reserveCapacity(count)
            next.reserveCapacity(count)
        }
    }

    /// The same facts, to be added to.
    init(copying other: KnownFacts) {
        facts = other.facts
        isAscending = other.isAscending
        mask = other.mask
        next = other.next
        runs = other.runs
        index = other.index
    }

    /// The facts of one type.
    ///
    /// It holds no reference, so that looking at it costs nothing.
    struct Run: Sendable {
        /// The number and the fingerprint of the type.
        let number: UInt32
        let fingerprint: UInt64

        let first: Int32
        var lastPlace: Int32
        var last: Last
    }

    /// What is known of the last facts of one type.
    struct Last: Sendable {
        /// The highest position among them.
        var position: Position

        /// The latest of their known starts.
        var start: Instant?
    }

    func last(of type: EventType) -> Last? {
        guard mask & type.maskBit != 0 else { return nil }
        return run(type).map { runs[$0].last }
    }

    /// Looks at the facts of one type until `body` says no; whether it never did.
    func visit(_ type: EventType, _ body: (Fact) -> Bool) -> Bool {
        guard mask & type.maskBit != 0, let run = run(type) else { return true }
        let (facts, next) = (facts, next)
        var place = Int(runs[run].first)
        while place >= 0 {
            guard body(facts[place]) else { return false }
            place = Int(next[place])
        }
        return true
    }

    /// Looks at what was filed under a number until `body` says no; whether it never did.
    func visit(filedUnder key: UInt64, _ body: (Fact) -> Bool) -> Bool {
        var entry = index.first(key)
        guard entry >= 0 else { return true }
        let (facts, index) = (facts, index)
        while entry >= 0 {
            guard body(facts[index.place(entry)]) else { return false }
            entry = index.next(entry)
        }
        return true
    }
}

extension KnownFacts {
    /// Adds one fact behind all others.
    func add(_ fact: Fact) {
        let place = Int32(facts.count)
        let (type, position, start) = (fact.type, fact.position, fact.bounds.earliest)
        if place > 0, facts[Int(place) - 1].position > position { isAscending = false }
        facts.append(fact)
        next.append(-1)
        if let run = run(type) {
            next[Int(runs[run].lastPlace)] = place
            runs[run].lastPlace = place
            runs[run].last.position = max(runs[run].last.position, position)
            if let start { runs[run].last.start = max(runs[run].last.start ?? start, start) }
        } else {
            mask |= type.maskBit
            runs.append(
                Run(
                    number: type.number,
                    fingerprint: type.fingerprint,
                    first: place,
                    lastPlace: place,
                    last: Last(position: position, start: start)
                )
            )
        }
        guard let rules = fact.rules else { return }
        for keys in rules.keys {
            keys.visitFingerprints(of: fact) { key in
                index.file(Int(place), under: key ^ type.fingerprint)
            }
        }
    }

    /// The run of a type.
    private func run(_ type: EventType) -> Int? {
        var index = 0
        while index < runs.count {
            let run = runs[index]
            if run.number == type.number && run.number != 0 { return index }
            // A type that was read from a text may have no number.
            if run.fingerprint == type.fingerprint, facts[Int(run.first)].type == type {
                return index
            }
            index += 1
        }
        return nil
    }
}
