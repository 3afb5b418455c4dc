import EDTF
import Events

/// When what an event says begins to hold: from the date that it states as `from`, or else from
/// when it happened.
struct Start: Sendable {
    /// The first moment at which it may begin; `nil` when unknown.
    let earliest: Instant?

    /// The last moment at which it may begin; `nil` when unknown.
    let latest: Instant?

    private let position: Position

    init(of fact: Fact) {
        if let from = fact.date(.from) {
            (earliest, latest) = (from.earliest, from.latest)
        } else {
            (earliest, latest) = (fact.bounds.earliest, fact.bounds.latest)
        }
        position = fact.position
    }

    /// How it lies to another; the position decides between equal ones.
    func order(to other: Start) -> Order {
        if earliest == other.earliest && latest == other.latest {
            return position < other.position ? .before : .after
        }
        if let latest, let next = other.earliest, latest < next { return .before }
        if let earliest, let last = other.latest, last < earliest { return .after }
        return .unknown
    }

    /// Whether it stands before another when all are put in one order: by the latest moment, the
    /// earliest with unknown first, and the position.
    func replaysBefore(_ other: Start) -> Bool {
        if latest != other.latest {
            guard let latest else { return false }
            guard let next = other.latest else { return true }
            return latest < next
        }
        if earliest != other.earliest {
            guard let earliest else { return true }
            guard let next = other.earliest else { return false }
            return earliest < next
        }
        return position < other.position
    }

    /// Whether it has begun by a date.
    func certainty(at asOf: AsOf) -> Certainty {
        if let latest, latest <= asOf.instant { return .definite }
        return earliest.map { $0 <= asOf.instant } ?? true ? .possible : .none
    }
}

/// How sure it is that something is so.
enum Certainty: String, Comparable {
    case none, possible, definite

    static func < (one: Certainty, other: Certainty) -> Bool { one.rank < other.rank }

    /// The same, unless it has ended; when that is possible, it is possible only.
    func unless(_ ended: Certainty?) -> Certainty {
        switch ended {
        case .definite: .none
        case .possible: min(self, .possible)
        case nil, Certainty.none?: self
        }
    }

    private var rank: Int {
        switch self {
        case .none: 0
        case .possible: 1
        case .definite: 2
        }
    }
}

extension Rule {
    /// What holds from a date until a date does not end before it begins.
    static let endsAfterItBegins = Rule(
        "ends-after-it-begins",
        .contradiction,
        "it does not end before it begins",
        field: "to",
        brokenBy: .none
    ) { fact, _ in
        guard let end = fact.date(.to), let start = Start(of: fact).earliest,
            end.definitely(before: start)
        else { return .holds }
        return .broken(by: nil)
    }
}
