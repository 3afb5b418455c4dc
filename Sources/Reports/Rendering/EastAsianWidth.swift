/// The characters that take two columns in East Asian fonts, emoji aside.
///
/// Source: `EastAsianWidth.txt` of the Unicode Character Database, version 17.0, property values W
/// and F (Unicode Standard Annex #11). Left out are characters whose property Emoji_Presentation is
/// true, which the standard library knows; gaps that hold only those, unassigned code points or
/// nonspacing marks are closed. That keeps twenty ranges of more than a hundred.
///
/// - Invariant: the ranges are in ascending order and do not touch.
enum EastAsianWidth {
    /// Whether the scalar takes two columns.
    static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        let value = scalar.value
        guard value >= wide[0].lowerBound else { return false }
        return wide.contains { $0.contains(value) }
    }

    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2329...0x232A, 0x2630...0x2637, 0x268A...0x268F, 0x2E80...0x3029,
        0x3030...0x303E, 0x3041...0x3247, 0x3250...0xA4C6, 0xA960...0xA97C, 0xAC00...0xD7A3,
        0xF900...0xFAD9, 0xFE10...0xFE6B, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x16FE3,
        0x16FF2...0x18DF2, 0x1AFF0...0x1B2FB, 0x1D300...0x1D376, 0x1F200...0x1F265,
        0x20000...0x3FFFD,
    ]
}
