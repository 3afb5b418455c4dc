import CanonicalJSON
import JSONSchema
import Testing

struct `A pattern` {
    static let cases: [(String, matches: [String], refuses: [String])] = [
        ("", ["", "a"], []),
        ("a|b|", ["a", ""], []),
        ("^(?:a|b)c?$", ["a", "bc"], ["c", "abc"]),
        ("^a{2}$", ["aa"], ["a", "aaa"]),
        ("^a{2,}$", ["aa", "aaaa"], ["a"]),
        ("^a{1,3}$", ["a", "aaa"], ["", "aaaa"]),
        ("^a{0}$", [""], ["a"]),
        ("^(a*)*$", ["", "aaa"], ["b"]),
        ("^a+?b*?$", ["a", "aab"], ["b"]),
        ("^.$", ["a", "😀", "\u{301}"], ["\n", "\u{2028}", "ab"]),
        ("^[a-c-]$", ["a", "-"], ["d"]),
        ("^[^a-c]$", ["d", "\n"], ["b"]),
        ("^[]$", [], ["", "a"]),
        ("^[^]$", ["a", "\n"], [""]),
        (#"^[\d\-\]_]$"#, ["1", "-", "]", "_"], ["a"]),
        (#"^[^\D]$"#, ["1"], ["a"]),
        (#"^\x41\u0042\u{43}$"#, ["ABC"], ["abc"]),
        (#"^\ud83d\ude00$"#, ["😀"], ["a"]),
        (#"^[\u{1F600}-\u{1F64F}]$"#, ["😀"], ["🚀"]),
        (#"^\cJ\0\/\-$"#, ["\n\u{0}/-"], ["J"]),
        (#"\bcat\b"#, ["a cat.", "cat"], ["concat", "cats"]),
        (#"\Bcat"#, ["concat"], ["cat"]),
        ("^(?=.*[0-9])(?!.*x)[a-z0-9]+$", ["a1"], ["a", "a1x"]),
        ("(?<=a)b", ["ab"], ["b", "cb"]),
        ("(?<!a|c)b$", ["b", "xb"], ["ab", "cb"]),
        ("(?<=^ab*)c", ["abbc", "ac"], ["bc"]),
        ("^(?<year>[0-9]{4})$", ["2019"], ["19"]),
        (#"^\p{Lu}\P{Lu}\p{L}\p{gc=Nd}$"#, ["Ааб٣"], ["ааб٣", "ААб٣"]),
        (#"^\p{Script_x}"#, [], []),
        (#"^[\p{Ll}\s]+$"#, ["да не"], ["Да"]),
        (#"^\p{Alphabetic}\p{ASCII}\p{Any}$"#, ["яa😀"], ["1aa"]),
        ("^é$", ["\u{E9}"], ["e\u{301}"]),
        ("b", ["abc"], ["ac"]),
        ("^(person|script):[A-Za-z0-9._~:-]{1,128}$", ["person:p7d2"], ["person:", "party:a"]),
        (#"^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$"#, ["a.b"], ["a", "a.", "a.b\n"]),
    ]

    @Test(arguments: cases)
    func `matches as ECMA-262 says`(
        pattern: String,
        matches: [String],
        refuses: [String]
    ) throws {
        guard !matches.isEmpty || !refuses.isEmpty else {
            #expect(throws: SchemaError.self) {
                try Schema(compiling: ["pattern": .string(pattern)])
            }
            return
        }
        let schema = try Schema(compiling: ["pattern": .string(pattern)])
        for text in matches { #expect(schema.violations(of: .string(text)).isEmpty, "\(text)") }
        for text in refuses { #expect(!schema.violations(of: .string(text)).isEmpty, "\(text)") }
    }

    @Test(arguments: [
        "(", ")", "[", "]", "}", "{", "*", "a**", "^*", "(?=a)*", "(?a)", "(?<a", "(?<>a)",
        "a{2,1}",
        "a{", "a{x}", "[b-a]", #"[\d-z]"#, #"\"#, #"\1"#, #"\k<a>"#, #"\q"#, #"\Z"#, #"\x4"#,
        #"\u{110000}"#, #"\u12"#, #"\c1"#, #"\p"#, #"\pL"#, #"\p{Greek}"#, #"\p{Script=Greek}"#,
        #"\01"#,
        "(x{200}){200}", "x{99999999999999999999}",
    ])
    func `beyond the grammar or the limits is refused`(pattern: String) {
        #expect(throws: SchemaError.self) { try Schema(compiling: ["pattern": .string(pattern)]) }
    }

    @Test(arguments: ["^(a+)+$", "^(a|a)*$", "^(a|aa)+$", "(a*)*b", "^(.*.*.*.*)*!$"])
    func `takes linear time where backtracking would take for ever`(pattern: String) throws {
        let schema = try Schema(compiling: ["pattern": .string(pattern)])
        let text = String(repeating: "a", count: 10_000) + "?"
        #expect(schema.violations(of: .string(text)).map(\.rule) == ["pattern"])
    }
}
