/// Reads what was stored; after damage it reads zeros and says so.
package struct ByteReader {
    private let bytes: [UInt8]

    /// Where the next byte stands.
    package var offset: Int

    /// Whether everything was there that was read.
    package private(set) var isSound = true

    /// Reads from an offset on.
    package init(_ bytes: [UInt8], at offset: Int) {
        self.bytes = bytes
        self.offset = offset
    }

    /// One byte.
    package mutating func byte() -> UInt8 {
        guard offset >= 0, offset < bytes.count else {
            isSound = false
            return 0
        }
        defer { offset &+= 1 }
        return bytes[offset]
    }

    /// A number of up to 63 bits.
    package mutating func number() -> Int {
        var number = Int(byte())
        guard number >= 0x80 else { return number }
        number &= 0x7F
        var shift = 7
        while true {
            let next = byte()
            number |= Int(next & 0x7F) << shift
            if next < 0x80 { return number }
            shift += 7
            guard shift < 63 else {
                isSound = false
                return 0
            }
        }
    }

    /// The text whose place is the next number.
    package mutating func text(_ pool: Int) -> String {
        let place = number()
        return text(at: pool + place)
    }

    /// The text at an offset.
    package mutating func text(at place: Int) -> String {
        let here = offset
        defer { offset = here }
        offset = place
        return nextText()
    }

    /// The length and the bytes of a text that stands here.
    package mutating func nextText() -> String {
        let length = number()
        guard isSound, length <= bytes.count - offset else {
            isSound = false
            return ""
        }
        defer { offset += length }
        return String(decoding: bytes[offset..<(offset + length)], as: UTF8.self)
    }
}
