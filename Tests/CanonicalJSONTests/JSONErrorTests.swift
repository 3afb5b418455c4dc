import CanonicalJSON
import Testing

struct `What a refusal says` {
    @Test(arguments: [
        ("", "line 1, column 1: the input is empty; give one JSON value"),
        (
            "\u{FEFF}{}",
            "line 1, column 1: the input starts with a byte order mark; "
                + "write plain UTF-8 without one"
        ),
        (
            "{\n  \"a\": [1, 2",
            "line 2, column 13, at /a: the input ends where \",\" or \"]\" belongs; complete it"
        ),
        ("[1,]", "line 1, column 4, at /1: \"]\" stands where a value belongs; correct it"),
        (
            "{\"a\":\"b\" \"c\":1}",
            "line 1, column 10: a quotation mark stands where \",\" or \"}\" belongs; correct it"
        ),
        (
            "{\"a\":\u{A0}1}",
            "line 1, column 6, at /a: byte 0xc2 stands where a value belongs; correct it"
        ),
        (
            "{\"a\" 1}",
            "line 1, column 6, at /a: \"1\" stands where \":\" belongs; correct it"
        ),
        (
            "[True]",
            "line 1, column 2, at /0: a bare word is not true, false or null; "
                + "put text in quotation marks"
        ),
        ("{}\n{}", "line 2, column 1: text follows the value; give one JSON value"),
        (
            "{\"a\":{\"b\":1,\n\"c\":2,\n  \"b\":3}}",
            "line 3, column 3, at /a/b: the key stands twice in one object; keep one of the two"
        ),
        (
            "[\"é\", \"\\ud800\"]",
            "line 1, column 9, at /1: a \\u escape is half of a surrogate pair; "
                + "write both halves or the character"
        ),
        (
            "[\"\n\"]",
            "line 1, column 3, at /0: control character 0x0a stands in a string; "
                + "write it as \\u000a"
        ),
        (
            "[\"\\x\"]",
            "line 1, column 3, at /0: a backslash starts no JSON escape; "
                + "use \\\" \\\\ \\/ \\b \\f \\n \\r \\t or \\u and four hexadecimal digits"
        ),
        (
            "{\"n\":007}",
            "line 1, column 6, at /n: a number starts with a needless zero; drop the zero"
        ),
        (
            "{\"n\":NaN}",
            "line 1, column 6, at /n: NaN and Infinity are no JSON numbers; "
                + "use null or leave it out"
        ),
        (
            "{\"n\":-1e400}",
            "line 1, column 6, at /n: a number exceeds the range of a double; "
                + "write it as a string"
        ),
        (
            "{\"n\":9007199254740992}",
            "line 1, column 6, at /n: a whole number reaches 2^53 and would lose digits; "
                + "write it as a string"
        ),
    ])
    func `names the place, the cause and the remedy`(_ text: String, _ message: String) {
        #expect(refusal(of: text)?.description == message)
    }

    @Test func `names invalid UTF-8 at the byte where it starts`() {
        let error = #expect(throws: JSONError.self) {
            try JSONReader().read([0x7B, 0x22, 0x61, 0x22, 0x3A, 0x22, 0x62, 0xFF, 0x22, 0x7D])
        }
        #expect(
            error?.description
                == "line 1, column 8, at /a: a string is not valid UTF-8; encode the text as UTF-8"
        )
    }

    @Test func `counts columns in bytes and lines by line feeds`() {
        let error = refusal(of: "{\r\n\"é€\" : ,")
        #expect(error?.line == 2)
        #expect(error?.column == 11)
        #expect(error?.offset == 13)
        #expect(error?.pointer == JSONPointer(["é€"]))
    }

    @Test func `points through arrays and objects with escaped tokens`() {
        let error = refusal(of: #"{"x":[{},{"a/b":{"~":[0,01]}}]}"#)
        #expect(error?.pointer.tokens == ["x", "1", "a/b", "~", "1"])
        #expect(error?.pointer.description == "/x/1/a~1b/~0/1")
    }

    @Test func `shows a key from outside without its control characters`() {
        let error = refusal(of: #"{"\u001b[31m\n\u202e":x}"#)
        #expect(error?.pointer.tokens == ["\u{1B}[31m\n\u{202E}"])
        #expect(
            error?.description == "line 1, column 23, at /\\u{1b}[31m\\u{a}\\u{202e}: "
                + "a bare word is not true, false or null; put text in quotation marks"
        )
    }

    @Test func `shows at most 200 characters of a pointer`() {
        let key = String(repeating: "k", count: 1000)
        let error = refusal(of: "{\"\(key)\":x}")
        let shown = "/" + String(repeating: "k", count: 199) + "…"
        #expect(error?.description.hasPrefix("line 1, column 1005, at \(shown): a bare") == true)
    }

    private func refusal(of text: String) -> JSONError? {
        #expect(throws: JSONError.self) { try JSONReader().read(Array(text.utf8)) }
    }
}
