/// Records of fields as RFC 4180 asks for them; CRLF ends each record.
///
/// Fields are quoted where the standard asks for it, around the separators that spreadsheets of
/// other countries split at, and around what begins or ends with a space. Text a spreadsheet would
/// run as a formula starts with an apostrophe.
struct SeparatedText {
    private(set) var bytes: [UInt8] = []
    private var isBehindField = false

    /// Where the field that was begun last starts.
    private var start = 0

    /// Takes the records that are written, and leaves none.
    mutating func takeRecords() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    /// Adds a field.
    mutating func field(_ text: String) {
        beginField()
        add(text)
        endField()
    }

    /// Adds a field that stands among other bytes.
    mutating func field(_ range: Range<Int>, of source: [UInt8]) {
        beginField()
        guard !range.isEmpty else { return }
        add(range, of: source)
        endField()
    }

    /// Begins a field that is written in parts.
    mutating func beginField() {
        if isBehindField { bytes.append(UInt8(ascii: ",")) }
        isBehindField = true
        start = bytes.count
    }

    /// Writes a part of a field.
    mutating func add(_ text: String) { bytes.append(contentsOf: text.utf8) }

    /// Writes a part of a field that stands among other bytes.
    mutating func add(_ range: Range<Int>, of source: [UInt8]) {
        bytes.append(contentsOf: source[range])
    }

    /// Ends a field that was written in parts.
    mutating func endField() {
        let field = Field(bytes.span.extracting(start...))
        if field.isFormula { bytes.insert(UInt8(ascii: "'"), at: start) }
        guard field.needsQuotes else { return }
        if field.hasQuotes {
            let text = Array(bytes[start...])
            bytes.removeSubrange(start...)
            for byte in text {
                if byte == UInt8(ascii: "\"") { bytes.append(byte) }
                bytes.append(byte)
            }
        }
        bytes.insert(UInt8(ascii: "\""), at: start)
        bytes.append(UInt8(ascii: "\""))
    }

    /// Ends a record.
    mutating func endRecord() {
        bytes.append(UInt8(ascii: "\r"))
        bytes.append(UInt8(ascii: "\n"))
        isBehindField = false
    }
}

/// What a field asks for.
private struct Field {
    /// Whether a spreadsheet may run it: it starts with an operator, as some locales also write it
    /// in full width, or with white space that an import may take off, and is no number.
    let isFormula: Bool

    /// Whether it must stand in quotes.
    let needsQuotes: Bool

    /// Whether it has quotes itself.
    let hasQuotes: Bool

    init(_ text: Span<UInt8>) {
        // A bit for each character below 64 that occurs; all that matter are among them.
        var seen: UInt64 = 0
        var index = 0
        while index < text.count {
            let byte = text[index]
            seen |= (byte < 64 ? 1 : 0) << UInt64(byte & 63)
            index &+= 1
        }
        hasQuotes = seen & Self.bit("\"") != 0
        let hasSeparators = seen & Self.separators != 0
        isFormula = Self.startsFormula(text) && !Self.isPlainNumber(text)
        // Behind an apostrophe it no longer begins with a space.
        let begins = !isFormula && !text.isEmpty && text[0] == UInt8(ascii: " ")
        let ends = !text.isEmpty && text[text.count - 1] == UInt8(ascii: " ")
        needsQuotes = hasSeparators || hasQuotes || begins || ends
    }

    private static let separators =
        bit(",") | bit(";") | bit("\t") | bit("\r") | bit("\n")

    private static func bit(_ scalar: Unicode.Scalar) -> UInt64 { 1 << UInt64(scalar.value) }

    private static func startsFormula(_ text: Span<UInt8>) -> Bool {
        var index = 0
        while index < text.count, text[index] == UInt8(ascii: " ") { index += 1 }
        guard index < text.count else { return false }
        switch text[index] {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"),
            UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"):
            return true
        case 0xEF:
            // The operators in full width: U+FF1D, U+FF0B, U+FF0D, U+FF20.
            guard index + 2 < text.count, text[index + 1] == 0xBC else { return false }
            return [0x9D, 0x8B, 0x8D, 0xA0].contains(text[index + 2])
        default: return false
        }
    }

    /// Whether the text is a sign, digits, and perhaps a fraction and an exponent, and so harmless.
    private static func isPlainNumber(_ text: Span<UInt8>) -> Bool {
        var index = 0
        skipSign(text, &index)
        guard skipDigits(text, &index) else { return false }
        if index < text.count, text[index] == UInt8(ascii: ".") {
            index += 1
            guard skipDigits(text, &index) else { return false }
        }
        if index < text.count, text[index] | 0x20 == UInt8(ascii: "e") {
            index += 1
            skipSign(text, &index)
            guard skipDigits(text, &index) else { return false }
        }
        return index == text.count
    }

    private static func skipSign(_ text: Span<UInt8>, _ index: inout Int) {
        guard index < text.count else { return }
        if text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") { index += 1 }
    }

    private static func skipDigits(_ text: Span<UInt8>, _ index: inout Int) -> Bool {
        let start = index
        while index < text.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(text[index]) {
            index += 1
        }
        return index > start
    }
}
