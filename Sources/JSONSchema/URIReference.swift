/// A URI or a relative reference, split into its parts (RFC 3986).
struct URIReference: Hashable, Sendable {
    private(set) var scheme: String?
    private(set) var authority: String?
    private(set) var path: String
    private(set) var query: String?
    private(set) var fragment: String?

    /// Splits `text` (appendix B), or answers `nil` if it breaks the grammar of RFC 3986.
    ///
    /// ASCII only: other characters must be percent-encoded.
    init?(_ text: String) {
        var rest = Array(text.utf8)[...]
        if let hash = rest.firstIndex(of: UInt8(ascii: "#")) {
            fragment = String(decoding: rest[(hash + 1)...], as: UTF8.self)
            rest = rest[..<hash]
        }
        if let mark = rest.firstIndex(of: UInt8(ascii: "?")) {
            query = String(decoding: rest[(mark + 1)...], as: UTF8.self)
            rest = rest[..<mark]
        }
        if let colon = rest.firstIndex(of: UInt8(ascii: ":")),
            !rest[..<colon].contains(UInt8(ascii: "/"))
        {
            scheme = String(decoding: rest[..<colon], as: UTF8.self).lowercased()
            rest = rest[(colon + 1)...]
        }
        if rest.starts(with: "//".utf8) {
            rest = rest.dropFirst(2)
            let end = rest.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
            authority = String(decoding: rest[..<end], as: UTF8.self)
            rest = rest[end...]
        }
        path = String(decoding: rest, as: UTF8.self)
        guard isWellFormed else { return nil }
    }

    /// Whether there is a scheme, so that the text is a URI by itself.
    var isAbsolute: Bool { scheme != nil }

    /// The same reference without its fragment.
    var withoutFragment: URIReference {
        var copy = self
        copy.fragment = nil
        return copy
    }

    /// The fragment with its percent-encoding undone; `nil` if that is not UTF-8.
    var decodedFragment: String? {
        var bytes: [UInt8] = []
        var rest = Array((fragment ?? "").utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(hexValue),
                let low = rest.popFirst().flatMap(hexValue)
            else { return nil }
            bytes.append(high << 4 | low)
        }
        return String(validating: bytes, as: UTF8.self)
    }

    /// Resolves this reference against a base (RFC 3986, 5.2.2).
    func resolved(against base: URIReference) -> URIReference {
        var target = self
        if scheme != nil {
            target.path = Self.withoutDotSegments(path)
            return target
        }
        target.scheme = base.scheme
        if authority != nil {
            target.path = Self.withoutDotSegments(path)
            return target
        }
        target.authority = base.authority
        if path.isEmpty {
            target.path = base.path
            target.query = query ?? base.query
        } else if path.utf8.first == UInt8(ascii: "/") {
            target.path = Self.withoutDotSegments(path)
        } else {
            target.path = Self.withoutDotSegments(merged(onto: base))
        }
        return target
    }

    private func merged(onto base: URIReference) -> String {
        if base.authority != nil, base.path.isEmpty { return "/" + path }
        guard let slash = base.path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
        return base.path[...slash] + path
    }

    /// Whether a segment begins with a dot, as `.` and `..` do.
    private static func hasDotSegments(_ path: String) -> Bool {
        var isStart = true
        for byte in path.utf8 {
            if isStart, byte == UInt8(ascii: ".") { return true }
            isStart = byte == UInt8(ascii: "/")
        }
        return false
    }

    /// Takes out `.` and `..` (RFC 3986, 5.2.4).
    private static func withoutDotSegments(_ path: String) -> String {
        guard hasDotSegments(path) else { return path }
        let isRooted = path.utf8.first == UInt8(ascii: "/")
        var kept: [Substring] = []
        let segments = path.split(separator: "/", omittingEmptySubsequences: false)
        for (index, segment) in segments.enumerated() {
            let isLast = index == segments.count - 1
            switch segment {
            case ".":
                if isLast { kept.append("") }
            case "..":
                if kept.count > (isRooted ? 1 : 0) { kept.removeLast() }
                if isLast { kept.append("") }
            default:
                kept.append(segment)
            }
        }
        return kept.joined(separator: "/")
    }
}

