/// A finite double as ECMAScript's Number::toString writes it (ECMA-262, section 6.1.6.1.20).
///
/// Swift and ECMAScript agree on the digits, the fewest that lead back to the same double and
/// of those the closest; they differ in layout. So the digits are taken from Swift's text and
/// laid out again: 1e-05 becomes 0.00001, 1e+20 becomes 100000000000000000000.
struct ECMAScriptNumber {
    private let isNegative: Bool

    /// The significant digits in ASCII, without zeros at either end.
    private let digits: [UInt8]

    /// Where the decimal point stands, counted from before the first digit.
    private let pointPosition: Int

    /// Takes apart `number`, which is finite and not zero.
    init(_ number: Double) {
        var digits: [UInt8] = []
        var pointPosition = 0
        var isFraction = false
        var description = Substring(number.magnitude.description)[...]
        if let mark = description.utf8.firstIndex(of: UInt8(ascii: "e")) {
            let exponent = description[description.index(after: mark)...]
            pointPosition = Int(exponent) ?? 0
            description = description[..<mark]
        }
        for byte in description.utf8 {
            switch byte {
            case UInt8(ascii: "."): isFraction = true
            case UInt8(ascii: "0") where digits.isEmpty: pointPosition -= isFraction ? 1 : 0
            default:
                digits.append(byte)
                pointPosition += isFraction ? 0 : 1
            }
        }
        while digits.last == UInt8(ascii: "0") { digits.removeLast() }
        isNegative = number < 0
        self.digits = digits
        self.pointPosition = pointPosition
    }

    /// Appends the text in ASCII.
    func append(to bytes: inout [UInt8]) {
        if isNegative { bytes.append(UInt8(ascii: "-")) }
        switch pointPosition {
        case digits.count...21 where digits.count <= 21:
            bytes.append(contentsOf: digits)
            bytes.append(contentsOf: zeros(pointPosition - digits.count))
        case 1...21:
            bytes.append(contentsOf: digits[..<pointPosition])
            bytes.append(UInt8(ascii: "."))
            bytes.append(contentsOf: digits[pointPosition...])
        case -5...0:
            bytes.append(contentsOf: "0.".utf8)
            bytes.append(contentsOf: zeros(-pointPosition))
            bytes.append(contentsOf: digits)
        default:
            appendWithExponent(to: &bytes)
        }
    }

    private func appendWithExponent(to bytes: inout [UInt8]) {
        bytes.append(contentsOf: digits[..<1])
        if digits.count > 1 {
            bytes.append(UInt8(ascii: "."))
            bytes.append(contentsOf: digits[1...])
        }
        let exponent = pointPosition - 1
        bytes.append(contentsOf: (exponent < 0 ? "e-" : "e+").utf8)
        bytes.append(contentsOf: String(exponent.magnitude).utf8)
    }

    private func zeros(_ count: Int) -> Repeated<UInt8> {
        repeatElement(UInt8(ascii: "0"), count: count)
    }
}
