package import EDTF

/// Whether an event counts at a valid date.
package enum Visibility: Hashable, Sendable {
    /// It had happened by then, whatever its exact date.
    case definite

    /// It may have happened by then.
    case possible

    /// Nothing says when it happened.
    case undated

    /// It had not happened.
    case absent
}

/// The valid date a question is asked for: its last instant.
package struct AsOf: Hashable, Sendable {
    /// The date as asked, in EDTF; the instant itself when the question was asked for now.
    package let text: String

    /// The last microsecond of the date.
    package let instant: Instant

    /// A moment, for questions about now.
    package init(_ instant: Instant) {
        text = instant.rfc3339
        self.instant = instant
    }

    /// A date whose last instant is known.
    ///
    /// - Returns: `nil` for an open interval and for a set, which name no single last instant.
    package init?(_ date: ImpreciseDate) {
        guard date.form != .set, let latest = date.latest else { return nil }
        text = date.text
        instant = latest
    }

    /// How a fact counts at this date, given the other facts of its entity.
    ///
    /// Definite once its latest bound has passed; possible from its earliest bound on, or, when
    /// that is unknown, from the earliest finite bound among the entity's other facts.
    package func visibility(of fact: Fact, among facts: some Sequence<Fact>) -> Visibility {
        var first: Instant?
        for other in facts where other.position != fact.position {
            guard let bound = other.firstBound else { continue }
            first = min(first ?? bound, bound)
        }
        return visibility(of: fact, first: first)
    }

    /// How a fact counts at this date, given the earliest finite bound among the entity's other
    /// facts.
    func visibility(of fact: Fact, first: Instant?) -> Visibility {
        if fact.axis == .record { return .definite }
        if fact.bounds.latest <= instant { return .definite }
        if let earliest = fact.bounds.earliest {
            return earliest <= instant ? .possible : .absent
        }
        guard let first else { return .undated }
        return first <= instant ? .possible : .absent
    }
}

extension Fact {
    /// The earliest finite bound of something that happened.
    var firstBound: Instant? {
        axis == .occurred ? bounds.earliest ?? datedLatest : nil
    }
}
