/// A quick hash of bytes, with a secret that differs from process to process.
///
/// The secret keeps anybody from choosing texts that collide. Never store a hash.
enum TextHash {
    /// The secret of this process.
    static let secret = UInt64.random(in: .min ... .max) | 1

    /// The hash of `text`; O(n).
    static func of(_ text: Span<UInt8>) -> UInt64 {
        var hash = mix(secret ^ UInt64(truncatingIfNeeded: text.count), 0x9E37_79B9_7F4A_7C15)
        var index = 0
        while text.count &- index >= 8 {
            hash = mix(hash ^ ByteWord.load(text, index), secret)
            index &+= 8
        }
        var rest: UInt64 = 0
        while index < text.count {
            rest = rest << 8 | UInt64(text[index])
            index &+= 1
        }
        return mix(hash ^ rest, 0xD6E8_FEB8_6659_FD93)
    }

    /// Multiplies and folds the product, so that every bit of both decides on all others.
    @inline(__always)
    static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return product.high ^ product.low
    }
}