extension URIReference: CustomStringConvertible {
    /// The parts put together again (RFC 3986, 5.3).
    var description: String {
        var text = ""
        if let scheme { text += scheme + ":" }
        if let authority { text += "//" + authority }
        text += path
        if let query { text += "?" + query }
        if let fragment { text += "#" + fragment }
        return text
    }
}

// MARK: Grammar (RFC 3986, appendix A)

extension URIReference {
    private var isWellFormed: Bool {
        isWellFormedScheme && isWellFormedAuthority
            && Self.holds(only: ":@/", in: path) && Self.holds(only: ":@/?", in: query ?? "")
            && Self.holds(only: ":@/?", in: fragment ?? "")
            && (authority != nil || !path.utf8.starts(with: "//".utf8))
    }

    private var isWellFormedScheme: Bool {
        guard let scheme else { return true }
        guard let first = scheme.utf8.first, isLetter(first) else { return false }
        return scheme.utf8.allSatisfy { isLetter($0) || isDigit($0) || "+-.".utf8.contains($0) }
    }

    private var isWellFormedAuthority: Bool {
        guard let authority else { return true }
        var rest = Array(authority.utf8)[...]
        if let at = rest.lastIndex(of: UInt8(ascii: "@")) {
            guard Self.holds(only: ":", in: rest[..<at]) else { return false }
            rest = rest[(at + 1)...]
        }
        if rest.first == UInt8(ascii: "[") {
            guard let close = rest.firstIndex(of: UInt8(ascii: "]")),
                Self.isAddress(rest[(rest.startIndex + 1)..<close])
            else { return false }
            let port = rest[(close + 1)...]
            return port.isEmpty
                || port.first == UInt8(ascii: ":") && port.dropFirst().allSatisfy(isDigit)
        }
        if let colon = rest.firstIndex(of: UInt8(ascii: ":")) {
            guard rest[(colon + 1)...].allSatisfy(isDigit) else { return false }
            rest = rest[..<colon]
        }
        return Self.holds(only: "", in: rest)
    }

    /// Whether brackets hold an IPv6 or a future address; groups are checked by their letters.
    private static func isAddress(_ bytes: ArraySlice<UInt8>) -> Bool {
        if let first = bytes.first, first == UInt8(ascii: "v") || first == UInt8(ascii: "V") {
            let parts = bytes.dropFirst().split(separator: UInt8(ascii: "."), maxSplits: 1)
            return parts.count == 2 && parts[0].allSatisfy { hexValue($0) != nil }
                && holds(only: ":", in: parts[1])
        }
        return bytes.count >= 2 && bytes.contains(UInt8(ascii: ":"))
            && bytes.allSatisfy { hexValue($0) != nil || ":.".utf8.contains($0) }
    }

    private static func holds(only extra: String, in text: String) -> Bool {
        holds(only: extra, in: Array(text.utf8)[...])
    }

    /// Whether all is unreserved, a sub-delimiter, percent-encoded or one of `extra`.
    private static func holds(only extra: String, in bytes: ArraySlice<UInt8>) -> Bool {
        var rest = bytes
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%") {
                guard rest.popFirst().flatMap(hexValue) != nil,
                    rest.popFirst().flatMap(hexValue) != nil
                else { return false }
            } else if !isLetter(byte), !isDigit(byte), !"-._~!$&'()*+,;=".utf8.contains(byte),
                !extra.utf8.contains(byte)
            {
                return false
            }
        }
        return true
    }
}

func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46, 0x61...0x66: (byte | 0x20) - 0x61 + 10
    default: nil
    }
}
