/// A member's name, made ready once to be compared with the keys of many documents.
///
/// Names are equal when their UTF-8 bytes are, never by canonical equivalence.
package struct JSONName: Sendable {
    /// The name, unescaped.
    package let text: String

    /// The number of UTF-8 bytes.
    package let count: Int

    /// What a key of this name has as its ``JSONDocument`` prefix: its first eight bytes.
    @usableFromInline let prefix: UInt64

    /// The eight bytes behind the prefix, the first one lowest, and zeros behind the end.
    let middle: UInt64

    /// Makes a name of its unescaped text; O(n).
    package init(_ text: String) {
        self.text = text
        let bytes = text.utf8Span.span
        count = bytes.count
        prefix = text.canonicalPrefix
        middle = count > 8 ? ByteWord.load(bytes, 8..<min(16, count)) : 0
    }

    /// The hash that ``JSONDocument/textHash(_:)`` has for a text of the same bytes; O(n).
    package var textHash: UInt64 { TextHash.of(text.utf8Span.span) }
}

extension JSONName: Hashable {
    /// Whether both names have the same bytes.
    package static func == (left: JSONName, right: JSONName) -> Bool {
        left.prefix == right.prefix && left.text.hasSameBytes(as: right.text)
    }

    /// Feeds the bytes to `hasher`.
    package func hash(into hasher: inout Hasher) {
        // What differs only behind sixteen bytes shares its hash; few names do.
        hasher.combine(count)
        hasher.combine(prefix)
        hasher.combine(middle)
    }
}

extension JSONName: ExpressibleByStringLiteral {
    /// Makes a name of a literal.
    package init(stringLiteral value: String) {
        self.init(value)
    }
}
