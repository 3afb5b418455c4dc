/// Base 16 in lowercase, one spelling for each sequence of bytes.
package enum Hexadecimal {
    /// The bytes as two lowercase digits each.
    package static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count * 2)
        for byte in bytes {
            text.append(digit(byte >> 4))
            text.append(digit(byte & 15))
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The lowercase digit of a number below 16.
    private static func digit(_ number: UInt8) -> UInt8 {
        number &+ (number < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") &- 10)
    }

    /// The sixteen digits of a word, as the bytes of two words, the first digit in the highest bits
    /// of the first.
    static func digits(of word: UInt64) -> (UInt64, UInt64) {
        (digits(ofHalf: word >> 32), digits(ofHalf: word & 0xFFFF_FFFF))
    }

    /// The eight digits of the lower half of a word, each a byte: spread out, then all at once
    /// made letters where they are ten or more.
    private static func digits(ofHalf half: UInt64) -> UInt64 {
        var nibbles = half
        nibbles = (nibbles | nibbles << 16) & 0x0000_FFFF_0000_FFFF
        nibbles = (nibbles | nibbles << 8) & 0x00FF_00FF_00FF_00FF
        nibbles = (nibbles | nibbles << 4) & 0x0F0F_0F0F_0F0F_0F0F
        let letters = (nibbles &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
        return nibbles &+ 0x3030_3030_3030_3030 &+ letters &* 39
    }

    /// The bytes that `text` spells, or nothing if it has an odd length, a capital or any other
    /// character that is not a lowercase digit.
    package static func decode(_ text: String) -> [UInt8]? {
        let text = Array(text.utf8)
        guard text.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 2)
        for place in stride(from: 0, to: text.count, by: 2) {
            guard let high = value(of: text[place]), let low = value(of: text[place + 1]) else {
                return nil
            }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    private static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
