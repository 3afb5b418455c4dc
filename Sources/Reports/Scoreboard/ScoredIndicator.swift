import Collaboration
import Events

/// One indicator of a scoreboard, with its value for each region or country.
struct ScoredIndicator {
    /// The indicator's tag, or the word for one that is worked out from the ledger.
    let key: String

    let dimension: String

    /// The part of the dimension; an indicator without one is a part of its own.
    var subDimension: String?

    /// Whether more is worse.
    var isLowerBetter = false

    /// The values by region or country.
    private(set) var values: [String: Double] = [:]

    /// The events behind each.
    private(set) var facts: [String: [Fact]] = [:]

    init(
        _ key: String,
        dimension: String,
        subDimension: String? = nil,
        isLowerBetter: Bool = false
    ) {
        self.key = key
        self.dimension = dimension
        self.subDimension = subDimension
        self.isLowerBetter = isLowerBetter
    }

    /// Sets the value of a region or country.
    mutating func set(_ value: Double?, of region: String, _ facts: [Fact]) {
        guard let value else { return }
        values[region] = value
        self.facts[region] = facts
    }

    /// The values as scores from 0, the worst of some peers, to 1, the best.
    ///
    /// Without two different values nothing is better than anything, and there is no score.
    func scores(among peers: Set<String>) -> [String: Double] {
        let known = values.filter { peers.contains($0.key) }
        guard let low = known.values.min(), let high = known.values.max(), low < high else {
            return [:]
        }
        return known.mapValues { value in
            let score = (value - low) / (high - low)
            return isLowerBetter ? 1 - score : score
        }
    }
}
