import Collaboration
import EDTF
import Events
import Reports

/// The register's entries of one agreement over all valid dates, as known at one size.
///
/// Moving to the next size, it asks for an entry only where what the entry rests on has changed.
struct RegisterTimeline {
    /// What entries rest on.
    struct Inputs {
        let size: UInt64
        let standing: Standing

        /// The facts, in replay order.
        let facts: [Fact]

        /// What stands beside each of them; `nil` where nothing does.
        let marks: [FactMarks?]

        /// Whether a fact can tell something at dates at which it does not count.
        func isTold(atEveryDate fact: Fact) -> Bool {
            RegisterEntry.isTold(atEveryDate: fact)
                || AgreementReading.isTold(atEveryDate: fact, in: standing)
        }
    }

    /// Dates between which nothing begins to count.
    private struct Step {
        /// The first moment; the step ends with the next one.
        let start: Int64

        /// A number that is the same where an entry rests on the same.
        let ground: Int

        /// Where the entry is stored; `nil` when there is none.
        let entry: Int?
    }

    private var steps: [Step] = []

    /// The areas that have no end yet, by the valid dates at which they begin.
    private var open: [Int] = []

    /// For each fact a number that changes with what stands beside it.
    private var tokens: [Position: Int] = [:]

    /// What names the agreement.
    private var naming: RegisterEntry.Naming?

    init() {}

    /// The entries that stored areas tell.
    init(restoring stored: StoredReading, from inputs: Inputs) {
        open = stored.openAreas
        let grounds = Grounds(inputs, naming: nil)
        naming = grounds.naming
        tokens = grounds.tokens
        var next = 0
        steps = grounds.starts(from: .min).map { start in
            while next < open.count {
                let until = stored.areas[open[next]].validUntil
                if until > start || until == StoredReading.forever { break }
                next += 1
            }
            let area = next < open.count ? stored.areas[open[next]] : nil
            let entry = area.flatMap { $0.validFrom <= start ? $0.entry : nil }
            return Step(start: start, ground: grounds.ground(at: start), entry: entry)
        }
    }

    /// Moves on, and stores what has changed.
    ///
    /// - `arrived`: the fact that is new, when nothing else is.
    mutating func advance(
        to inputs: Inputs,
        arrived: Fact?,
        storing stored: inout StoredReading
    ) throws {
        // Most events say nothing of what names the agreement.
        let isNamed = arrived.map { RegisterEntry.isTold(atEveryDate: $0) } ?? true
        let grounds = Grounds(inputs, naming: isNamed ? nil : naming)
        naming = grounds.naming
        let first = grounds.firstChange(by: arrived, since: tokens)
        tokens = grounds.tokens
        var made = Array(steps[..<steps.partitioningIndex { $0.start >= first }])
        var before = steps.partitioningIndex { $0.start > first } - 1
        for start in grounds.starts(from: first) {
            while before + 1 < steps.count, steps[before + 1].start <= start { before += 1 }
            let ground = grounds.ground(at: start)
            let entry: Int?
            if before >= 0, steps[before].ground == ground {
                entry = steps[before].entry
            } else {
                let found = try grounds.entry(at: start)
                entry = found.map { stored.place(of: $0.bytes) }
            }
            made.append(Step(start: start, ground: ground, entry: entry))
        }
        steps = made
        stored.hold(steps.lazy.map { ($0.start, $0.entry) }, from: inputs.size, open: &open)
    }
}

/// What the entries of one agreement rest on at each date, as known at one size.
private struct Grounds {
    private let inputs: RegisterTimeline.Inputs
    let naming: RegisterEntry.Naming
    private let marks: [Position: FactMarks]

    /// The moments at which a term may have run out.
    private let turns: [Instant]

    /// For each fact a number for itself and what stands beside it, and one for itself alone where
    /// it tells something at every date.
    private let numbers: [(whole: Int, told: Int?)]

