import Testing

/// Input that is refused whole, and how.
struct BadInput: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    let code: String
    let line: Int64?
    let pointer: String
    let words: String
    let by: String?

    init(
        _ name: String,
        _ bytes: [UInt8],
        _ code: String,
        line: Int64? = 1,
        at pointer: String = "",
        saying words: String = "",
        by: String? = "script:test"
    ) {
        self.name = name
        self.bytes = bytes
        self.code = code
        self.line = line
        self.pointer = pointer
        self.words = words
        self.by = by
    }

    init(
        _ name: String,
        _ text: String,
        _ code: String,
        line: Int64? = 1,
        at pointer: String = "",
        saying words: String = "",
        by: String? = "script:test"
    ) {
        self.init(
            name,
            Array(text.utf8),
            code,
            line: line,
            at: pointer,
            saying: words,
            by: by
        )
    }

    var testDescription: String { name }

    private static let good = Line.party("a")

    private static func name(_ text: String) -> String { Line.party("a", name: text) }

    private static func envelope(_ member: String) -> String {
        Line.party("a", more: member + ",")
    }

    private static func occurred(_ text: String) -> String {
        good.replacing(#""2020-01-10""#, with: "\"\(text)\"")
    }

    /// What is no JSON Lines.
    static let lines: [BadInput] = [
        BadInput("empty input", "", "malformed", line: nil),
        BadInput("a line feed alone", "\n", "malformed"),
        BadInput("CR LF", good + "\r\n", "malformed", saying: "LF alone"),
        BadInput("byte order mark", "\u{FEFF}" + good, "malformed", saying: "byte order mark"),
        BadInput("UTF-16", good.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, "malformed"),
        BadInput(
            "a line over 1 MiB",
            String(repeating: "x", count: 1 << 20 + 1),
            "too-large"
        ),
        BadInput(
            "an event of 70,000 bytes",
            name(String(repeating: "x", count: 70_000)),
            "too-large"
        ),
        BadInput(
            "a blank line in the middle",
            good + "\n\n" + Line.party("b") + "\n",
            "malformed",
            line: 2
        ),
        BadInput(
            "a bad last line",
            good + "\n" + Line.party("b") + "\n{",
            "malformed",
            line: 3
        ),
    ]

    /// What is no strict JSON.
    static let texts: [BadInput] = [
        BadInput(
            "65 levels",
            String(repeating: #"{"a":"#, count: 65) + "1" + String(repeating: "}", count: 65),
            "malformed",
            at: String(repeating: "/a", count: 64),
            saying: "deeper than 64"
        ),
        BadInput(
            "a duplicate key",
            good.replacing(#""lang":"#, with: #""text":"B","lang":"#),
            "malformed",
            at: "/data/names/0/text",
            saying: "twice"
        ),
        BadInput(
            "a duplicate key in disguise",
            good.replacing(#""lang":"#, with: #""te\u0078t":"B","lang":"#),
            "malformed",
            at: "/data/names/0/text",
            saying: "twice"
        ),
        BadInput("half a surrogate pair", name(#"\ud800"#), "malformed", at: "/data/names/0/text"),
        BadInput(
            "the other half first",
            name(#"\udc00\ud800"#),
            "malformed",
            at: "/data/names/0/text"
        ),
        BadInput(
            "invalid UTF-8",
            Array(good.utf8).map { $0 == UInt8(ascii: "A") ? 0xFF : $0 },
            "malformed",
            at: "/data/names/0/text",
            saying: "UTF-8"
        ),
        BadInput("a bare control character", name("\t"), "malformed", at: "/data/names/0/text"),
        BadInput("half an object", String(good.dropLast()), "malformed"),
        BadInput("text after the event", good + " x", "malformed"),
        BadInput("single quotes", good.replacing("\"", with: "'"), "malformed"),
        BadInput(
            "a number that loses digits",
            good.replacing(#""A cluster""#, with: "9007199254740993"),
            "malformed",
            at: "/data/names/0/text"
        ),
        BadInput(
            "NaN",
            good.replacing(#""2020-01-10""#, with: "NaN"),
            "malformed",
            at: "/occurred"
        ),
    ]

    /// What is JSON and no event.
    static let events: [BadInput] = [
        BadInput("a list", "[]", "envelope"),
        BadInput("null", "null", "envelope"),
        BadInput("an unknown member", envelope(#""colour":"red""#), "envelope", at: "/colour"),
        BadInput(
            "nobody named as recorder",
            good,
            "envelope",
            at: "/by",
            saying: "ENTENTE_BY",
            by: nil
        ),
        BadInput("a recorder who is no recorder", good, "envelope", at: "/by", by: "party:a"),
        BadInput(
            "an added tag with spaces",
            envelope(#""added":["party:a b"]"#),
            "envelope",
            at: "/added/0"
        ),
        BadInput(
            "an added tag of an agreement",
            envelope(#""added":["agreement:m"]"#),
            "envelope",
            at: "/added/0"
        ),
        BadInput(
            "an attested event without a source",
            envelope(#""mode":"attested""#),
            "envelope",
            at: "/source"
        ),
        BadInput("30 February", occurred("2019-02-30"), "envelope", at: "/occurred"),
        BadInput(
            "an interval that ends before it starts",
            occurred("2020/2019"),
            "envelope",
            at: "/occurred"
        ),
        BadInput("no date", occurred(""), "envelope", at: "/occurred"),
        BadInput("the year 9000", occurred("9000"), "envelope", at: "/occurred", saying: "facts"),
        BadInput(
            "an id with a space",
            good.replacing(#""reg-a""#, with: #""reg a""#),
            "envelope",
            at: "/id"
        ),
        BadInput(
            "a type of the ledger's own",
            good.replacing("party.registered", with: "ledger.opened"),
            "envelope",
            at: "/type"
        ),
        BadInput(
            "an unknown type",
            good.replacing("party.registered", with: "party.registred"),
            "unknown-type",
            at: "/type",
            saying: "party.registered"
        ),
        BadInput(
            "a kind that is none",
            good.replacing("\"cluster\"", with: "\"clutser\""),
            "schema",
            at: "/data/kind"
        ),
        BadInput(
            "an unknown member of the payload",
            good.replacing("\"names\"", with: "\"colour\":\"red\",\"names\""),
            "schema",
            at: "/data/colour"
        ),
        BadInput("an id twice", good + "\n" + good, "id-reused", line: 2),
        BadInput(
            "a signature without a draft",
            #"{"type":"agreement.signed","occurred":"2020","data":"#
                + #"{"agreement":"agreement:m","version":1,"party":"party:a"}}"#,
            "rule",
            at: "/data/version",
            saying: "no-draft-known"
        ),
    ]

    /// Members that only the ledger sets.
    static let owned: [BadInput] = [
        "version", "tags", "personal", "origin", "position", "recorded", "dossiers", "signature",
    ].map { member in
        BadInput(
            "the ledger's own member \(member)",
            envelope("\"\(member)\":1"),
            "envelope",
            at: "/\(member)",
            saying: member
        )
    }
}
