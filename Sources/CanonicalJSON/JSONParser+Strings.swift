extension JSONParser {
    /// Reads a string from its opening quotation mark.
    ///
    /// A string without escapes is copied once, from the input into the result.
    mutating func string(_ bytes: Span<UInt8>) throws(JSONFault) -> String {
        let start = offset + 1
        var index = start
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""):
                offset = index + 1
                return try Self.text(bytes, start..<index)
            case UInt8(ascii: "\\"):
                return try escapedString(bytes, start: start, firstEscape: index)
            case let byte where byte < 0x20:
                throw JSONFault(.controlCharacter(byte), at: index)
            default:
                index += 1
            }
        }
        throw JSONFault(.unexpectedEnd(.closingQuote), at: index)
    }

    /// Reads a string that has a backslash at `firstEscape`.
    private mutating func escapedString(
        _ bytes: Span<UInt8>,
        start: Int,
        firstEscape: Int
    ) throws(JSONFault) -> String {
        unescaped.removeAll(keepingCapacity: true)
        for index in start..<firstEscape { unescaped.append(bytes[index]) }
        offset = firstEscape
        while offset < bytes.count {
            switch bytes[offset] {
            case UInt8(ascii: "\""):
                // Escapes are ASCII, so the text is UTF-8 exactly if what is written is.
                _ = try Self.text(bytes, start..<offset)
                offset += 1
                return String(decoding: unescaped, as: UTF8.self)
            case UInt8(ascii: "\\"):
                try escape(bytes)
            case let byte where byte < 0x20:
                throw JSONFault(.controlCharacter(byte), at: offset)
            case let byte:
                unescaped.append(byte)
                offset += 1
            }
        }
        throw JSONFault(.unexpectedEnd(.closingQuote), at: offset)
    }

    /// Resolves the escape whose backslash comes next.
    private mutating func escape(_ bytes: Span<UInt8>) throws(JSONFault) {
        let start = offset
        guard start + 1 < bytes.count else {
            throw JSONFault(.unexpectedEnd(.closingQuote), at: bytes.count)
        }
        offset += 2
        switch bytes[start + 1] {
        case UInt8(ascii: "\""): unescaped.append(UInt8(ascii: "\""))
        case UInt8(ascii: "\\"): unescaped.append(UInt8(ascii: "\\"))
        case UInt8(ascii: "/"): unescaped.append(UInt8(ascii: "/"))
        case UInt8(ascii: "b"): unescaped.append(0x08)
        case UInt8(ascii: "f"): unescaped.append(0x0C)
        case UInt8(ascii: "n"): unescaped.append(0x0A)
        case UInt8(ascii: "r"): unescaped.append(0x0D)
        case UInt8(ascii: "t"): unescaped.append(0x09)
        case UInt8(ascii: "u"):
            unescaped.append(contentsOf: try character(bytes, escapedAt: start).utf8)
        default: throw JSONFault(.invalidEscape, at: start)
        }
    }

    /// Reads the digits of a `\u` escape, and the second escape of a surrogate pair.
    private mutating func character(
        _ bytes: Span<UInt8>,
        escapedAt start: Int
    ) throws(JSONFault) -> Unicode.Scalar {
        let unit = try codeUnit(bytes, escapedAt: start)
        if let scalar = Unicode.Scalar(unit) { return scalar }
        guard UTF16.isLeadSurrogate(unit),
            take(UInt8(ascii: "\\"), bytes), take(UInt8(ascii: "u"), bytes)
        else { throw JSONFault(.loneSurrogate, at: start) }

        let second = try codeUnit(bytes, escapedAt: offset - 2)
        let pair = 0x10000 + (UInt32(unit) & 0x3FF) << 10 + UInt32(second) & 0x3FF
        guard UTF16.isTrailSurrogate(second), let scalar = Unicode.Scalar(pair) else {
            throw JSONFault(.loneSurrogate, at: start)
        }
        return scalar
    }

    private mutating func codeUnit(
        _ bytes: Span<UInt8>,
        escapedAt start: Int
    ) throws(JSONFault) -> UInt16 {
        guard bytes.count - offset >= 4 else { throw JSONFault(.invalidEscape, at: start) }
        var unit: UInt16 = 0
        for index in offset..<offset + 4 {
            guard let digit = Self.hexadecimalValue(bytes[index]) else {
                throw JSONFault(.invalidEscape, at: start)
            }
            unit = unit << 4 | digit
        }
        offset += 4
        return unit
    }

    private static func hexadecimalValue(_ byte: UInt8) -> UInt16? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }

    /// Copies a range of the input, which must be valid UTF-8.
    private static func text(
        _ bytes: Span<UInt8>,
        _ range: Range<Int>
    ) throws(JSONFault) -> String {
        do {
            return String(copying: try UTF8Span(validating: bytes.extracting(range)))
        } catch {
            throw JSONFault(.invalidUTF8, at: range.lowerBound + error.byteOffsets.lowerBound)
        }
    }
}
