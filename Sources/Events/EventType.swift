/// The name of a kind of event: `noun.verb-past`, for example `agreement.signed`.
///
/// Noun and verb are `[a-z][a-z0-9-]*`, together at most 128 bytes. A user's own noun starts with
/// `x-`.
package struct EventType: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The longest type name, in bytes.
    package static let limit = 128

    /// The whole name.
    package let text: String

    /// Reads a type name, or returns `nil` when the text does not follow the grammar.
    package init?(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 2, text.utf8.count <= Self.limit, parts.allSatisfy(Self.isWord) else {
            return nil
        }
        self.text = text
    }

    /// A type whose name is known to the program.
    ///
    /// - Precondition: the name follows the grammar.
    package init(known text: StaticString) {
        guard let type = EventType(text.description) else {
            preconditionFailure("'\(text)' is no event type")
        }
        self = type
    }

    /// What the event is about, for example `agreement`.
    package var noun: Substring { text.prefix { $0 != "." } }

    /// What happened, for example `signed`.
    package var verb: Substring { text.drop { $0 != "." }.dropFirst() }

    package var description: String { text }

    package static func < (left: EventType, right: EventType) -> Bool { left.text < right.text }

    private static func isWord(_ bytes: Substring.UTF8View) -> Bool {
        guard let first = bytes.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first)
        else {
            return false
        }
        return bytes.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"):
                true
            default: false
            }
        }
    }
}

extension EventType: ExpressibleByStringLiteral {
    /// A type whose name is written in the program.
    ///
    /// - Precondition: the name follows the grammar.
    package init(stringLiteral text: StaticString) {
        self.init(known: text)
    }
}
