/// A word by which events are found: `kind:id`, split at the first colon.
///
/// The kind is `[a-z][a-z-]{0,31}`, the id 1…128 of `A-Za-z0-9._~:-`. All of it is ASCII, so text
/// order, UTF-8 order and canonical order agree. Two tags of one kind on an event are normal.
package struct Tag: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The longest kind, in bytes.
    package static let kindLimit = 32

    /// The longest id, in bytes; event ids share this limit and alphabet.
    package static let idLimit = 128

    /// The whole tag, as stored.
    package let text: String

    private let kindLength: Int

    /// Reads a tag, or returns `nil` when the text does not follow the grammar.
    package init?(_ text: String) {
        let bytes = text.utf8
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let kind = bytes[..<colon]
        guard Self.isKind(kind), Self.isIdentifier(bytes[bytes.index(after: colon)...]) else {
            return nil
        }
        self.text = text
        kindLength = kind.count
    }

    /// What the tag is a name of, for example `agreement`.
    package var kind: Substring { text.prefix(kindLength) }

    /// The part after the first colon.
    package var id: Substring { text.dropFirst(kindLength + 1) }

    package var description: String { text }

    package static func < (left: Tag, right: Tag) -> Bool { left.text < right.text }

    /// Whether bytes may stand as an id: 1…128 of `A-Za-z0-9._~:-`.
    package static func isIdentifier(_ bytes: some Collection<UInt8>) -> Bool {
        (1...idLimit).contains(bytes.count) && bytes.allSatisfy(isIdentifierByte)
    }

    private static func isKind(_ bytes: some Collection<UInt8>) -> Bool {
        guard (1...kindLimit).contains(bytes.count), let first = bytes.first, isLower(first) else {
            return false
        }
        return bytes.allSatisfy { isLower($0) || $0 == UInt8(ascii: "-") }
    }

    private static func isLower(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }

    private static func isIdentifierByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"), UInt8(ascii: ":"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
