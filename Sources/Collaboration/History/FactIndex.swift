import Events

/// Finds the facts of an entity that has many, by type and by what rules look them up by.
final class FactIndex {
    /// For each fact, the place of the next one of its type; negative for the last.
    private var next: [Int32] = []

    private var runs: [Run] = []
    private var keys = KeyIndex()

    /// The facts of one type.
    ///
    /// It holds no reference, so that looking at it costs nothing.
    private struct Run {
        /// The number and the fingerprint of the type.
        let number: UInt32
        let fingerprint: UInt64

        let first: Int32
        var lastPlace: Int32
        var last: KnownFacts.Last
    }

    /// Finds nothing yet.
    init() {}

    /// Finds the same, to be added to.
    init(copying other: FactIndex) {
        next = other.next
        runs = other.runs
        keys = other.keys
    }

    /// Adds the fact that stands at the last place of `facts`.
    func add(_ fact: Fact, at place: Int, in facts: [Fact]) {
        let type = fact.type
        next.append(-1)
        if let run = run(type, in: facts) {
            next[Int(runs[run].lastPlace)] = Int32(place)
            runs[run].lastPlace = Int32(place)
            runs[run].last.take(fact)
        } else {
            runs.append(
                Run(
                    number: type.number,
                    fingerprint: type.fingerprint,
                    first: Int32(place),
                    lastPlace: Int32(place),
                    last: KnownFacts.Last(fact)
                )
            )
        }
        guard let rules = fact.rules else { return }
        for keys in rules.keys {
            keys.visitFingerprints(of: fact) { key in
                self.keys.file(place, under: key ^ type.fingerprint)
            }
        }
    }

    /// What is known of the last facts of one type.
    func last(of type: EventType, in facts: [Fact]) -> KnownFacts.Last? {
        run(type, in: facts).map { runs[$0].last }
    }

    /// Looks at the facts of one type until `body` says no; whether it never did.
    func visit(_ type: EventType, in facts: [Fact], _ body: (Fact) -> Bool) -> Bool {
        guard let run = run(type, in: facts) else { return true }
        let next = next
        var place = Int(runs[run].first)
        while place >= 0 {
            guard body(facts[place]) else { return false }
            place = Int(next[place])
        }
        return true
    }

    /// Looks at what was filed under a number until `body` says no; whether it never did.
    func visit(filedUnder key: UInt64, in facts: [Fact], _ body: (Fact) -> Bool) -> Bool {
        var entry = keys.first(key)
        guard entry >= 0 else { return true }
        let keys = keys
        while entry >= 0 {
            guard body(facts[keys.place(entry)]) else { return false }
            entry = keys.next(entry)
        }
        return true
    }

    /// The run of a type.
    private func run(_ type: EventType, in facts: [Fact]) -> Int? {
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
