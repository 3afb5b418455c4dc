import CanonicalJSON
import Testing

/// Bytes that are no JSON, and the first objection to them.
struct Refused: Sendable, CustomTestStringConvertible {
    let bytes: [UInt8]
    let kind: JSONError.Kind
    let offset: Int

    init(_ text: String, _ kind: JSONError.Kind, at offset: Int) {
        self.init(Array(text.utf8), kind, at: offset)
    }

    init(_ bytes: [UInt8], _ kind: JSONError.Kind, at offset: Int) {
        self.bytes = bytes
        self.kind = kind
        self.offset = offset
    }

    var testDescription: String { String(decoding: bytes, as: UTF8.self).debugDescription }
}

struct `Texts that are not JSON` {
    @Test(arguments: documents + arrays + objects + numbers)
    func `are refused at the first wrong byte`(_ refused: Refused) {
        expectRefusal(refused)
    }

    @Test(arguments: escapes + encodings)
    func `are refused for what their strings hold`(_ refused: Refused) {
        expectRefusal(refused)
    }

    private func expectRefusal(_ refused: Refused, location: SourceLocation = #_sourceLocation) {
        let error = #expect(throws: JSONError.self, sourceLocation: location) {
            try JSONReader(numbers: .ieee754).read(refused.bytes)
        }
        #expect(error?.kind == refused.kind, sourceLocation: location)
        #expect(error?.offset == refused.offset, sourceLocation: location)
    }

    static let documents: [Refused] = [
        Refused("", .empty, at: 0),
        Refused(" \n\t\r", .empty, at: 4),
        Refused("\u{FEFF}", .byteOrderMark, at: 0),
        Refused("\u{FEFF}{}", .byteOrderMark, at: 0),
        Refused([0xFF, 0xFE, 0x7B, 0x00], .byteOrderMark, at: 0),
        Refused([0xFE, 0xFF, 0x00, 0x7B], .byteOrderMark, at: 0),
        Refused([0xEF, 0xBB, 0x7B], .unexpectedByte(0xEF, .value), at: 0),
        Refused([0x00], .unexpectedByte(0x00, .value), at: 0),
        Refused([0x7B, 0x00, 0x7D, 0x00], .unexpectedByte(0x00, .keyOrEnd), at: 1),
        Refused([0xE5], .unexpectedByte(0xE5, .value), at: 0),
        Refused("\u{2060}[]", .unexpectedByte(0xE2, .value), at: 0),
        Refused("\u{C}[]", .unexpectedByte(0x0C, .value), at: 0),
        Refused("\u{A0}1", .unexpectedByte(0xC2, .value), at: 0),
        Refused("1\u{A0}", .trailingText, at: 1),
        Refused("1 2", .trailingText, at: 2),
        Refused("{}{}", .trailingText, at: 2),
        Refused("[]]", .trailingText, at: 2),
        Refused("[] x", .trailingText, at: 3),
        Refused("[]\u{0}", .trailingText, at: 2),
        Refused(#"{"a":true} "x""#, .trailingText, at: 11),
        Refused("nulll", .trailingText, at: 4),
        Refused("\"a\"b", .trailingText, at: 3),
        Refused("{}#", .trailingText, at: 2),
        Refused("{}/**/", .trailingText, at: 2),
        Refused("/**/{}", .unexpectedByte(0x2F, .value), at: 0),
        Refused("<null>", .unexpectedByte(0x3C, .value), at: 0),
        Refused("*", .unexpectedByte(0x2A, .value), at: 0),
        Refused("]", .unexpectedByte(0x5D, .value), at: 0),
        Refused("'x'", .unexpectedByte(0x27, .value), at: 0),
        Refused("True", .unknownWord, at: 0),
        Refused("NULL", .unknownWord, at: 0),
        Refused("nul", .unknownWord, at: 0),
        Refused("fals", .unknownWord, at: 0),
        Refused("tru", .unknownWord, at: 0),
        Refused("undefined", .unknownWord, at: 0),
        Refused("abc", .unknownWord, at: 0),
        Refused(#"\u000A"#, .unexpectedByte(0x5C, .value), at: 0),
    ]

    static let arrays: [Refused] = [
        Refused("[", .unexpectedEnd(.valueOrEnd), at: 1),
        Refused("[1", .unexpectedEnd(.commaOrBracket), at: 2),
        Refused("[1,", .unexpectedEnd(.value), at: 3),
        Refused("[\"a\"", .unexpectedEnd(.commaOrBracket), at: 4),
        Refused("[1,]", .unexpectedByte(0x5D, .value), at: 3),
        Refused("[,1]", .unexpectedByte(0x2C, .valueOrEnd), at: 1),
        Refused("[1,,2]", .unexpectedByte(0x2C, .value), at: 3),
        Refused("[1 2]", .unexpectedByte(0x32, .commaOrBracket), at: 3),
        Refused("[1:2]", .unexpectedByte(0x3A, .commaOrBracket), at: 2),
        Refused("[\"a\":1]", .unexpectedByte(0x3A, .commaOrBracket), at: 4),
        Refused("[1}", .unexpectedByte(0x7D, .commaOrBracket), at: 2),
        Refused("[3[4]]", .unexpectedByte(0x5B, .commaOrBracket), at: 2),
        Refused("[-", .unexpectedEnd(.digit), at: 2),
        Refused("[*]", .unexpectedByte(0x2A, .valueOrEnd), at: 1),
        Refused("[a", .unknownWord, at: 1),
        Refused("[1\u{C}]", .unexpectedByte(0x0C, .commaOrBracket), at: 2),
        Refused("[1,\n1\n,1", .unexpectedEnd(.commaOrBracket), at: 8),
        Refused("[{}", .unexpectedEnd(.commaOrBracket), at: 3),
    ]

    static let objects: [Refused] = [
        Refused("{", .unexpectedEnd(.keyOrEnd), at: 1),
        Refused("{\"a\"", .unexpectedEnd(.colon), at: 4),
        Refused("{\"a\":", .unexpectedEnd(.value), at: 5),
        Refused("{\"a\":1", .unexpectedEnd(.commaOrBrace), at: 6),
        Refused("{\"a\":1,", .unexpectedEnd(.key), at: 7),
        Refused("{\"a\":1,}", .unexpectedByte(0x7D, .key), at: 7),
        Refused("{,\"a\":1}", .unexpectedByte(0x2C, .keyOrEnd), at: 1),
        Refused("{\"a\":1,,\"b\":2}", .unexpectedByte(0x2C, .key), at: 7),
        Refused("{\"a\" 1}", .unexpectedByte(0x31, .colon), at: 5),
        Refused("{\"a\",1}", .unexpectedByte(0x2C, .colon), at: 4),
        Refused("{\"a\"::1}", .unexpectedByte(0x3A, .value), at: 5),
        Refused("{\"a\":}", .unexpectedByte(0x7D, .value), at: 5),
        Refused("{a:1}", .unexpectedByte(0x61, .keyOrEnd), at: 1),
        Refused("{'a':1}", .unexpectedByte(0x27, .keyOrEnd), at: 1),
        Refused("{1:1}", .unexpectedByte(0x31, .keyOrEnd), at: 1),
        Refused("{null:1}", .unexpectedByte(0x6E, .keyOrEnd), at: 1),
        Refused("{[]:1}", .unexpectedByte(0x5B, .keyOrEnd), at: 1),
        Refused("{\"a\":1]", .unexpectedByte(0x5D, .commaOrBrace), at: 6),
        Refused("{\"a\":1 \"b\":2}", .unexpectedByte(0x22, .commaOrBrace), at: 7),
        Refused("{\"a\":1/**/}", .unexpectedByte(0x2F, .commaOrBrace), at: 6),
        Refused(#"{"a":1,"a":1}"#, .duplicateKey, at: 7),
        Refused(#"{"a":1,"\u0061":2}"#, .duplicateKey, at: 7),
        Refused(#"{"b":1,"a":2,"b":3,"a":4}"#, .duplicateKey, at: 13),
        Refused(#"{"":1,"":2}"#, .duplicateKey, at: 6),
        Refused("{\"\u{E9}\":1,\"\\u00E9\":2}", .duplicateKey, at: 8),
    ]

    static let numbers: [Refused] = [
        Refused("-", .unexpectedEnd(.digit), at: 1),
        Refused("-a", .unexpectedByte(0x61, .digit), at: 1),
        Refused("--1", .unexpectedByte(0x2D, .digit), at: 1),
        Refused("- 1", .unexpectedByte(0x20, .digit), at: 1),
        Refused("+1", .unexpectedByte(0x2B, .value), at: 0),
        Refused(".5", .unexpectedByte(0x2E, .value), at: 0),
        Refused("-.5", .unexpectedByte(0x2E, .digit), at: 1),
        Refused("1.", .unexpectedEnd(.digit), at: 2),
        Refused("1.e3", .unexpectedByte(0x65, .digit), at: 2),
        Refused("1.5.2", .trailingText, at: 3),
        Refused("1e", .unexpectedEnd(.digit), at: 2),
        Refused("1e+", .unexpectedEnd(.digit), at: 3),
        Refused("1eE2", .unexpectedByte(0x45, .digit), at: 2),
        Refused("1e+-2", .unexpectedByte(0x2D, .digit), at: 3),
        Refused("1e1.5", .trailingText, at: 3),
        Refused("0x1F", .trailingText, at: 1),
        Refused("1_000", .trailingText, at: 1),
        Refused("1,5", .trailingText, at: 1),
        Refused("1 000", .trailingText, at: 2),
        Refused("01", .leadingZero, at: 0),
        Refused("-01", .leadingZero, at: 1),
        Refused("00", .leadingZero, at: 0),
        Refused("-00.5", .leadingZero, at: 1),
        Refused("00e1", .leadingZero, at: 0),
        Refused("NaN", .notANumber, at: 0),
        Refused("Infinity", .notANumber, at: 0),
        Refused("-Infinity", .notANumber, at: 0),
        Refused("-NaN", .unexpectedByte(0x4E, .digit), at: 1),
        Refused("Inf", .unknownWord, at: 0),
        Refused("1e309", .numberTooLarge, at: 0),
        Refused("-1e309", .numberTooLarge, at: 0),
        Refused("1.7976931348623159e308", .numberTooLarge, at: 0),
        Refused("1e999999999999999999999999", .numberTooLarge, at: 0),
        Refused("１", .unexpectedByte(0xEF, .value), at: 0),
    ]

    static let escapes: [Refused] = [
        Refused("\"", .unexpectedEnd(.closingQuote), at: 1),
        Refused("\"a", .unexpectedEnd(.closingQuote), at: 2),
        Refused(#""\"#, .unexpectedEnd(.closingQuote), at: 2),
        Refused(#""\""#, .unexpectedEnd(.closingQuote), at: 3),
        Refused(#""a\n"#, .unexpectedEnd(.closingQuote), at: 4),
        Refused(#""\x00""#, .invalidEscape, at: 1),
        Refused(#""a\a""#, .invalidEscape, at: 2),
        Refused(#""\0""#, .invalidEscape, at: 1),
        Refused(#""\'""#, .invalidEscape, at: 1),
        Refused(#""\U0041""#, .invalidEscape, at: 1),
        Refused("\"\\\u{1F300}\"", .invalidEscape, at: 1),
        Refused("\"\\\n\"", .invalidEscape, at: 1),
        Refused(#""\u""#, .invalidEscape, at: 1),
        Refused(#""\u00A""#, .invalidEscape, at: 1),
        Refused(#""\u00G0""#, .invalidEscape, at: 1),
        Refused(#""\u+041""#, .invalidEscape, at: 1),
        Refused(#""\u12"#, .invalidEscape, at: 1),
        Refused(#""\uD800\u1""#, .invalidEscape, at: 7),
        Refused(#""\ud800""#, .loneSurrogate, at: 1),
        Refused(#""\uDFAA""#, .loneSurrogate, at: 1),
        Refused(#""\ud800abc""#, .loneSurrogate, at: 1),
        Refused(#""\ud800\n""#, .loneSurrogate, at: 1),
        Refused(#""\ud800\u0041""#, .loneSurrogate, at: 1),
        Refused(#""\ud800\ud800""#, .loneSurrogate, at: 1),
        Refused(#""\uDd1e\uD834""#, .loneSurrogate, at: 1),
        Refused(#"{"\udc00":1}"#, .loneSurrogate, at: 2),
        Refused("\"\n\"", .controlCharacter(0x0A), at: 1),
        Refused("\"a\tb\"", .controlCharacter(0x09), at: 2),
        Refused("\"\u{0}\"", .controlCharacter(0x00), at: 1),
        Refused("\"\u{1F}\"", .controlCharacter(0x1F), at: 1),
        Refused("\"\\n\n\"", .controlCharacter(0x0A), at: 3),
    ]

    /// RFC 3629, section 3: overlong forms, surrogates, beyond U+10FFFF, stray and missing bytes.
    static let encodings: [Refused] = [
        quoted([0x80], at: 0),
        quoted([0xBF], at: 0),
        quoted([0x61, 0xC3], at: 1),
        quoted([0xC3, 0x28], at: 0),
        quoted([0xC0, 0x80], at: 0),
        quoted([0xC0, 0xAF], at: 0),
        quoted([0xC1, 0xBF], at: 0),
        quoted([0xE0, 0x80, 0xAF], at: 0),
        quoted([0xE0, 0x9F, 0xBF], at: 0),
        quoted([0xF0, 0x80, 0x80, 0xAF], at: 0),
        quoted([0xF0, 0x8F, 0xBF, 0xBF], at: 0),
        quoted([0xED, 0xA0, 0x80], at: 0),
        quoted([0xED, 0xBF, 0xBF], at: 0),
        quoted([0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x82], at: 0),
        quoted([0xF4, 0x90, 0x80, 0x80], at: 0),
        quoted([0xF5, 0x80, 0x80, 0x80], at: 0),
        quoted([0xF8, 0x88, 0x80, 0x80, 0x80], at: 0),
        quoted([0xFC, 0x83, 0xBF, 0xBF, 0xBF, 0xBF], at: 0),
        quoted([0xFE], at: 0),
        quoted([0x61, 0x62, 0xFF], at: 2),
        quoted([0xE2, 0x82], at: 0),
        quoted([0xF0, 0x9F, 0x98], at: 0),
        quoted([0xC3, 0xA9, 0xE9], at: 2),
        quoted([0x5C, 0x6E, 0x80], at: 2),
        quoted([0x80, 0x5C, 0x6E], at: 0),
    ]

    private static func quoted(_ bytes: [UInt8], at offset: Int) -> Refused {
        Refused([0x22] + bytes + [0x22], .invalidUTF8, at: offset + 1)
    }
}
