/// Where salts, nonces, keys and ids come from.
///
/// The system's generator outside tests; a test that compares bytes gives its own.
package struct Entropy: Sendable {
    private let draw: @Sendable (Int) -> [UInt8]

    /// A source that draws so many bytes when asked.
    package init(_ draw: @escaping @Sendable (Int) -> [UInt8]) {
        self.draw = draw
    }

    /// The system's cryptographically secure generator.
    package static let system = Entropy { count in
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// So many random bytes.
    package func bytes(_ count: Int) -> [UInt8] { draw(count) }

    /// A UUIDv7 (RFC 9562, section 5.7) for a moment, in lowercase.
    ///
    /// - `microseconds`: the moment, since 1970.
    package func uuid(at microseconds: Int64) -> String {
        let milliseconds = UInt64(max(0, microseconds)) / 1_000
        var bytes = (0..<6).map { UInt8(truncatingIfNeeded: milliseconds >> (40 - 8 * $0)) }
        bytes += draw(10)
        bytes[6] = bytes[6] & 0x0F | 0x70
        bytes[8] = bytes[8] & 0x3F | 0x80
        let digits = Array("0123456789abcdef")
        var text = ""
        for (index, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(index) { text.append("-") }
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 0x0F)])
        }
        return text
    }

    /// An opaque person id: `person:` and 12 random characters of `a-z2-9` without look-alikes.
    package func personTag() -> String {
        let alphabet = Array("abcdefghjkmnpqrstuvwxyz23456789")
        var id = "person:"
        while id.count < "person:".count + 12 {
            for byte in draw(16) where id.count < "person:".count + 12 {
                // Bytes beyond the last whole multiple would favour the first letters.
                guard Int(byte) < 256 / alphabet.count * alphabet.count else { continue }
                id.append(alphabet[Int(byte) % alphabet.count])
            }
        }
        return id
    }
}
