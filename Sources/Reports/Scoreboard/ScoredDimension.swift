/// The scores of regions or countries in one dimension of a scoreboard.
struct ScoredDimension {
    /// The score of one region or country.
    struct Result {
        /// The mean of the parts, each the mean of its indicators; `nil` when too few are known.
        let score: Double?

        /// Indicators with a score ÷ indicators.
        let coverage: Double

        /// The indicators with their scores, the strongest first.
        let indicators: [(key: String, score: Double)]
    }

    /// The least coverage with which a dimension is scored.
    static let leastCoverage = 0.6

    let name: String

    /// What is known, by region or country.
    let results: [String: Result]

    /// Scores a dimension among some peers.
    init(_ name: String, _ indicators: [ScoredIndicator], peers: Set<String>) {
        self.name = name
        let scores = indicators.map { $0.scores(among: peers) }
        var results: [String: Result] = [:]
        for peer in peers where indicators.contains(where: { $0.values[peer] != nil }) {
            var known: [(key: String, score: Double)] = []
            var parts: [String: [Double]] = [:]
            for (indicator, score) in zip(indicators, scores) {
                guard let value = score[peer] else { continue }
                known.append((indicator.key, value))
                parts[indicator.subDimension ?? "\(indicator.key)\u{0}", default: []].append(value)
            }
            let coverage = Double(known.count) / Double(indicators.count)
            // Sums of equal bytes need one order.
            let means = parts.sorted { $0.key < $1.key }.compactMap(\.value.mean)
            results[peer] = Result(
                score: coverage >= Self.leastCoverage ? means.mean : nil,
                coverage: coverage,
                indicators: known.sorted { one, other in
                    one.score == other.score ? one.key < other.key : one.score > other.score
                }
            )
        }
        self.results = results
    }

    /// The place among those with a score, the best first; equal scores share one.
    func rank(of peer: String) -> Int? {
        guard let score = results[peer]?.score else { return nil }
        return 1 + results.values.count { $0.score ?? -1 > score }
    }

    /// The middle score; `nil` without scores.
    var median: Double? { results.values.compactMap(\.score).median }
}
