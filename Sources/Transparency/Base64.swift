/// Padded base64 in its canonical form (RFC 4648, section 4).
///
/// Signed notes demand one spelling for each sequence of bytes, otherwise two notes could
/// differ in bytes and be equal in meaning. Missing padding, bits set behind the last byte, the
/// URL alphabet and white space are all refused.
package enum Base64 {
    /// The bytes as text, padded to a multiple of four characters.
    package static func encode(_ bytes: [UInt8]) -> String {
        let padding = UInt8(ascii: "=")
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let count = min(3, bytes.count - start)
            var group: UInt32 = 0
            for place in 0..<3 {
                group = group << 8 | (place < count ? UInt32(bytes[start + place]) : 0)
            }
            text.append(digit(for: group >> 18))
            text.append(digit(for: group >> 12))
            text.append(count > 1 ? digit(for: group >> 6) : padding)
            text.append(count > 2 ? digit(for: group) : padding)
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes that `text` spells, or nothing if it is not their canonical spelling.
    package static func decode(_ text: String) -> [UInt8]? {
        decode(Array(text.utf8)[...])
    }

    static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        guard text.count.isMultiple(of: 4) else { return nil }
        let digits = text.prefix(text.count - min(2, text.reversed().prefix { $0 == pad }.count))
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 4 * 3)
        var pending: UInt32 = 0
        var pendingBitCount = 0
        for digit in digits {
            guard let value = value(of: digit) else { return nil }
            pending = pending << 6 | UInt32(value)
            pendingBitCount += 6
            if pendingBitCount >= 8 {
                pendingBitCount -= 8
                bytes.append(UInt8(truncatingIfNeeded: pending >> UInt32(pendingBitCount)))
                pending &= (1 << UInt32(pendingBitCount)) - 1
            }
        }
        // What is left over belongs to no byte, so only zeros are canonical.
        return pending == 0 ? bytes : nil
    }

    private static let pad = UInt8(ascii: "=")

    private static func digit(for bits: UInt32) -> UInt8 {
        switch UInt8(truncatingIfNeeded: bits & 63) {
        case let value where value < 26: UInt8(ascii: "A") + value
        case let value where value < 52: UInt8(ascii: "a") + value - 26
        case let value where value < 62: UInt8(ascii: "0") + value - 52
        case 62: UInt8(ascii: "+")
        default: UInt8(ascii: "/")
        }
    }

    private static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): digit - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): digit - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0") + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
