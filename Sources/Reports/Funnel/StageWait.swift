import CanonicalJSON

/// How long something waited for its next stage, or has waited so far.
struct StageWait {
    /// The days until the next stage, or until it was last seen waiting.
    let lag: StageLag

    /// Whether the next stage was reached.
    let isOver: Bool

    /// From so many on a median is worked out.
    private static let leastCount = 20

    /// The days after which half have reached the next stage, those that wait still taken into
    /// account (Kaplan and Meier 1958); `nil` for too few, or when half never do.
    ///
    /// What waits still says only that it takes longer than it has waited.
    static func median(_ waits: [StageWait]) -> JSONValue? {
        guard waits.count >= leastCount,
            let low = median(waits.map { (Double($0.lag.low), $0.isOver) })
        else { return nil }
        let highs = waits.map { ($0.lag.high.map(Double.init) ?? .infinity, $0.isOver) }
        var json = JSONObject([("low", .number(low))])
        if let high = median(highs), high.isFinite { json["high"] = .number(max(low, high)) }
        return .object(json)
    }

    private static func median(_ times: [(days: Double, isOver: Bool)]) -> Double? {
        let sorted = times.sorted { $0.days < $1.days }
        var waiting = 1.0
        var place = 0
        while place < sorted.count {
            let days = sorted[place].days
            let atRisk = Double(sorted.count - place)
            var over = 0
            while place < sorted.count, sorted[place].days == days {
                over += sorted[place].isOver ? 1 : 0
                place += 1
            }
            waiting *= 1 - Double(over) / atRisk
            // Products of fractions miss a half by their last bits.
            if over > 0, waiting <= 0.5 + 1e-9 { return days }
        }
        return nil
    }
}
