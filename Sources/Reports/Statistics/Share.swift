import CanonicalJSON

/// A part of a whole in percent, as far as uncertain counts tell.
struct Share {
    /// The least it can be.
    let low: Double

    /// The most it can be.
    let high: Double

    /// A part of a whole; `nil` when there surely is no whole.
    ///
    /// - `isPart`: whether what is counted in the part is counted in the whole, so that it is
    ///   never more.
    init?(_ part: UncertainCount, of whole: UncertainCount, isPart: Bool = true) {
        guard whole.possible > 0 else { return nil }
        low = Self.percent(part.definite, of: whole.possible)
        let most = Self.percent(part.possible, of: max(whole.definite, 1))
        high = isPart ? max(low, min(most, 100)) : max(low, most)
    }

    /// The shape scripts read; `n` or `n–m` where it is shown.
    var json: JSONValue { ["low": .number(low), "high": .number(high)] }

    /// With its unit, for figures that stand without a heading.
    var quantity: JSONValue {
        ["low": .number(low), "high": .number(high), "unit": "percent"]
    }

    /// A part of a whole as a number from 0 to 1; `nil` without a whole.
    static func ratio(_ part: Int, of whole: Int) -> Double? {
        whole > 0 ? Double(part) / Double(whole) : nil
    }

    private static func percent(_ part: Int, of whole: Int) -> Double {
        (Double(part) * 100 / Double(whole)).rounded(toPlaces: 1)
    }
}

extension Double {
    /// The nearest decimal with so many places; halves away from zero.
    func rounded(toPlaces places: Int) -> Double {
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        return (self * scale).rounded() / scale
    }
}
