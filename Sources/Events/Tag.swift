/// A word by which events are found: `kind:id`, split at the first colon.
///
/// The kind is `[a-z][a-z-]{0,31}`, the id 1…128 of `A-Za-z0-9._~:-`. All of it is ASCII, so text
/// order, UTF-8 order and canonical order agree. Two tags of one kind on an event are normal.
/// Tags are compared and hashed by a number made once from their text.
package struct Tag: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The longest kind, in bytes.
    package static let kindLimit = 32

    /// The longest id, in bytes; event ids share this limit and alphabet.
    package static let idLimit = 128

    /// The whole tag, as stored.
    package let text: String

    /// A number that is the same for equal tags in this process; never store it.
    package let fingerprint: UInt64

    private let kindLength: UInt8

    /// Reads a tag, or returns `nil` when the text does not follow the grammar.
    package init?(_ text: String) {
        let bytes = text.utf8Span.span
        guard let kindLength = Self.kindLength(in: bytes) else { return nil }
        self.kindLength = kindLength
        fingerprint = ByteHash.of(bytes)
        self.text = text
    }

    /// Reads a tag from its UTF-8 bytes, or returns `nil` when they do not follow the grammar.
    package init?(bytes: Span<UInt8>) {
        guard let kindLength = Self.kindLength(in: bytes) else { return nil }
        self.kindLength = kindLength
        fingerprint = ByteHash.of(bytes)
        text = String(ascii: bytes)
    }

    /// What the tag is a name of, for example `agreement`.
    package var kind: Substring { text.utf8.prefix(Int(kindLength)).text }

    /// The part after the first colon.
    package var id: Substring { text.utf8.dropFirst(Int(kindLength) + 1).text }

    /// Whether the tag is of this kind; as `kind ==`, without making a text.
    package func isOfKind(_ kind: String) -> Bool {
        // The lengths first: they tell most kinds apart, and cost next to nothing.
        guard kind.utf8.count == Int(kindLength) else { return false }
        let mine = text.utf8Span.span.extracting(0..<Int(kindLength))
        return ByteHash.areEqual(mine, kind.utf8Span.span)
    }

    /// Whether these are the UTF-8 bytes of the tag.
    package func matches(_ bytes: Span<UInt8>) -> Bool {
        ByteHash.areEqual(text.utf8Span.span, bytes)
    }

    package var description: String { text }

    package static func < (left: Tag, right: Tag) -> Bool { left.text < right.text }

    @inlinable package static func == (left: Tag, right: Tag) -> Bool {
        left.fingerprint == right.fingerprint && left.text == right.text
    }

    /// Feeds the fingerprint to `hasher`.
    package func hash(into hasher: inout Hasher) { hasher.combine(fingerprint) }

    /// Whether bytes are a tag.
    package static func isTag(_ bytes: Span<UInt8>) -> Bool { kindLength(in: bytes) != nil }

    /// Whether bytes are a tag of this kind.
    package static func isTag(_ bytes: Span<UInt8>, ofKind kind: String) -> Bool {
        let kind = kind.utf8Span.span
        guard bytes.count > kind.count, bytes[kind.count] == UInt8(ascii: ":"),
            ByteHash.areEqual(bytes.extracting(0..<kind.count), kind)
        else { return false }
        return isIdentifier(bytes.extracting(kind.count &+ 1..<bytes.count))
    }

    /// Whether bytes may stand as an id: 1…128 of `A-Za-z0-9._~:-`.
    package static func isIdentifier(_ bytes: some Collection<UInt8>) -> Bool {
        (1...idLimit).contains(bytes.count) && bytes.allSatisfy(isIdentifierByte)
    }

    /// Whether bytes may stand as an id: 1…128 of `A-Za-z0-9._~:-`.
    package static func isIdentifier(_ bytes: Span<UInt8>) -> Bool {
        guard bytes.count >= 1, bytes.count <= idLimit else { return false }
        for index in 0..<bytes.count where !isIdentifierByte(bytes[index]) { return false }
        return true
    }

    /// The length of the kind, if the bytes follow the grammar.
    private static func kindLength(in bytes: Span<UInt8>) -> UInt8? {
        var length = 0
        while length < bytes.count, bytes[length] != UInt8(ascii: ":") {
            let byte = bytes[length]
            guard isLower(byte) || (byte == UInt8(ascii: "-") && length > 0), length < kindLimit
            else { return nil }
            length &+= 1
        }
        guard length > 0, length < bytes.count,
            isIdentifier(bytes.extracting(length &+ 1..<bytes.count))
        else { return nil }
        return UInt8(length)
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
