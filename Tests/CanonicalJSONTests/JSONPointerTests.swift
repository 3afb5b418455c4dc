import CanonicalJSON
import Testing

struct `A JSON Pointer` {
    /// The document of RFC 6901, section 5.
    static let document: JSONValue = [
        "foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4, "i\\j": 5,
        "k\"l": 6, " ": 7, "m~n": 8,
    ]

    @Test(
        arguments: [
            ("/foo", ["bar", "baz"]), ("/foo/0", "bar"), ("/", 0), ("/a~1b", 1), ("/c%d", 2),
            ("/e^f", 3), ("/g|h", 4), ("/i\\j", 5), ("/k\"l", 6), ("/ ", 7), ("/m~0n", 8),
            ("", document),
        ] as [(String, JSONValue)]
    )
    func `leads where RFC 6901, section 5, says`(_ text: String, _ value: JSONValue) throws {
        let pointer = try JSONPointer(parsing: text)
        #expect(Self.document[pointer] == value)
        #expect(pointer.description == text)
    }

    @Test(arguments: [
        "/nothing", "/foo/2", "/foo/-", "/foo/00", "/foo/01", "/foo/+1", "/foo/-1", "/foo/",
        "/foo/0/0",
        "/foo/1e0", "/foo/٣", "/foo/99999999999999999999", "//", "/FOO",
    ])
    func `to nothing gives nil and replaces nothing`(_ text: String) throws {
        let pointer = try JSONPointer(parsing: text)
        #expect(Self.document[pointer] == nil)
        #expect(Self.document.replacing(pointer, with: "new") == Self.document)
    }

    @Test func `resolves ~01 to ~1`() throws {
        #expect(try JSONPointer(parsing: "/~01/~10").tokens == ["~1", "/0"])
        #expect(JSONPointer(["~1", "/0", ""]).description == "/~01/~10/")
    }

    @Test(arguments: [
        (
            "foo",
            "\"foo\" is not a JSON Pointer: it does not start with \"/\"; "
                + "write \"/key/0\", or nothing for the whole value"
        ),
        (
            "#/foo",
            "\"#/foo\" is not a JSON Pointer: it does not start with \"/\"; "
                + "write \"/key/0\", or nothing for the whole value"
        ),
        (
            "/a~",
            "\"/a~\" is not a JSON Pointer: a \"~\" stands alone; "
                + "write \"~0\" for \"~\" and \"~1\" for \"/\""
        ),
        (
            "/~2/\u{1B}",
            "\"/~2/\\u{1b}\" is not a JSON Pointer: a \"~\" stands alone; "
                + "write \"~0\" for \"~\" and \"~1\" for \"/\""
        ),
    ])
    func `is refused with its reason when malformed`(_ text: String, _ message: String) {
        let error = #expect(throws: JSONPointerError.self) { try JSONPointer(parsing: text) }
        #expect(error?.description == message)
    }

    @Test func `grows by tokens and indexes`() {
        let pointer = JSONPointer.root.appending("list").appending(3).appending("a/b")
        #expect(pointer.tokens == ["list", "3", "a/b"])
        #expect(JSONPointer.root.tokens.isEmpty)
        #expect(JSONPointer.root.description.isEmpty)
    }

    @Test func `has its ancestors and itself as prefixes`() {
        let pointer = JSONPointer(["a", "b"])
        #expect(pointer.hasPrefix(.root))
        #expect(pointer.hasPrefix(JSONPointer(["a"])))
        #expect(pointer.hasPrefix(pointer))
        #expect(!pointer.hasPrefix(JSONPointer(["a", "b", "c"])))
        #expect(!pointer.hasPrefix(JSONPointer(["b"])))
        #expect(!JSONPointer(["ab"]).hasPrefix(JSONPointer(["a"])))
    }

    @Test func `differs from one that only looks alike`() {
        let composed = JSONPointer(["\u{E9}"])
        let decomposed = JSONPointer(["e\u{301}"])
        #expect(composed != decomposed)
        #expect(!composed.hasPrefix(decomposed))
        #expect(Set([composed, decomposed, JSONPointer(["\u{E9}"])]).count == 2)
    }

    @Test func `lets a value inside be replaced`() throws {
        let value: JSONValue = ["list": [1, ["x": 2]], "y": 3]
        let inner = try JSONPointer(parsing: "/list/1/x")
        #expect(value.replacing(inner, with: .null) == ["list": [1, ["x": .null]], "y": 3])
        #expect(
            value.replacing(JSONPointer(["list", "0"]), with: "one")[pointer: "/list/0"] == "one"
        )
        #expect(value.replacing(.root, with: 0) == 0)
    }
}

extension JSONValue {
    fileprivate subscript(pointer text: String) -> JSONValue? {
        (try? JSONPointer(parsing: text)).flatMap { self[$0] }
    }
}
