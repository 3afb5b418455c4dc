/// How evenly a whole is shared out.
package struct Diversity {
    private let shares: [Double]

    /// Takes how much each part has; parts with nothing do not count.
    package init(_ counts: some Sequence<Int>) {
        let parts = counts.filter { $0 > 0 }
        let whole = Double(parts.reduce(0, +))
        // Sums of equal bytes need one order.
        shares = parts.sorted().map { Double($0) / whole }
    }

    /// Shannon's entropy, `−Σ p ln p`: 0 when one part has all; `nil` without parts.
    package var entropy: Double? {
        shares.isEmpty ? nil : -shares.reduce(0) { $0 + $1 * Self.logarithm($1) }
    }

    /// The index of Herfindahl and Hirschman, `Σ p²`: 1 when one part has all; `nil` without parts.
    package var concentration: Double? { shares.isEmpty ? nil : shares.reduce(0) { $0 + $1 * $1 } }

    private static let logarithmOfTwo = 0.693147180559945309417232121458

    /// The natural logarithm of a positive number, the same on every machine.
    ///
    /// `ln(m·2ᵉ) = e·ln 2 + 2·artanh((m − 1)/(m + 1))`, whose series gains a decimal digit a term.
    package static func logarithm(_ value: Double) -> Double {
        let ratio = (value.significand - 1) / (value.significand + 1)
        var power = ratio
        var sum = 0.0
        for term in 0..<20 {
            sum += power / Double(2 * term + 1)
            power *= ratio * ratio
        }
        return Double(value.exponent) * logarithmOfTwo + 2 * sum
    }
}
