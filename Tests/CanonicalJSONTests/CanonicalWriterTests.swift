import CanonicalJSON
import Testing

struct `Canonical bytes` {
    @Test func `are those of the example in RFC 8785, section 3.2`() throws {
        let input = #"""
            {
              "numbers": [333333333.33333329, 1E30, 4.50,
                          2e-3, 0.000000000000000000000000001],
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """#
        let expected = """
            7b 22 6c 69 74 65 72 61 6c 73 22 3a 5b 6e 75 6c 6c 2c 74 72 75 65 2c 66 61 6c 73 65
            5d 2c 22 6e 75 6d 62 65 72 73 22 3a 5b 33 33 33 33 33 33 33 33 33 2e 33 33 33 33 33
            33 33 2c 31 65 2b 33 30 2c 34 2e 35 2c 30 2e 30 30 32 2c 31 65 2d 32 37 5d 2c 22 73
            74 72 69 6e 67 22 3a 22 e2 82 ac 24 5c 75 30 30 30 66 5c 6e 41 27 42 5c 22 5c 5c 5c
            5c 5c 22 2f 22 7d
            """
        let value = try JSONReader(numbers: .ieee754).read(Array(input.utf8))
        #expect(value.canonicalBytes() == expected.split(whereSeparator: \.isWhitespace).map(byte))
    }

    @Test func `stand in the key order of RFC 8785, section 3.2.3`() throws {
        let input = #"""
            {"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh",
            "1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control",
            "\u00f6":"Latin Small Letter O With Diaeresis"}
            """#
        let value = try JSONReader().read(Array(input.utf8))
        #expect(
            value.object?.members.compactMap(\.value.string) == [
                "Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis",
                "Euro Sign", "Emoji: Grinning Face", "Hebrew Letter Dalet With Dagesh",
            ]
        )
    }

    /// The "weird" vector of the reference implementation of RFC 8785: 176 bytes.
    @Test func `are those of the reference implementation for unusual keys`() throws {
        let input =
            #"{"\u20ac":"Euro Sign","1":"One","\u0080":"Control\u007f","\ud83d\ude02":"Smiley","#
            + #""\u00f6":"Latin Small Letter O With Diaeresis","#
            + #""\ufb33":"Hebrew Letter Dalet With Dagesh","</script>":"Browser Challenge"}"#
        let expected =
            "{\"1\":\"One\",\"</script>\":\"Browser Challenge\",\"\u{80}\":\"Control\u{7F}\","
            + "\"\u{F6}\":\"Latin Small Letter O With Diaeresis\",\"\u{20AC}\":\"Euro Sign\","
            + "\"\u{1F602}\":\"Smiley\",\"\u{FB33}\":\"Hebrew Letter Dalet With Dagesh\"}"
        let bytes = try JSONReader().read(Array(input.utf8)).canonicalBytes()
        #expect(bytes == Array(expected.utf8))
        #expect(bytes.count == 176)
    }

    @Test func `escape control characters, quotation mark and backslash alone`() {
        let all = String(String.UnicodeScalarView((0...0x7F).compactMap(Unicode.Scalar.init)))
        let expected =
            #"\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f"#
            + #"\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017"#
            + #"\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f"#
            + ##" !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ"##
            + #"[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"# + "\u{7F}"
        #expect(JSONValue.string(all).canonicalBytes() == Array("\"\(expected)\"".utf8))
    }

    /// RFC 8785, appendix B, with more doubles around the bounds of ECMAScript's layouts.
    @Test(
        arguments: [
            (0x0000_0000_0000_0000, "0"),
            (0x8000_0000_0000_0000, "0"),
            (0x0000_0000_0000_0001, "5e-324"),
            (0x8000_0000_0000_0001, "-5e-324"),
            (0x7FEF_FFFF_FFFF_FFFF, "1.7976931348623157e+308"),
            (0xFFEF_FFFF_FFFF_FFFF, "-1.7976931348623157e+308"),
            (0x4340_0000_0000_0000, "9007199254740992"),
            (0xC340_0000_0000_0000, "-9007199254740992"),
            (0x4340_0000_0000_0001, "9007199254740994"),
            (0x4430_0000_0000_0000, "295147905179352830000"),
            (0x44B5_2D02_C7E1_4AF5, "9.999999999999997e+22"),
            (0x44B5_2D02_C7E1_4AF6, "1e+23"),
            (0x44B5_2D02_C7E1_4AF7, "1.0000000000000001e+23"),
            (0x444B_1AE4_D6E2_EF4E, "999999999999999700000"),
            (0x444B_1AE4_D6E2_EF4F, "999999999999999900000"),
            (0x444B_1AE4_D6E2_EF50, "1e+21"),
            (0x3EB0_C6F7_A0B5_ED8C, "9.999999999999997e-7"),
            (0x3EB0_C6F7_A0B5_ED8D, "0.000001"),
            (0x41B3_DE43_5555_5553, "333333333.3333332"),
            (0x41B3_DE43_5555_5554, "333333333.33333325"),
            (0x41B3_DE43_5555_5555, "333333333.3333333"),
            (0x41B3_DE43_5555_5556, "333333333.3333334"),
            (0x41B3_DE43_5555_5557, "333333333.33333343"),
            (0xBECB_F647_612F_3696, "-0.0000033333333333333333"),
            (0x4314_3FF3_C1CB_0959, "1424953923781206.2"),
            (0x3FF0_0000_0000_0000, "1"),
            (0xBFF8_0000_0000_0000, "-1.5"),
            (0x3FB9_9999_9999_999A, "0.1"),
            (0x3FD3_3333_3333_3334, "0.30000000000000004"),
            (0x0010_0000_0000_0000, "2.2250738585072014e-308"),
            (0x433F_FFFF_FFFF_FFFF, "9007199254740991"),
            (0x3E7A_D7F2_9ABC_AF48, "1e-7"),
        ] as [(UInt64, String)]
    )
    func `of a number are ECMAScript's`(_ bits: UInt64, _ text: String) {
        let bytes = JSONValue.number(Double(bitPattern: bits)).canonicalBytes()
        #expect(String(decoding: bytes, as: UTF8.self) == text)
    }

    @Test func `are appended behind what is there`() {
        var bytes = Array("x".utf8)
        (["b": [1, .null], "a": "é"] as JSONValue).appendCanonicalBytes(to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == #"x{"a":"é","b":[1,null]}"#)
    }

    @Test func `of NaN and Infinity do not exist`() async {
        await #expect(processExitsWith: .failure) { _ = JSONValue.number(.nan).canonicalBytes() }
        await #expect(processExitsWith: .failure) {
            _ = (["a": .number(.infinity)] as JSONValue).prettyPrinted()
        }
    }

    private func byte(_ hex: Substring) -> UInt8 {
        UInt8(hex, radix: 16) ?? 0
    }
}
