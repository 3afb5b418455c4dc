import EDTF
import Events

/// The facts of one entity, found by type and by what rules look them up by.
///
/// Few facts are looked through; more are chained by a ``FactIndex``. Most entities have few, and
/// an array is all they cost. Standings share it; one that adds to it makes a copy unless it is the
/// only one.
final class KnownFacts {
    /// Up to how many facts are looked through.
    static let fewCount = 16

    /// The facts, in the order in which they were added.
    private(set) var facts: [Fact]

    /// Whether they ascend by position.
    private(set) var isAscending = true

    /// A bit for each type that is here.
    private(set) var mask: UInt128 = 0

    /// What finds them when they are many; `nil` while they are few.
    private var index: FactIndex?

    /// What is known of an entity nobody has spoken of, with room for some facts.
    init(reserving count: Int = 0) {
        facts = []
        if count > 0 { facts.reserveCapacity(count) }
    }

    /// The same facts, to be added to.
    init(copying other: KnownFacts) {
        facts = other.facts
        isAscending = other.isAscending
        mask = other.mask
        index = other.index.map { FactIndex(copying: $0) }
    }

    /// Adds one fact behind all others.
    func add(_ fact: Fact) {
        if let last = facts.last, last.position > fact.position { isAscending = false }
        facts.append(fact)
        mask |= fact.type.maskBit
        if let index {
            index.add(fact, at: facts.count - 1, in: facts)
        } else if facts.count > Self.fewCount {
            let made = FactIndex()
            for place in facts.indices { made.add(facts[place], at: place, in: facts) }
            index = made
        }
    }

    /// What is known of the last facts of one type.
    struct Last: Sendable {
        /// The highest position among them.
        private(set) var position: Position

        /// The latest of their known starts.
        private(set) var start: Instant?

        init(_ fact: Fact) {
            position = fact.position
            start = fact.bounds.earliest
        }

        /// Takes in one more.
        mutating func take(_ fact: Fact) {
            position = max(position, fact.position)
            if let earliest = fact.bounds.earliest { start = max(start ?? earliest, earliest) }
        }
    }

    /// What is known of the last facts of one type; `nil` when there is none.
    func last(of type: EventType) -> Last? {
        guard mask & type.maskBit != 0 else { return nil }
        if let index { return index.last(of: type, in: facts) }
        // A span lends its elements, where an array hands out references.
        let facts = facts
        let span = facts.span
        var last: Last?
        for place in 0..<span.count where span[place].isOf(type) {
            if last == nil { last = Last(span[place]) } else { last?.take(span[place]) }
        }
        return last
    }

    /// The first fact of one type for which something holds.
    func first(of type: EventType, where isWanted: (Fact) -> Bool) -> Fact? {
        var found: Fact?
        _ = visit(type) { fact in
            if isWanted(fact) { found = fact }
            return found == nil
        }
        return found
    }

    /// Looks at the facts of one type until `body` says no; whether it never did.
    func visit(_ type: EventType, _ body: (Fact) -> Bool) -> Bool {
        guard mask & type.maskBit != 0 else { return true }
        let facts = facts
        if let index { return index.visit(type, in: facts, body) }
        let span = facts.span
        for place in 0..<span.count where span[place].isOf(type) {
            guard body(span[place]) else { return false }
        }
        return true
    }

    /// Looks at the facts of one type that may have been filed under a number, until `body` says
    /// no; whether it never did.
    func visit(_ type: EventType, filedUnder key: UInt64, _ body: (Fact) -> Bool) -> Bool {
        guard mask & type.maskBit != 0 else { return true }
        guard let index else { return visit(type, body) }
        // Different values, or types, may share a number.
        return index.visit(filedUnder: key ^ type.fingerprint, in: facts) { fact in
            !fact.isOf(type) || body(fact)
        }
    }
}
