/// The name of a kind of event: `noun.verb-past`, for example `agreement.signed`.
///
/// Noun and verb are `[a-z][a-z0-9-]*`, together at most 128 bytes. A user's own noun starts with
/// `x-`. Types are compared and hashed by a number made once from their text.
package struct EventType: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The longest type name, in bytes.
    package static let limit = 128

    /// The whole name.
    package let text: String

    /// A number that is the same for equal types in this process; never store it.
    package let fingerprint: UInt64

    /// A number that types written in the program have; 0 for others, which may be equal to them.
    package private(set) var number: UInt32 = 0

    private let nounLength: UInt8

    /// Reads a type name, or returns `nil` when the text does not follow the grammar.
    package init?(_ text: String) {
        let bytes = text.utf8Span.span
        guard let nounLength = Self.nounLength(in: bytes) else { return nil }
        self.nounLength = nounLength
        fingerprint = ByteHash.of(bytes)
        self.text = text
    }

    /// Reads a type name from its UTF-8 bytes, or returns `nil` when they do not follow the
    /// grammar.
    package init?(bytes: Span<UInt8>) {
        guard let nounLength = Self.nounLength(in: bytes) else { return nil }
        self.nounLength = nounLength
        fingerprint = ByteHash.of(bytes)
        text = String(ascii: bytes)
    }

    /// A type whose name is known to the program.
    ///
    /// The text of a literal is part of the program: copies of it count no references, which
    /// threads would contend for.
    ///
    /// - Precondition: the name is a literal and follows the grammar.
    package init(known text: String) {
        guard let type = EventType(text) else {
            preconditionFailure("'\(text)' is no event type")
        }
        self = type
        number = KnownTypes.number(of: type.text)
    }

    /// What the event is about, for example `agreement`.
    package var noun: Substring { text.utf8.prefix(Int(nounLength)).text }

    /// What happened, for example `signed`.
    package var verb: Substring { text.utf8.dropFirst(Int(nounLength) + 1).text }

    /// Whether the event is about this noun; as `noun ==`, without making a text.
    package func isAbout(_ noun: String) -> Bool {
        // The lengths first: they tell most nouns apart, and cost next to nothing.
        guard noun.utf8.count == Int(nounLength) else { return false }
        let mine = text.utf8Span.span.extracting(0..<Int(nounLength))
        return ByteHash.areEqual(mine, noun.utf8Span.span)
    }

    /// Whether the event says that this happened; as `verb ==`, without making a text.
    package func says(_ verb: String) -> Bool {
        let start = Int(nounLength) + 1
        guard text.utf8.count == start + verb.utf8.count else { return false }
        let mine = text.utf8Span.span
        return ByteHash.areEqual(mine.extracting(start..<mine.count), verb.utf8Span.span)
    }

    /// Whether it is a user's own type, whose noun starts with `x-`.
    package var isUsers: Bool { text.utf8.starts(with: "x-".utf8) }

    /// Whether these are the UTF-8 bytes of the name.
    package func matches(_ bytes: Span<UInt8>) -> Bool {
        ByteHash.areEqual(text.utf8Span.span, bytes)
    }

    /// The fingerprint that the type with this name would have, whether or not it is one.
    package static func fingerprint(of bytes: Span<UInt8>) -> UInt64 { ByteHash.of(bytes) }

    package var description: String { text }

    package static func < (left: EventType, right: EventType) -> Bool { left.text < right.text }

    @inlinable package static func == (left: EventType, right: EventType) -> Bool {
        if left.number != 0, right.number != 0 { return left.number == right.number }
        return left.fingerprint == right.fingerprint && left.text == right.text
    }

    /// Feeds the fingerprint to `hasher`.
    package func hash(into hasher: inout Hasher) { hasher.combine(fingerprint) }

    /// The length of the noun, if the bytes follow the grammar.
    private static func nounLength(in bytes: Span<UInt8>) -> UInt8? {
        guard bytes.count <= limit else { return nil }
        var dot: Int?
        var isFirst = true
        for index in 0..<bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "a")...UInt8(ascii: "z"): isFirst = false
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
                guard !isFirst else { return nil }
            case UInt8(ascii: "."):
                guard dot == nil, !isFirst else { return nil }
                dot = index
                isFirst = true
            default: return nil
            }
        }
        guard let dot, !isFirst else { return nil }
        return UInt8(dot)
    }
}

extension EventType: ExpressibleByStringLiteral {
    /// A type whose name is written in the program.
    ///
    /// - Precondition: the name follows the grammar.
    package init(stringLiteral text: String) {
        self.init(known: text)
    }
}

extension Substring.UTF8View {
    /// The text these bytes are.
    var text: Substring { Substring(self) }
}
