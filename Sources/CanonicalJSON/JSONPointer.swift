/// The way from a JSON value to one inside it (RFC 6901).
///
/// Tokens are kept unescaped. Pointers are equal when their tokens have the same bytes.
package struct JSONPointer: Sendable {
    /// The keys and array indexes on the way, outermost first.
    package let tokens: [String]

    /// The pointer to the whole value.
    package static let root = JSONPointer()

    /// Makes a pointer of unescaped tokens.
    package init(_ tokens: [String] = []) {
        self.tokens = tokens
    }

    /// Reads the string form of RFC 6901, section 3, as in `/data/list/0`.
    ///
    /// - Throws: ``JSONPointerError`` if `text` is not empty and does not start with `/`, or
    ///   has a `~` without `0` or `1` behind it.
    package init(parsing text: String) throws(JSONPointerError) {
        let bytes = Array(text.utf8)
        guard let first = bytes.first else {
            tokens = []
            return
        }
        guard first == UInt8(ascii: "/") else {
            throw JSONPointerError(text: text, reason: .noLeadingSlash)
        }
        var tokens: [String] = []
        for part in bytes.dropFirst().split(
            separator: UInt8(ascii: "/"),
            omittingEmptySubsequences: false
        ) {
            guard let token = Self.unescaped(part) else {
                throw JSONPointerError(text: text, reason: .strayTilde)
            }
            tokens.append(token)
        }
        self.tokens = tokens
    }

    /// Returns the pointer to the member `token` of what this one points to.
    package func appending(_ token: String) -> JSONPointer {
        JSONPointer(tokens + [token])
    }

    /// Returns the pointer to the element `index` of what this one points to.
    package func appending(_ index: Int) -> JSONPointer {
        appending(String(index))
    }

    /// Whether this pointer leads to what `other` points to, or inside it.
    package func hasPrefix(_ other: JSONPointer) -> Bool {
        tokens.count >= other.tokens.count
            && zip(tokens, other.tokens).allSatisfy { $0.hasSameBytes(as: $1) }
    }

    /// The index a token stands for in an array, or `nil`.
    ///
    /// RFC 6901, section 4, allows digits without leading zeros. Its `-`, the element behind
    /// the last, never exists in a value and is `nil` too.
    static func arrayIndex(_ token: String) -> Int? {
        guard token.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            token.utf8.count == 1 || token.utf8.first != UInt8(ascii: "0")
        else { return nil }
        return Int(token)
    }

    private static func unescaped(_ part: ArraySlice<UInt8>) -> String? {
        guard part.contains(UInt8(ascii: "~")) else { return String(decoding: part, as: UTF8.self) }
        var bytes: [UInt8] = []
        var rest = part
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "~") else {
                bytes.append(byte)
                continue
            }
            switch rest.popFirst() {
            case UInt8(ascii: "0"): bytes.append(UInt8(ascii: "~"))
            case UInt8(ascii: "1"): bytes.append(UInt8(ascii: "/"))
            default: return nil
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension JSONPointer: Hashable {
    /// Whether the tokens have the same bytes.
    package static func == (left: JSONPointer, right: JSONPointer) -> Bool {
        left.tokens.count == right.tokens.count && left.hasPrefix(right)
    }

    /// Feeds the tokens to `hasher`.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(tokens)
    }
}

extension JSONPointer: CustomStringConvertible {
    /// The string form of RFC 6901, section 3: `~` and `/` inside tokens as `~0` and `~1`.
    package var description: String {
        var bytes: [UInt8] = []
        for token in tokens {
            bytes.append(UInt8(ascii: "/"))
            for byte in token.utf8 {
                switch byte {
                case UInt8(ascii: "~"): bytes += [UInt8(ascii: "~"), UInt8(ascii: "0")]
                case UInt8(ascii: "/"): bytes += [UInt8(ascii: "~"), UInt8(ascii: "1")]
                default: bytes.append(byte)
                }
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
