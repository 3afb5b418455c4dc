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
    ///
    /// Every word drawn is a call of the system, so none of its bytes is left unused but the last.
    package static let system = Entropy { count in
        var generator = SystemRandomNumberGenerator()
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 7)
        while bytes.count < count {
            let word = generator.next()
            for shift in stride(from: 0, to: 64, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: word >> shift))
            }
        }
        bytes.removeLast(bytes.count - count)
        return bytes
    }

    /// So many random bytes.
    package func bytes(_ count: Int) -> [UInt8] { draw(count) }

    /// A UUIDv7 (RFC 9562, section 5.7) for a moment, in lowercase.
    ///
    /// - `microseconds`: the moment, since 1970.
    package func uuid(at microseconds: Int64) -> String {
        let milliseconds = UInt64(max(0, microseconds)) / 1_000
        let drawn = draw(10)
        var text: [UInt8] = []
        text.reserveCapacity(36)
        for index in 0..<16 {
            if index == 4 || index == 6 || index == 8 || index == 10 {
                text.append(UInt8(ascii: "-"))
            }
            let byte =
                switch index {
                case ..<6: UInt8(truncatingIfNeeded: milliseconds >> (40 - 8 * index))
                case 6: drawn[0] & 0x0F | 0x70
                case 8: drawn[2] & 0x3F | 0x80
                default: drawn[index - 6]
                }
            text.append(Self.digit(byte >> 4))
            text.append(Self.digit(byte & 0x0F))
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
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
