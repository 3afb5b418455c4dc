import CanonicalJSON
import Testing

/// A text the grammar allows, and how it is written canonically.
struct Accepted: Sendable, CustomTestStringConvertible {
    let text: String
    let canonical: String

    init(_ text: String, _ canonical: String? = nil) {
        self.text = text
        self.canonical = canonical ?? text
    }

    var testDescription: String { text.debugDescription }
}

struct `Texts that are JSON` {
    @Test(arguments: structures + strings + numbers)
    func `are read and written canonically`(_ accepted: Accepted) throws {
        let value = try JSONReader(numbers: .ieee754).read(Array(accepted.text.utf8))
        #expect(value.canonicalBytes() == Array(accepted.canonical.utf8))
    }

    @Test func `may be read from borrowed bytes`() throws {
        let bytes = Array(#"xx{"a":[1]}yy"#.utf8)
        let value = try JSONReader().read(bytes.span.extracting(2..<11))
        #expect(value == ["a": [1]])
    }

    @Test func `may hold noncharacters`() throws {
        let scalars = [0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF].map(UInt32.init)
        let text = scalars.compactMap(Unicode.Scalar.init).map { String($0) }.joined()
        let bytes = JSONValue.string(text).canonicalBytes()
        #expect(try JSONReader().read(bytes) == .string(text))
        #expect(bytes.count == 2 + 4 * 3 + 2 * 4)
    }

    static let structures: [Accepted] = [
        Accepted("null"),
        Accepted("true"),
        Accepted("false"),
        Accepted("[]"),
        Accepted("{}"),
        Accepted("[[]]"),
        Accepted("[[],[[]]]"),
        Accepted("[null,1,\"1\",{}]"),
        Accepted("[null,null,null,true,false]"),
        Accepted(" [] ", "[]"),
        Accepted("[ ]", "[]"),
        Accepted("{ }", "{}"),
        Accepted("\t[\n1\r\n,\t2 ]\r\n", "[1,2]"),
        Accepted(" 2", "2"),
        Accepted("2 ", "2"),
        Accepted("\r\ntrue\n", "true"),
        Accepted(#"{"a":1}"#),
        Accepted(#"{ "a" : 1 , "b" : 2 }"#, #"{"a":1,"b":2}"#),
        Accepted(#"{"b":1,"a":2}"#, #"{"a":2,"b":1}"#),
        Accepted(#"{"":0}"#),
        Accepted(#"{"aa":1,"a":2,"":3}"#, #"{"":3,"a":2,"aa":1}"#),
        Accepted(#"{"A":1,"a":2}"#),
        Accepted(#"{"a":{"a":{"a":[]}}}"#),
        Accepted(#"{"a\u0000b":1}"#),
        Accepted(#"{"x":[{"id":"y"}],"id":"y"}"#, #"{"id":"y","x":[{"id":"y"}]}"#),
        Accepted("{\"\u{E9}\":1,\"e\u{301}\":2}", "{\"e\u{301}\":2,\"\u{E9}\":1}"),
        Accepted(#"{"\ufb33":1,"\ud83d\ude02":2}"#, "{\"\u{1F602}\":2,\"\u{FB33}\":1}"),
        Accepted(#"{"\uffff":1,"\ue000":2}"#, "{\"\u{E000}\":2,\"\u{FFFF}\":1}"),
        Accepted(#"{"c":1,"b":2,"a":3,"d":4}"#, #"{"a":3,"b":2,"c":1,"d":4}"#),
    ]

    static let strings: [Accepted] = [
        Accepted(#""""#),
        Accepted(#"" ""#),
        Accepted(#""asd ""#),
        Accepted(#""\"""#),
        Accepted(#""\\""#),
        Accepted(#""\/""#, #""/""#),
        Accepted(#""\b\f\n\r\t""#),
        Accepted(#""\u0008\u0009\u000A\u000c\u000D""#, #""\b\t\n\f\r""#),
        Accepted(#""\u0000\u001f""#),
        Accepted(#""\u001F""#, #""\u001f""#),
        Accepted(#""\u0020""#, #"" ""#),
        Accepted(#""\u0022""#, #""\"""#),
        Accepted(#""\u005C""#, #""\\""#),
        Accepted(#""\\u0000""#),
        Accepted(#""\\n""#),
        Accepted(#""\\\\""#),
        Accepted(#""a/*b*/c""#),
        Accepted(#""new\u000Aline""#, #""new\nline""#),
        Accepted(#""\u002c""#, #"",""#),
        Accepted(#""\u0060\u012a\u12AB""#, "\"`\u{12A}\u{12AB}\""),
        Accepted(#""\uD801\udc37""#, "\"\u{10437}\""),
        Accepted(#""\ud83d\ude39\ud83d\udc8d""#, "\"\u{1F639}\u{1F48D}\""),
        Accepted(#""\uDBFF\uDFFF""#, "\"\u{10FFFF}\""),
        Accepted(#""\uDBFF\uDFFE""#, "\"\u{10FFFE}\""),
        Accepted(#""\uFFFF""#, "\"\u{FFFF}\""),
        Accepted(#""\ud7ff""#, "\"\u{D7FF}\""),
        Accepted(#""\ue000""#, "\"\u{E000}\""),
        Accepted(#""\uFEFF""#, "\"\u{FEFF}\""),
        Accepted(#""\u00A0""#, "\"\u{A0}\""),
        Accepted(#""\u2028\u2029""#, "\"\u{2028}\u{2029}\""),
        Accepted(#""\u200B\u2064""#, "\"\u{200B}\u{2064}\""),
        Accepted("\"\u{7F}\""),
        Accepted("\"\u{80}\u{7FF}\u{800}\u{FFFF}\u{10000}\u{10FFFF}\""),
        Accepted("\"€𝄞\""),
        Accepted("\"\u{10FFFF}\""),
        Accepted("\"\u{FEFF}inside\""),
        Accepted("\"\u{1100}\u{1161} e\u{301} \u{E9} \u{212B}\""),
        Accepted(#""⍂㈴⍂ and \u20ac""#, "\"⍂㈴⍂ and €\""),
        Accepted(#""[not, {an: array}]""#),
    ]

    static let numbers: [Accepted] = [
        Accepted("0"),
        Accepted("-0", "0"),
        Accepted("-0.0", "0"),
        Accepted("0e1", "0"),
        Accepted("0e+1", "0"),
        Accepted("0E-999999999999999999999", "0"),
        Accepted("1"),
        Accepted("-1"),
        Accepted("-123"),
        Accepted("1E22", "1e+22"),
        Accepted("1E-2", "0.01"),
        Accepted("1E+2", "100"),
        Accepted("123e45", "1.23e+47"),
        Accepted("123.456e78", "1.23456e+80"),
        Accepted("123.456789"),
        Accepted("123e-10", "1.23e-8"),
        Accepted("10.0", "10"),
        Accepted("0.10", "0.1"),
        Accepted("1.5e3", "1500"),
        Accepted("-0.000001"),
        Accepted("0.0000001", "1e-7"),
        Accepted("9007199254740991"),
        Accepted("9007199254740993", "9007199254740992"),
        Accepted("123456789012345678901234567890", "1.2345678901234568e+29"),
        Accepted("100000000000000000000"),
        Accepted("1000000000000000000000", "1e+21"),
        Accepted("1e308", "1e+308"),
        Accepted("1.7976931348623157e308", "1.7976931348623157e+308"),
        Accepted("2.2250738585072014e-308"),
        Accepted("5e-324"),
        Accepted("2.4703282292062327e-324", "0"),
        Accepted("2.4703282292062328e-324", "5e-324"),
        Accepted("1e-400", "0"),
        Accepted("1" + String(repeating: "0", count: 400) + "e-400", "1"),
        Accepted("0." + String(repeating: "0", count: 400) + "1e401", "1"),
        Accepted("0." + String(repeating: "9", count: 400), "1"),
        Accepted("9.999999999999999999999999", "10"),
        Accepted("0.1e1", "1"),
        Accepted("20e1", "200"),
    ]
}
