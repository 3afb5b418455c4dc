/// The slope by Theil and Sen: the median of the slopes between all pairs of points.
///
/// One wild period does not change it much, and few points are enough.
package enum TheilSen {
    /// The slope per period of figures at equal distances; `nil` where a figure is missing.
    ///
    /// Figures that are known up to a range give the range of the slope: a median grows with each
    /// of the values it is taken of, so the medians of both ends bound it.
    ///
    /// - Returns: `nil` with fewer than two figures.
    package static func slope(of values: [ValueRange?]) -> ValueRange? {
        var slopes: [ValueRange] = []
        for (place, value) in values.enumerated() {
            guard let value else { continue }
            for later in values.indices.dropFirst(place + 1) {
                guard let other = values[later] else { continue }
                let rise = other - value
                let run = Double(later - place)
                slopes.append(ValueRange(rise.low / run, rise.high / run))
            }
        }
        guard let low = slopes.map(\.low).median, let high = slopes.map(\.high).median else {
            return nil
        }
        return ValueRange(low, high)
    }
}

extension Array<Double> {
    /// The middle value, or the mean of the two middle ones; `nil` when there is none.
    var median: Double? { isEmpty ? nil : sorted().quantile(0.5) }

    /// What a share of these numbers is not above, in a straight line between two of them
    /// (definition 7 of Hyndman and Fan 1996).
    ///
    /// - Precondition: they are in order, and there is one.
    func quantile(_ share: Double) -> Double {
        let place = Double(count - 1) * share
        let below = Int(place)
        let part = place - Double(below)
        guard part > 0 else { return self[below] }
        return self[below] * (1 - part) + self[below + 1] * part
    }

    /// The sum over the count; `nil` when there is none.
    var mean: Double? { isEmpty ? nil : reduce(0, +) / Double(count) }
}
