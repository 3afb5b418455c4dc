extension JSONParser {
    /// Reads a number from its first byte.
    mutating func number(_ bytes: Span<UInt8>) throws(JSONFault) -> Double {
        let start = offset
        let isNegative = take(UInt8(ascii: "-"), bytes)
        if isNegative, take("Infinity", bytes) { throw JSONFault(.notANumber, at: start) }

        var decimal = Decimal()
        let firstDigit = offset
        try digits(bytes, into: &decimal)
        if bytes[firstDigit] == UInt8(ascii: "0"), offset - firstDigit > 1 {
            throw JSONFault(.leadingZero, at: firstDigit)
        }
        if take(UInt8(ascii: "."), bytes) {
            let point = offset
            try digits(bytes, into: &decimal)
            decimal.exponent -= offset - point
        }
        if take(UInt8(ascii: "e"), bytes) || take(UInt8(ascii: "E"), bytes) {
            decimal.exponent += try exponent(bytes)
        }

        let magnitude = decimal.value ?? Self.nearestDouble(bytes, firstDigit..<offset)
        guard magnitude.isFinite else { throw JSONFault(.numberTooLarge, at: start) }
        // Every double from 2^53 on is a whole number.
        guard numbers == .ieee754 || magnitude < 0x1p53 else {
            throw JSONFault(.integerTooLarge, at: start)
        }
        return isNegative ? -magnitude : magnitude
    }

    /// A magnitude as its digits and a power of ten.
    private struct Decimal {
        var significand: UInt64 = 0
        var exponent = 0
        var isExact = true

        /// The powers of ten that a double holds exactly.
        private static let powersOfTen: [Double] = [
            1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
            1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
        ]

        mutating func append(_ digit: UInt8) {
            isExact = isExact && significand < 1_000_000_000_000_000_000
            significand = significand &* 10 &+ UInt64(digit)
        }

        /// The double, or `nil` if it takes more than one rounding to get there.
        ///
        /// Both factors are exact doubles, so the one operation rounds correctly.
        var value: Double? {
            guard isExact, significand <= 1 << 53 else { return nil }
            let double = Double(significand)
            return switch exponent {
            case 0: double
            case 1...22: double * Self.powersOfTen[exponent]
            case -22 ... -1: double / Self.powersOfTen[-exponent]
            default: nil
            }
        }
    }

    /// Reads one digit or more.
    private mutating func digits(
        _ bytes: Span<UInt8>,
        into decimal: inout Decimal
    ) throws(JSONFault) {
        let first = offset
        while let digit = digit(bytes) {
            decimal.append(digit)
            offset += 1
        }
        guard offset > first else { throw missingDigit(bytes) }
    }

    /// Reads the exponent behind its `e`, held within what can matter.
    private mutating func exponent(_ bytes: Span<UInt8>) throws(JSONFault) -> Int {
        let isNegative = take(UInt8(ascii: "-"), bytes)
        if !isNegative { _ = take(UInt8(ascii: "+"), bytes) }
        let first = offset
        var magnitude = 0
        while let digit = digit(bytes) {
            magnitude = min(magnitude * 10 + Int(digit), 1 << 32)
            offset += 1
        }
        guard offset > first else { throw missingDigit(bytes) }
        return isNegative ? -magnitude : magnitude
    }

    private func digit(_ bytes: Span<UInt8>) -> UInt8? {
        guard offset < bytes.count else { return nil }
        let digit = bytes[offset] &- UInt8(ascii: "0")
        return digit < 10 ? digit : nil
    }

    private func missingDigit(_ bytes: Span<UInt8>) -> JSONFault {
        guard offset < bytes.count else { return JSONFault(.unexpectedEnd(.digit), at: offset) }
        return JSONFault(.unexpectedByte(bytes[offset], .digit), at: offset)
    }

    /// The double nearest to a literal of any length, or infinity.
    private static func nearestDouble(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Double {
        var literal = ""
        literal.reserveCapacity(range.count)
        for index in range { literal.unicodeScalars.append(Unicode.Scalar(bytes[index])) }
        return Double(literal) ?? .infinity
    }
}
