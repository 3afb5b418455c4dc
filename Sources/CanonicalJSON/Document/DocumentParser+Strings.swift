/// Strings and keys.
extension DocumentParser {
    /// Reads a string or key from its opening quotation mark.
    @inline(__always)
    mutating func string(
        _ text: Span<UInt8>,
        _ nodes: inout MutableSpan<Node>,
        flags: UInt32
    ) -> Bool {
        let start = offset &+ 1
        let (end, isASCII) = Self.plainEnd(text, from: start)
        guard end < text.count, isASCII || UTF8Check.isValid(text, start..<end) else {
            return false
        }
        guard text[end] == UInt8(ascii: "\"") else {
            return escapedString(text, &nodes, flags: flags, firstEscape: end)
        }
        offset = end &+ 1
        let node = Node(
            start: UInt32(truncatingIfNeeded: start),
            end: UInt32(truncatingIfNeeded: end),
            next: 0,
            info: UInt32(JSONDocument.Kind.string.rawValue) | flags,
            payload: ByteWord.prefix(text, start..<end)
        )
        if flags & Node.key != 0 { return appendKey(node, &nodes) }
        append(node, &nodes)
        return true
    }

    /// The first byte from `start` on that ends plain text, or the end of everything.
    @inline(__always)
    private static func plainEnd(
        _ text: Span<UInt8>,
        from start: Int
    ) -> (end: Int, isASCII: Bool) {
        var index = start
        var all: UInt64 = 0
        while text.count &- index >= 8 {
            let word = ByteWord.load(text, index)
            let marks = ByteWord.marks(word)
            if marks != 0 {
                let count = ByteWord.count(before: marks)
                all |= ByteWord.first(count, of: word)
                return (index &+ count, ByteWord.isASCII(all))
            }
            all |= word
            index &+= 8
        }
        var isASCII = ByteWord.isASCII(all)
        while index < text.count {
            let byte = text[index]
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { break }
            isASCII = isASCII && byte < 0x80
            index &+= 1
        }
        return (index, isASCII)
    }

    /// Reads a string that has its first backslash at `firstEscape`.
    @inline(never)
    private mutating func escapedString(
        _ text: Span<UInt8>,
        _ nodes: inout MutableSpan<Node>,
        flags: UInt32,
        firstEscape: Int
    ) -> Bool {
        let start = offset + 1
        let target = unescaped.count
        if target == 0 { unescaped.reserveCapacity(min(text.count - start, 1024)) }
        var isVaried = false
        var copied = start
        var index = firstEscape
        while true {
            unescaped.append(contentsOf: bytes[copied..<index])
            if text[index] == UInt8(ascii: "\"") { break }
            guard let escape = escape(text, at: index) else { return false }
            isVaried = isVaried || !escape.isCanonical
            copied = escape.end
            let plain = Self.plainEnd(text, from: copied)
            index = plain.end
            guard index < text.count,
                plain.isASCII || UTF8Check.isValid(text, copied..<index)
            else { return false }
        }
        offset = index + 1
        let isKey = flags & Node.key != 0
        let place = UInt64(UInt32(index)) << 32 | UInt64(UInt32(start))
        let node = Node(
            start: UInt32(target),
            end: UInt32(unescaped.count),
            next: 0,
            info: UInt32(JSONDocument.Kind.string.rawValue) | flags | Node.escaped
                | (isVaried ? Node.varied : 0),
            payload: isKey ? ByteWord.prefix(unescaped.span, target..<unescaped.count) : place
        )
        if isKey { return appendKey(node, &nodes) }
        append(node, &nodes)
        return true
    }

    /// Resolves the escape at `start`, or returns `nil` if it is none.
    private mutating func escape(
        _ text: Span<UInt8>,
        at start: Int
    ) -> (end: Int, isCanonical: Bool)? {
        guard text.count - start >= 2, text[start] == UInt8(ascii: "\\") else { return nil }
        let byte: UInt8
        switch text[start + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): byte = text[start + 1]
        case UInt8(ascii: "/"):
            unescaped.append(UInt8(ascii: "/"))
            return (start + 2, false)
        case UInt8(ascii: "b"): byte = 0x08
        case UInt8(ascii: "f"): byte = 0x0C
        case UInt8(ascii: "n"): byte = 0x0A
        case UInt8(ascii: "r"): byte = 0x0D
        case UInt8(ascii: "t"): byte = 0x09
        case UInt8(ascii: "u"): return character(text, at: start)
        default: return nil
        }
        unescaped.append(byte)
        return (start + 2, true)
    }

    /// Resolves the `\u` escape at `start`, with the second one of a surrogate pair.
    private mutating func character(
        _ text: Span<UInt8>,
        at start: Int
    ) -> (end: Int, isCanonical: Bool)? {
        guard let unit = Self.codeUnit(text, at: start) else { return nil }
        if let scalar = Unicode.Scalar(unit) {
            unescaped.append(contentsOf: String(scalar).utf8)
            return (start + 6, Self.isCanonicalEscape(unit, text[start + 5]))
        }
        guard UTF16.isLeadSurrogate(unit), let second = Self.codeUnit(text, at: start + 6),
            UTF16.isTrailSurrogate(second)
        else { return nil }
        let pair = 0x10000 + (UInt32(unit) & 0x3FF) << 10 + UInt32(second) & 0x3FF
        guard let scalar = Unicode.Scalar(pair) else { return nil }
        unescaped.append(contentsOf: String(scalar).utf8)
        return (start + 12, false)
    }

    /// Whether RFC 8785, section 3.2.2.2, writes a code unit as `\u` and four digits, with this
    /// one as the last.
    private static func isCanonicalEscape(_ unit: UInt16, _ lastDigit: UInt8) -> Bool {
        switch unit {
        case 0x08, 0x09, 0x0A, 0x0C, 0x0D: false
        case ..<0x20: !(UInt8(ascii: "A")...UInt8(ascii: "F")).contains(lastDigit)
        default: false
        }
    }

    /// The number in a `\u` escape.
    private static func codeUnit(_ text: Span<UInt8>, at start: Int) -> UInt16? {
        guard text.count - start >= 6, text[start] == UInt8(ascii: "\\"),
            text[start + 1] == UInt8(ascii: "u")
        else { return nil }
        var unit: UInt16 = 0
        for index in start + 2..<start + 6 {
            let byte = text[index]
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                unit = unit << 4 | UInt16(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"):
                unit = unit << 4 | UInt16((byte | 0x20) - UInt8(ascii: "a") + 10)
            default: return nil
            }
        }
        return unit
    }
}
