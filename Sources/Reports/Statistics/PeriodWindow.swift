import CanonicalJSON
import Collaboration
import EDTF

/// A period as far as it had passed by a date, and what counts in it.
struct PeriodWindow {
    /// The first moment; the first of all for everything before a period.
    let start: Instant

    /// The last moment, as a date to ask for.
    let end: AsOf

    private let asOf: AsOf

    /// A period by a date.
    init(_ period: Period, asOf: AsOf) {
        self.init(start: period.start, end: period.end, asOf: asOf)
    }

    /// All that was before a period, by a date.
    init(before period: Period, asOf: AsOf) {
        let end = period.start.advanced(byMicroseconds: -1)
        self.init(start: Instant(microseconds: .min), end: end, asOf: asOf)
    }

    private init(start: Instant, end: Instant, asOf: AsOf) {
        self.start = start
        self.end = AsOf(min(end, asOf.instant))
        self.asOf = asOf
    }

    /// The last moment before it, as a date to ask for.
    var before: AsOf { AsOf(start.advanced(byMicroseconds: -1)) }

    /// Whether some of it had passed by the date.
    var hasBegun: Bool { start <= asOf.instant }

    /// How a fact counts in the period, among the facts of its entity.
    ///
    /// It is definite when all that its date can mean lies in the period, and possible when some
    /// does. A date without a beginning never counts in a period that ends before every date that
    /// is known of its entity. What has no date at all is undated in every period.
    func visibility(of fact: Fact, among facts: [Fact]) -> Visibility {
        guard fact.axis == .occurred else { return .absent }
        if fact.hasNoDate { return .undated }
        if fact.bounds.latest < start { return .absent }
        // The other facts only matter to one that has no start of its own.
        let isOpen = fact.bounds.earliest == nil && fact.bounds.latest > end.instant
        switch end.visibility(of: fact, among: isOpen ? facts : []) {
        case .absent, .undated: return .absent
        case .possible: return .possible
        case .definite:
            let earliest = fact.bounds.earliest
            return earliest.map { $0 >= start } ?? (start == Instant(microseconds: .min))
                ? .definite : .possible
        }
    }

    /// The facts that count in the period, definitely or possibly, and whether one of them does
    /// definitely; `nil` when none does.
    func counted(_ wanted: [Fact], among facts: [Fact]) -> (facts: [Fact], isDefinite: Bool)? {
        var counted: [Fact] = []
        var isDefinite = false
        for fact in wanted {
            let visibility = visibility(of: fact, among: facts)
            guard visibility == .definite || visibility == .possible else { continue }
            counted.append(fact)
            if visibility == .definite { isDefinite = true }
        }
        return counted.isEmpty ? nil : (counted, isDefinite)
    }

    /// As ``counted(_:among:)``, when nothing of the kind was before the period: the first time.
    ///
    /// It is definite only when none of them can have been before.
    func first(_ wanted: [Fact], among facts: [Fact]) -> (facts: [Fact], isDefinite: Bool)? {
        let dated = wanted.filter { !$0.hasNoDate }
        guard !dated.contains(where: { $0.bounds.latest < start }),
            let counted = counted(dated, among: facts)
        else { return nil }
        let isFirst = dated.allSatisfy { fact in
            fact.bounds.earliest.map { $0 >= start } ?? false
        }
        return (counted.facts, counted.isDefinite && isFirst)
    }
}

extension Fact {
    /// Whether nothing says when it happened: neither the writer nor the publication.
    var hasNoDate: Bool { isUndated && member(Self.publication) == nil }

    private static let publication: JSONPath = "source.published"
}