    /// - `naming`: what names the agreement, where that is known.
    init(_ inputs: RegisterTimeline.Inputs, naming: RegisterEntry.Naming?) {
        self.inputs = inputs
        // No event of an agreement gives a name from a date on.
        self.naming =
            naming
            ?? RegisterEntry.Naming(of: inputs.standing, asOf: AsOf(Instant(microseconds: 0)))
        let marked = zip(inputs.facts, inputs.marks).compactMap { fact, marks in
            marks.map { (fact.position, $0) }
        }
        marks = Dictionary(uniqueKeysWithValues: marked)
        turns = AgreementReading.termTurns(in: inputs.facts)
        numbers = inputs.facts.indices.map { index in
            let fact = inputs.facts[index]
            var hasher = Hasher()
            hasher.combine(fact.position)
            hasher.combine(fact.corrections)
            let told = inputs.isTold(atEveryDate: fact) ? hasher.finalize() : nil
            hasher.combine(inputs.marks[index])
            return (hasher.finalize(), told)
        }
    }

    var tokens: [Position: Int] {
        Dictionary(
            uniqueKeysWithValues: zip(inputs.facts, numbers).map { ($0.position, $1.whole) }
        )
    }

    /// The moments at which something begins to count, from a first one on, which is among them.
    func starts(from first: Int64) -> [Int64] {
        let start = Instant(microseconds: first)
        let later = AgreementReading.turns(in: inputs.facts, after: start)
        return [first] + later.map(\.microseconds)
    }

    /// The first moment at which something is not as it was, when one fact is new.
    func firstChange(by arrived: Fact?, since tokens: [Position: Int]) -> Int64 {
        guard let arrived, arrived.axis == .occurred, let start = arrived.bounds.earliest,
            !inputs.isTold(atEveryDate: arrived), inputs.facts.count == tokens.count + 1
        else { return .min }
        for (fact, number) in zip(inputs.facts, numbers) {
            // A fact without a start begins to count with the first of the others.
            if fact.axis == .occurred, fact.bounds.earliest == nil { return .min }
            if fact.position != arrived.position, tokens[fact.position] != number.whole {
                return .min
            }
        }
        return start.microseconds
    }

    /// A number that is the same where an entry rests on the same.
    func ground(at moment: Int64) -> Int {
        let asOf = AsOf(Instant(microseconds: moment))
        var hasher = Hasher()
        var isAnyUndated = false
        for (fact, number) in zip(inputs.facts, numbers) {
            let visibility = visibility(of: fact, asOf)
            switch visibility {
            case .definite, .possible, .undated:
                hasher.combine(visibility)
                hasher.combine(number.whole)
                if let effect = AgreementReading.effect(of: fact) {
                    hasher.combine(effect.first.map { $0 <= asOf.instant } ?? true)
                    hasher.combine(effect.last.map { $0 <= asOf.instant } ?? false)
                }
                if visibility == .undated { isAnyUndated = true }
            case .absent:
                if let told = number.told { hasher.combine(told) }
            }
        }
        hasher.combine(turns.count { $0 <= asOf.instant })
        // What is undated is shown with the parties that any of the facts name.
        if isAnyUndated {
            for (fact, number) in zip(inputs.facts, numbers) {
                hasher.combine(fact.position)
                hasher.combine(number.whole)
            }
        }
        return hasher.finalize()
    }

    /// How a fact counts; the others are looked at where it has no start of its own.
    private func visibility(of fact: Fact, _ asOf: AsOf) -> Visibility {
        if fact.axis == .record || fact.bounds.latest <= asOf.instant { return .definite }
        return asOf.visibility(of: fact, among: fact.bounds.earliest == nil ? inputs.facts : [])
    }

    /// The entry at a moment.
    func entry(at moment: Int64) throws -> RegisterEntry? {
        let asOf = AsOf(Instant(microseconds: moment))
        return try RegisterEntry(of: inputs.standing, asOf: asOf, naming: naming) { fact in
            marks.isEmpty ? nil : marks[fact.position]
        }
    }
}
