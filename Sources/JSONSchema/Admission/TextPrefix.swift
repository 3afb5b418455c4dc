/// The first bytes of texts as numbers.
enum TextPrefix {
    /// Up to eight bytes from `start` on, the first one lowest, and zeros behind them.
    ///
    /// - Precondition: `count` bytes are there.
    @inline(__always)
    static func of(_ text: Span<UInt8>, from start: Int = 0, count: Int) -> UInt64 {
        if text.count &- start >= 8 {
            let eight = text.extracting(start..<start &+ 8)
            let low =
                UInt64(eight[0]) | UInt64(eight[1]) << 8 | UInt64(eight[2]) << 16
                | UInt64(eight[3]) << 24
            let high =
                UInt64(eight[4]) | UInt64(eight[5]) << 8 | UInt64(eight[6]) << 16
                | UInt64(eight[7]) << 24
            let word = low | high << 32
            return count >= 8 ? word : word & ~(UInt64.max << UInt64(8 &* count))
        }
        var word: UInt64 = 0
        var index = start &+ min(count, 8)
        while index > start {
            index &-= 1
            word = word << 8 | UInt64(text[index])
        }
        return word
    }
}
