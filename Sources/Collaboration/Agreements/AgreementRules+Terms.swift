import EDTF
import Events

/// How long an agreement runs.
extension AgreementRules {
    private static let extent: EventType = "agreement.extended"
    private static let setters: [EventType] = describing + [extent]

    /// Something says when the term ends.
    static let termIsKnown = Rule(
        "term-is-known",
        .missingAntecedent,
        "its term has an end that is known",
        brokenBy: .none
    ) { _, histories in
        let own = histories.own
        return own.contains(extent) || own.last(saying: .term) != nil ? .holds : .broken(by: nil)
    }

    /// An agreement expires when its term has run, not before.
    static let termHasRun = Rule(
        "term-has-run",
        .contradiction,
        "its term has an end, and that has passed",
        watches: setters + [entry],
        brokenBy: .fact(
            of: "agreement.drafted",
            "agreement.described",
            "agreement.revised",
            "agreement.extended",
            "agreement.entered-into-force"
        )
    ) { fact, histories in
        let own = histories.own
        let extended = own.first(of: extent) { other in
            guard other.order(to: fact) != .after, let end = other.date(.until)?.earliest else {
                return false
            }
            return end > fact.bounds.latest
        }
        if let extended { return .broken(by: extended) }
        guard let term = own.last(saying: .term), !own.contains(extent) else { return .holds }
        guard term.has(.termEnd) || term.has(.termDuration) else { return .broken(by: term) }
        guard let (end, start) = firstEnd(of: term, in: own), end > fact.bounds.latest else {
            return .holds
        }
        // Of the two that set the end together, the one recorded later is in the way.
        if let start, start.position > term.position { return .broken(by: start) }
        return .broken(by: term)
    }

    /// The first moment a term can end, and the entry into force it runs from, if it does; `nil`
    /// when that is not known.
    ///
    /// A duration runs from the start that is stated, or else from the entry into force.
    private static func firstEnd(
        of term: Fact,
        in standing: Standing
    ) -> (end: Instant, start: Fact?)? {
        if let end = term.date(.termEnd) { return end.earliest.map { ($0, nil) } }
        let length = term.text(.termDuration).flatMap { try? ISODuration(parsing: $0) }
        guard let length else { return nil }
        if let start = term.date(.termStart) {
            return start.earliest.map { ($0.advanced(by: length), nil) }
        }
        var first: (start: Instant, fact: Fact)?
        let isEveryStartKnown = standing.visit(entry) { fact in
            guard let start = fact.bounds.earliest else { return false }
            if first.map({ start < $0.start }) ?? true { first = (start, fact) }
            return true
        }
        guard isEveryStartKnown, let first else { return nil }
        return (first.start.advanced(by: length), first.fact)
    }

    /// An extension ends later than the one before it, and than the term it extends.
    static let untilIsLater = Rule(
        "until-is-later",
        .contradiction,
        "the new end is later than the end before",
        field: "until",
        watches: [extent],
        brokenBy: .fact(of: extent)
    ) { fact, histories in
        guard let until = fact.date(.until) else { return .holds }
        let other = histories.own.first(of: extent) { other in
            guard other.position != fact.position, let end = other.date(.until) else {
                return false
            }
            switch other.order(to: fact) {
            case .before: return until.isNotLater(than: end)
            case .after: return end.isNotLater(than: until)
            case .unknown, .apart: return false
            }
        }
        return other.map { .broken(by: $0) } ?? .holds
    }

    /// An extension comes before the end that it moves.
    static let extendedInTime = Rule(
        "extended-in-time",
        .missingAntecedent,
        "the extension comes before the end, which is earlier than the new one",
        field: "until",
        brokenBy: .none
    ) { fact, histories in
        let own = histories.own
        guard let until = fact.date(.until) else { return .holds }
        var ends: [ImpreciseDate] = []
        own.visit(extent) { other in
            if other.position != fact.position, other.order(to: fact) != .after,
                let end = other.date(.until)
            {
                ends.append(end)
            }
            return true
        }
        if let end = own.last(saying: .term)?.date(.termEnd) {
            if until.isNotLater(than: end) { return .broken(by: nil) }
            ends.append(end)
        }
        guard let start = fact.bounds.earliest, !ends.isEmpty else { return .holds }
        let isOpen = ends.contains { end in end.latest.map { $0 >= start } ?? true }
        return isOpen ? .holds : .broken(by: nil)
    }
}

extension ImpreciseDate {
    /// Whether a date is the same as another or definitely before it.
    fileprivate func isNotLater(than other: ImpreciseDate) -> Bool {
        if earliest == other.earliest, latest == other.latest { return latest != nil }
        return definitely(before: other)
    }
}
