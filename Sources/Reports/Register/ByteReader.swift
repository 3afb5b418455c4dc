/// Reads what was stored; after damage it reads zeros and says so.
package struct ByteReader {
    /// What is read from.
    package let bytes: [UInt8]

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

    /// Passes over some numbers.
    mutating func skipNumbers(_ count: Int) {
        var left = count
        while left > 0, isSound {
            _ = number()
            left &-= 1
        }
    }

    /// Where the bytes of the text stand whose length stands here.
    package mutating func nextRange() -> Range<Int> {
        let length = number()
        guard isSound, length <= bytes.count - offset else {
            isSound = false
            return 0..<0
        }
        defer { offset += length }
        return offset..<(offset + length)
    }

    /// Where the bytes of the text stand whose length stands at a place.
    mutating func range(at place: Int) -> Range<Int> {
        let here = offset
        defer { offset = here }
        offset = place
        return nextRange()
    }

    /// The text whose length and bytes stand here.
    package mutating func nextText() -> String { string(nextRange()) }

    /// The text that some of the bytes are.
    func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
