import CanonicalJSON
import EDTF

/// How many days lie between two stages, as far as imprecise dates tell.
struct StageLag {
    /// The least number of days.
    let low: Int

    /// The greatest number of days; `nil` when nothing bounds it.
    let high: Int?

    /// The days from something to what follows it; what is not known bounds nothing.
    ///
    /// A stage does not come before the one it comes from, so no number is below zero.
    init(from start: (first: Instant?, last: Instant?), to end: (first: Instant?, last: Instant?)) {
        if let last = start.last, let first = end.first {
            low = max(0, first.day.dayNumber - last.day.dayNumber)
        } else {
            low = 0
        }
        if let first = start.first, let last = end.last {
            high = max(0, last.day.dayNumber - first.day.dayNumber)
        } else {
            high = nil
        }
    }

    /// The median of the least and that of the greatest numbers; `nil` when there are none.
    static func median(_ lags: [StageLag]) -> JSONValue? {
        guard let low = lags.map({ Double($0.low) }).median else { return nil }
        let highs = lags.map { $0.high.map(Double.init) ?? .infinity }
        var json = JSONObject([("low", .number(low))])
        if let high = highs.median, high.isFinite { json["high"] = .number(high) }
        return .object(json)
    }

    /// How the numbers are spread; `nil` when there are none.
    static func spread(_ lags: [StageLag], of label: String) -> BoxChart.Item? {
        guard !lags.isEmpty else { return nil }
        let lows = lags.map { Double($0.low) }.sorted()
        let highs = lags.map { $0.high.map(Double.init) ?? .infinity }.sorted()
        func figure(_ share: Double) -> BoxChart.Figure {
            let high = highs.quantile(share)
            return BoxChart.Figure(lows.quantile(share), high.isFinite ? high : nil)
        }
        return BoxChart.Item(
            label,
            count: lags.count,
            least: figure(0),
            lower: figure(0.25),
            median: figure(0.5),
            upper: figure(0.75),
            greatest: figure(1)
        )
    }
}
