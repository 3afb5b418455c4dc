/// A double as the decimal it is written as: `digits` × 10^`exponent`.
///
/// `multipleOf` is meant for what people write. 0.0075 is a multiple of 0.0001, though the doubles
/// nearest to them divide to 74.99999999999999; so the shortest decimals are divided, exactly.
struct ExactDecimal: Sendable {
    let isZero: Bool

    /// The number as it is written.
    let text: String

    private let digits: UInt128
    private let exponent: Int

    /// Takes the shortest decimal that reads back as `number`: at most 17 digits.
    ///
    /// The sign is dropped; it has no part in being a multiple.
    init(_ number: Double) {
        text = number.description
        var digits: UInt128 = 0
        var exponent = 0
        var isFraction = false
        var written = number.magnitude.description[...]
        if let mark = written.firstIndex(of: "e") {
            exponent = Int(written[written.index(after: mark)...]) ?? 0
            written = written[..<mark]
        }
        for character in written.utf8 {
            guard character != UInt8(ascii: ".") else {
                isFraction = true
                continue
            }
            digits = digits * 10 + UInt128(character &- 0x30)
            if isFraction { exponent -= 1 }
        }
        while digits != 0, digits % 10 == 0 {
            digits /= 10
            exponent += 1
        }
        self.digits = digits
        self.exponent = exponent
        isZero = digits == 0
    }

    /// Whether this number is a whole multiple of `divisor`.
    func isMultiple(of divisor: ExactDecimal) -> Bool {
        guard !isZero else { return true }
        guard !divisor.isZero else { return false }
        // Both are without trailing zeros. With the smaller exponent on this side, the quotient
        // would need a factor of ten that `digits` has not got.
        guard exponent >= divisor.exponent else { return false }
        var remainder = digits % divisor.digits
        // 10^n without its factors in the divisor settles after 60 steps, but n ≤ 650 is cheap.
        for _ in 0..<(exponent - divisor.exponent) {
            guard remainder != 0 else { return true }
            remainder = remainder * 10 % divisor.digits
        }
        return remainder == 0
    }
}

extension Double {
    /// Whether a finite number has no fraction.
    ///
    /// `rounded()` would need the C mathematics library, which a program without Foundation does
    /// not link.
    var isWhole: Bool {
        // From 2^53 on, doubles have no bits left for a fraction.
        magnitude >= 0x1p53 || Double(Int64(self)) == self
    }
}
