package import CanonicalJSON

/// A figure that is known up to a least and a greatest value.
///
/// - Invariant: `low` is not more than `high`.
package struct ValueRange: Hashable, Sendable {
    /// The least it can be.
    package let low: Double

    /// The most it can be.
    package let high: Double

    /// From one value to another.
    package init(_ low: Double, _ high: Double) {
        self.low = low
        self.high = high
    }

    /// One value.
    package init(_ value: Double) { self.init(value, value) }

    /// A count: at least what is definite, at most what is possible.
    init(_ count: UncertainCount) { self.init(Double(count.definite), Double(count.possible)) }

    /// What lies between two figures, whatever both turn out to be.
    package static func - (left: Self, right: Self) -> Self {
        Self(left.low - right.high, left.high - right.low)
    }

    /// How much one figure is of another, less one; `nil` when the other may be zero.
    package func growth(from other: Self) -> Self? {
        guard other.low > 0, low >= 0 else { return nil }
        return Self(low / other.high - 1, high / other.low - 1)
    }

    /// A number when both ends agree, and otherwise both, to three places.
    package var json: JSONValue {
        let ends = (JSONValue.rounded(low), JSONValue.rounded(high))
        return ends.0 == ends.1 ? ends.0 : ["low": ends.0, "high": ends.1]
    }
}

extension JSONValue {
    /// A number to three places.
    static func rounded(_ value: Double) -> JSONValue {
        let rounded = (value * 1_000).rounded() / 1_000
        return .number(rounded == 0 ? 0 : rounded)
    }
}
