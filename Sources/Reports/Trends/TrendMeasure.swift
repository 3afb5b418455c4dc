import Collaboration

/// One row of a trend report: how something is figured out in each period.
struct TrendMeasure {
    /// A figure in one period, as it is shown and as it is reckoned with.
    enum Figure {
        /// Distinct things.
        case count(Tally)

        /// A share or an index, and the facts it rests on; `nil` where it cannot be worked out.
        case value(Double?, of: [Fact])
    }

    /// What is measured, as a word of the vocabulary.
    let name: String

    /// The part of it, such as a category of barriers.
    var category: String?

    /// The figure in a period.
    let figure: (PeriodWindow) throws -> Figure

    /// The names by which first appearances of a thing are told, such as countries.
    var labels: ((String) throws -> [String])?
}

extension TrendMeasure.Figure {
    /// The figure as a range.
    var range: ValueRange? {
        switch self {
        case .count(let tally): ValueRange(tally.count)
        case .value(let value, _): value.map { ValueRange($0) }
        }
    }

    /// Whether it is a number of things.
    var isCount: Bool {
        if case .count = self { true } else { false }
    }

    /// The facts it rests on.
    var facts: [Fact] {
        switch self {
        case .count(let tally): tally.facts
        case .value(_, let facts): facts
        }
    }

    /// What was counted.
    var things: [String] {
        switch self {
        case .count(let tally): tally.things
        case .value: []
        }
    }
}
