import Collaboration
import Events

/// An event, and how it counts at a date.
struct CountedFact {
    let fact: Fact
    let visibility: Visibility
}

extension View {
    /// What counts, surely or possibly, and what is undated; in replay order.
    var counted: [CountedFact] {
        zip(known, visibilities).compactMap { fact, visibility in
            visibility == .absent ? nil : CountedFact(fact: fact, visibility: visibility)
        }
    }
}

extension Sequence<CountedFact> {
    /// How the surest of them counts; `absent` when there is none.
    var visibility: Visibility { reduce(.absent) { .surer($0, $1.visibility) } }

    /// Where they stand.
    var positions: [Position] { map(\.fact.position) }
}

extension Visibility {
    /// Whether it counts, for certain or perhaps.
    var counts: Bool { self == .definite || self == .possible }

    /// The surer of two.
    static func surer(_ one: Visibility, _ other: Visibility) -> Visibility {
        one.sureness >= other.sureness ? one : other
    }

    /// The less sure of two: how something counts that needs both.
    static func both(_ one: Visibility, _ other: Visibility) -> Visibility {
        one.sureness <= other.sureness ? one : other
    }

    private var sureness: Int {
        switch self {
        case .absent: 0
        case .undated: 1
        case .possible: 2
        case .definite: 3
        }
    }
}

extension UncertainCount {
    /// Counts one more, unless it does not count at the date.
    mutating func add(_ visibility: Visibility) {
        if visibility.counts { add(isDefinite: visibility == .definite) }
    }

    /// Counts all of some that count at the date.
    init(_ visibilities: some Sequence<Visibility>) {
        for visibility in visibilities { add(visibility) }
    }

    /// Something that counts like the whole, for `n` or more: definite, possible or absent.
    func visibility(ofAtLeast limit: Int) -> Visibility {
        if definite >= limit { return .definite }
        return possible >= limit ? .possible : .absent
    }
}
