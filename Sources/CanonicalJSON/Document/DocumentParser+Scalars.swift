/// Numbers and literals.
extension DocumentParser {
    /// Reads a number or literal from its first byte.
    @inline(__always)
    mutating func scalar(
        _ first: UInt8,
        _ text: Span<UInt8>,
        _ nodes: inout MutableSpan<Node>
    ) -> Bool {
        switch first {
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): number(text, &nodes)
        case UInt8(ascii: "t"): literal("true", .true, text, &nodes)
        case UInt8(ascii: "f"): literal("false", .false, text, &nodes)
        case UInt8(ascii: "n"): literal("null", .null, text, &nodes)
        default: false
        }
    }

    private mutating func literal(
        _ word: String,
        _ kind: JSONDocument.Kind,
        _ text: Span<UInt8>,
        _ nodes: inout MutableSpan<Node>
    ) -> Bool {
        var parser = JSONParser(numbers: numbers, maximumDepth: 0)
        parser.offset = offset
        guard parser.take(word, text) else { return false }
        appendScalar(kind, payload: 0, isVaried: false, upTo: parser.offset, &nodes)
        return true
    }

    /// Reads a number; whole numbers of up to 15 digits at once, any other with care.
    @inline(__always)
    private mutating func number(_ text: Span<UInt8>, _ nodes: inout MutableSpan<Node>) -> Bool {
        var index = offset
        let isNegative = text[index] == UInt8(ascii: "-")
        if isNegative { index &+= 1 }
        let firstDigit = index
        var magnitude: UInt64 = 0
        while index < text.count, index &- firstDigit < 16 {
            let digit = text[index] &- UInt8(ascii: "0")
            guard digit < 10 else { break }
            magnitude = magnitude &* 10 &+ UInt64(digit)
            index &+= 1
        }
        let digits = index &- firstDigit
        guard digits > 0, digits < 16, index < text.count, !Self.continues(text[index]) else {
            return anyNumber(text, &nodes)
        }
        if magnitude < Self.leastOfLength(digits) { return false }
        let number = isNegative ? -Double(magnitude) : Double(magnitude)
        appendScalar(
            .number,
            payload: number.bitPattern,
            isVaried: isNegative && magnitude == 0,
            upTo: index,
            &nodes
        )
        return true
    }

    /// Whether a byte behind digits belongs to the number.
    @inline(__always)
    private static func continues(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ".") || byte | 0x20 == UInt8(ascii: "e")
    }

    /// Reads any number as ``JSONParser`` does.
    @inline(never)
    private mutating func anyNumber(
        _ text: Span<UInt8>,
        _ nodes: inout MutableSpan<Node>
    ) -> Bool {
        var parser = JSONParser(numbers: numbers, maximumDepth: 0)
        parser.offset = offset
        guard let number = try? parser.number(text) else { return false }
        let isCanonical = Self.isCanonical(text.extracting(offset..<parser.offset), number)
        appendScalar(
            .number,
            payload: number.bitPattern,
            isVaried: !isCanonical,
            upTo: parser.offset,
            &nodes
        )
        return true
    }

    /// Whether RFC 8785, section 3.2.2.3, writes a number as it stands in the source.
    private static func isCanonical(_ source: Span<UInt8>, _ number: Double) -> Bool {
        if number.magnitude >= 1e-6, isShortFraction(source) { return true }
        var writer = CanonicalWriter(bytes: [])
        writer.write(number)
        return JSONDocument.areEqual(writer.bytes.span, source)
    }

    /// Whether a number is a fraction of at most 15 digits, without an exponent and without a
    /// zero at its end.
    ///
    /// No two decimals of 15 digits share a double, so no other text is as short.
    private static func isShortFraction(_ source: Span<UInt8>) -> Bool {
        guard source.count <= 16, source[source.count - 1] != UInt8(ascii: "0") else {
            return false
        }
        var hasPoint = false
        for index in 0..<source.count {
            if source[index] | 0x20 == UInt8(ascii: "e") { return false }
            hasPoint = hasPoint || source[index] == UInt8(ascii: ".")
        }
        return hasPoint
    }

    @inline(__always)
    private mutating func appendScalar(
        _ kind: JSONDocument.Kind,
        payload: UInt64,
        isVaried: Bool,
        upTo end: Int,
        _ nodes: inout MutableSpan<Node>
    ) {
        let node = Node(
            start: UInt32(truncatingIfNeeded: offset),
            end: UInt32(truncatingIfNeeded: end),
            next: 0,
            info: UInt32(kind.rawValue) | (isVaried ? Node.varied : 0),
            payload: payload
        )
        offset = end
        append(node, &nodes)
    }

    /// The least number with so many digits and no needless zero; for one digit 0.
    @inline(__always)
    private static func leastOfLength(_ digits: Int) -> UInt64 {
        switch digits {
        case ...1: 0
        case 2: 10
        case 3: 100
        case 4: 1000
        default: leastOfGreatLength(digits)
        }
    }

    private static func leastOfGreatLength(_ digits: Int) -> UInt64 {
        var least: UInt64 = 10_000
        for _ in 5..<digits { least *= 10 }
        return least
    }
}
