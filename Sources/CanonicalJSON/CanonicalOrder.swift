/// Equality and order of strings by what is written, not by what it looks like.
///
/// Swift's `==` and `<` on `String` follow canonical equivalence: they take U+00E9 and
/// U+0065 U+0301 for one key. JSON keys are code units, so nothing here relies on them.
extension String {
    /// Whether both strings have the same UTF-8 bytes.
    func hasSameBytes(as other: String) -> Bool {
        let left = utf8Span.span
        let right = other.utf8Span.span
        guard left.count == right.count else { return false }
        var index = 0
        while index < left.count {
            guard left[index] == right[index] else { return false }
            index += 1
        }
        return true
    }

    /// How this key stands to `other` in RFC 8785's order: negative before, positive behind.
    ///
    /// RFC 8785, section 3.2.3, sorts keys by their UTF-16 code units. UTF-8 bytes give
    /// the same order with one exception, see ``canonicalRank(_:)``, so no UTF-16 is made. The
    /// answer is zero only for equal bytes.
    func canonicalOrder(to other: String) -> Int {
        let left = utf8Span.span
        let right = other.utf8Span.span
        let shared = min(left.count, right.count)
        var index = 0
        while index < shared {
            let (leftByte, rightByte) = (left[index], right[index])
            if leftByte != rightByte {
                return Self.canonicalRank(leftByte) - Self.canonicalRank(rightByte)
            }
            index += 1
        }
        return left.count - right.count
    }

    /// The first eight bytes as a number: what orders by it, orders so by the whole key.
    ///
    /// Only keys of equal prefixes need ``canonicalOrder(to:)``, which makes sorting cheap.
    var canonicalPrefix: UInt64 {
        let bytes = utf8Span.span
        var prefix: UInt64 = 0
        for index in 0..<min(bytes.count, 8) {
            prefix |= UInt64(Self.canonicalRank(bytes[index])) << UInt64(56 - 8 * index)
        }
        return prefix
    }

    /// Where a differing UTF-8 byte puts its character in UTF-16 order.
    ///
    /// Characters above U+FFFF (first byte F0…F4) are surrogates D800…DFFF in UTF-16, which
    /// come before U+E000…U+FFFF (first byte EE or EF). Lifting EE and EF above F4 says so;
    /// neither is ever a continuation byte.
    static func canonicalRank(_ byte: UInt8) -> Int {
        byte == 0xEE || byte == 0xEF ? Int(byte) + 0x10 : Int(byte)
    }
}
