/// Eight bytes of a text looked at together, the first one lowest.
enum ByteWord {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highBits: UInt64 = 0x8080_8080_8080_8080

    /// The bytes from `index` on.
    ///
    /// - Precondition: eight bytes are there.
    @inline(__always)
    static func load(_ bytes: Span<UInt8>, _ index: Int) -> UInt64 {
        assemble(bytes.extracting(index..<index &+ 8))
    }

    /// One load: the compiler sees what this adds up to.
    @inline(__always)
    private static func assemble(_ eight: Span<UInt8>) -> UInt64 {
        let low =
            UInt64(eight[0]) | UInt64(eight[1]) << 8 | UInt64(eight[2]) << 16
            | UInt64(eight[3]) << 24
        let high =
            UInt64(eight[4]) | UInt64(eight[5]) << 8 | UInt64(eight[6]) << 16
            | UInt64(eight[7]) << 24
        return low | high << 32
    }

    /// The first bytes in `range`, up to eight, and zeros behind them.
    @inline(__always)
    static func load(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
        if bytes.count &- range.lowerBound >= 8 {
            return first(range.count, of: load(bytes, range.lowerBound))
        }
        return loadLast(bytes, range)
    }

    @inline(never)
    private static func loadLast(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
        var word: UInt64 = 0
        for index in range.reversed() { word = word << 8 | UInt64(bytes[index]) }
        return word
    }

    /// A word that is zero if no byte may end a string's plain text.
    ///
    /// Otherwise its lowest bit is in the first one that may: quotation mark, backslash or
    /// control character. A borrow marks too many bytes, but only behind that one.
    @inline(__always)
    static func marks(_ word: UInt64) -> UInt64 {
        // With bit 1 turned, 0x22 becomes 0x20: it and the controls are what is below 0x21.
        let low = (word ^ (ones &* 0x02)) &- (ones &* 0x21)
        let backslashes = (word ^ (ones &* 0x5C)) &- ones
        let found = low | backslashes
        return found & ~word & highBits
    }

    /// How many bytes stand before the first of `marks`; 8 if there is none.
    @inline(__always)
    static func count(before marks: UInt64) -> Int { marks.trailingZeroBitCount &>> 3 }

    /// Whether all bytes are ASCII.
    @inline(__always)
    static func isASCII(_ word: UInt64) -> Bool { word & highBits == 0 }

    /// The first `count` bytes, and zeros behind them.
    @inline(__always)
    static func first(_ count: Int, of word: UInt64) -> UInt64 {
        count >= 8 ? word : word & ~(UInt64.max &<< UInt64(truncatingIfNeeded: 8 &* count))
    }

    /// The canonical prefix of a text with these first bytes, and zeros behind its end.
    ///
    /// It is that of `String.canonicalPrefix`.
    @inline(__always)
    static func prefix(_ kept: UInt64) -> UInt64 {
        // EE and EF are lifted above F4; see `String.canonicalOrder(to:)`.
        let lifted = (kept | ones) ^ (ones &* 0xEF)
        if (lifted &- ones) & ~lifted & highBits == 0 { return kept.byteSwapped }
        return lift(kept).byteSwapped
    }

    /// The canonical prefix of the text in `range`; O(1).
    @inline(__always)
    static func prefix(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
        prefix(load(bytes, range))
    }

    @inline(never)
    private static func lift(_ word: UInt64) -> UInt64 {
        var lifted = word
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            let byte = (word >> shift) & 0xFF
            if byte == 0xEE || byte == 0xEF { lifted &+= 0x10 << shift }
        }
        return lifted
    }
}
