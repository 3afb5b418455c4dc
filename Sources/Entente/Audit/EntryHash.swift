import Events

/// Turns entries of an index into numbers of which sums are compared.
///
/// The secret is drawn for each audit. Two sets of entries that differ have the same sum by chance
/// only, about once in 2⁶⁰ audits, and nobody can choose entries for it.
struct EntryHash: Sendable {
    private let keySecret = UInt64.random(in: .min ... .max) | 1
    private let endSecret = UInt64.random(in: .min ... .max) | 1
    private let placeSecret = UInt64.random(in: .min ... .max) | 1

    /// A number for the bytes of a key.
    func key(_ bytes: Span<UInt8>) -> UInt64 {
        var hash = endSecret ^ UInt64(truncatingIfNeeded: bytes.count)
        var word: UInt64 = 0
        for index in 0..<bytes.count {
            word = word << 8 | UInt64(bytes[index])
            if index & 7 == 7 {
                hash = Self.mixed(hash ^ word, keySecret)
                word = 0
            }
        }
        return Self.mixed(hash ^ word, endSecret)
    }

    /// A number for a key that is a number.
    func key(_ number: UInt64) -> UInt64 { Self.mixed(number ^ endSecret, keySecret) }

    /// The number of the entry of a key at a position.
    func entry(_ key: UInt64, _ position: Position) -> UInt64 {
        Self.mixed(key ^ placeSecret, position &* 0x9E37_79B9_7F4A_7C15 ^ keySecret)
    }

    @inline(__always)
    private static func mixed(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return product.high ^ product.low
    }
}
