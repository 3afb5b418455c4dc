import CanonicalJSON
import Reports
import Testing

struct `A report as text` {
    static let alarming =
        (UInt32(0)...0x1F).map(\.self) + (0x7F...0x9F).map(\.self)
        + (0x2028...0x202E).map(\.self) + (0x2066...0x2069).map(\.self)

    @Test func `starts with what it rests on`() {
        let lines = RenderingSample.register.rendered(as: .text).split(separator: "\n").prefix(4)
        #expect(
            Array(lines) == [
                "Agreement register",
                "as of 2022-01-01 · known at size 57, root 3f2a9c01b2d4, "
                    + "recorded 2022-01-02T10:00:00.000000Z",
                "origin entente.example/clusters · "
                    + "parameters kind: (memorandum; agreement), lang: bg · version 1",
                "△ 2 gaps · ‡ 1 dispute",
            ]
        )
    }

    @Test func `underlines its headings and aligns figures at the right`() {
        let report = RenderingSample.column([1, 22, 333_333], alignment: .trailing)
        let table = " Value\n──────\n     1\n    22\n333333\n"
        #expect(report.rendered(as: .text) == "Sample\n△ 0 gaps · ‡ 0 disputes\n\n" + table)
    }

    @Test func `says that there are no rows`() {
        let text = RenderingSample.column([]).rendered(as: .text)
        #expect(text == "Sample\n△ 0 gaps · ‡ 0 disputes\n\nValue\n─────\n\nno rows\n")
    }

    @Test func `shows a dash for a missing value`() {
        let text = RenderingSample.column([.null, "x"]).rendered(as: .text)
        #expect(text.hasSuffix("─────\n–\nx\n"))
    }

    @Test(arguments: alarming)
    func `never sends a control character`(value: UInt32) throws {
        let scalar = try #require(Unicode.Scalar(value))
        let hostile = "a\(Character(scalar))b"
        let report = Report(
            name: "sample",
            title: hostile,
            basis: ["origin": .string(hostile), "parameters": [hostile: .string(hostile)]],
            columns: [Report.Column("value", hostile)],
            rows: [["value": .array([.string(hostile)])]],
            totals: [hostile: .string(hostile)],
            gaps: [.string(hostile)],
            disputes: [[hostile: .string(hostile)]]
        )
        for width in [nil, 12, 80] {
            let text = report.rendered(as: .text, width: width)
            #expect(!text.unicodeScalars.contains { $0 == scalar && $0 != "\n" })
        }
        #expect(
            !report.rendered(as: .markdown).unicodeScalars.contains { $0 == scalar && $0 != "\n" }
        )
    }

    @Test(arguments: [
        ("\u{1B}[2J", #"\u{1B}[2J"#), ("a\nb\tc\rd", #"a\nb\tc\rd"#), ("\r\n", #"\r\n"#),
        ("x\u{202E}y", #"x\u{202E}y"#), ("\u{7F}\u{9B}", #"\u{7F}\u{9B}"#),
        (#"C:\new"#, #"C:\new"#), ("ศูนย์ 中 🤝", "ศูนย์ 中 🤝"),
    ])
    func `shows a control character instead`(text: String, shown: String) {
        #expect(Array(text.withControlsEscaped.utf8) == Array(shown.utf8))
    }
}

struct `A report on a narrow terminal` {
    @Test(arguments: [24, 30, 40, 60, 79, 80, 100, 120, 160])
    func `stays within it`(width: Int) {
        let text = RenderingSample.register.rendered(as: .text, width: width)
        for line in text.split(separator: "\n") {
            #expect(String(line).displayWidth <= max(width, 11 + 16), "\(line)")
        }
    }

    @Test(arguments: [nil, 24, 40, 80, 100, 160])
    func `ends no line with a space`(width: Int?) {
        let text = RenderingSample.register.rendered(as: .text, width: width)
        #expect(!text.contains(" \n"))
        #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
    }

    @Test(arguments: 1...40)
    func `loses nothing of a cell`(width: Int) {
        let texts = [
            "Меморандум за разбирателство между клъстерите",
            "中关村发展集团股份有限公司（北京）、清华大学",
            "ช่วยเหลือให้ SMEs สามารถเข้าถึง cluster เหล่านี้และกิจกรรมในระดับนานาชาติได้",
            "https://example.org/a/very/long/address/without/any/space?at=all",
            "👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧 🇧🇬🇹🇼",
        ]
        for text in texts {
            let report = RenderingSample.column([.string(text)])
            let rendered = report.rendered(as: .text, width: width)
            let shown = rendered.split(separator: "\n")
                .map { $0.hasPrefix("Value") ? $0.dropFirst(5) : $0 }
                .joined()
            #expect(squeezed(shown).hasSuffix(squeezed(text)), "\(rendered)")
        }
    }

    @Test func `breaks at spaces`() {
        let report = RenderingSample.column(["one two three four"])
        #expect(report.rendered(as: .text, width: 9).hasSuffix("one two\nthree\nfour\n"))
    }

    @Test func `breaks Han between characters, yet not before a comma`() {
        let report = RenderingSample.column(["中关村中关村，中关村"])
        #expect(report.rendered(as: .text, width: 12).hasSuffix("中关村中关\n村，中关村\n"))
    }

    @Test func `keeps a Thai vowel with the consonant it leads`() {
        let report = RenderingSample.column(["กกกกกเกกกก"])
        #expect(report.rendered(as: .text, width: 6).hasSuffix("กกกกก\nเกกกก\n"))
    }

    @Test func `does not break at a no-break space`() {
        let report = RenderingSample.column(["aa bb\u{A0}cc dd"])
        #expect(report.rendered(as: .text, width: 7).hasSuffix("aa\nbb\u{A0}cc\ndd\n"))
    }

    @Test func `turns rows into blocks when words would not fit`() {
        let columns = ["alpha", "beta", "gamma", "delta"]
        let report = Report(
            name: "sample",
            title: "Sample",
            basis: [:],
            columns: columns.map { Report.Column($0, $0) },
            rows: [
                ["alpha": "aaaaaaaaaaaa", "gamma": "one two three four"],
                ["beta": 1, "delta": "d"],
            ]
        )
        let blocks = """
            alpha  aaaaaaaaaaaa
            gamma  one two three
                   four

            beta   1
            delta  d

            """
        #expect(report.rendered(as: .text, width: 23).hasSuffix("\n\n" + blocks))
    }

    @Test func `keeps a column as wide as it asks to be`() {
        let report = Report(
            name: "sample",
            title: "Sample",
            basis: [:],
            columns: [
                Report.Column("when", "When", minimumWidth: 23),
                Report.Column("what", "What"),
            ],
            rows: [
                [
                    "when": "2019-04-01 … 2019-04-30", "what": "one two three four five six",
                ]
            ]
        )
        let text = report.rendered(as: .text, width: 36)
        #expect(text.contains("2019-04-01 … 2019-04-30  one two"))
    }

    private func squeezed(_ text: String) -> String {
        text.filter { $0 != " " && $0 != "\u{A0}" }
    }
}
