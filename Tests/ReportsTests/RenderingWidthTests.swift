import CanonicalJSON
import Reports
import Testing

struct `The width of text on a terminal` {
    @Test(arguments: [
        ("", 0), ("entente", 7), ("Меморандум", 10), ("– ≈ △ ‡ ─", 9),
        ("中关村", 6), ("カタカナ", 8), ("ｶﾀ", 2), ("ＡＢ", 4), ("한국", 4), ("、。", 4),
        ("\u{1112}\u{1161}\u{11AB}", 2),
        ("é", 1), ("e\u{301}", 1), ("и\u{306}", 1), ("a\u{20DD}", 1),
        ("ศูนย์", 3), ("ที่", 1), ("ต่างๆ", 4), ("กำ", 2), ("เข้าถึง", 5),
        ("नि", 2), ("שָׁ", 1),
        ("🤝", 2), ("👨‍👩‍👧", 2), ("🇧🇬", 2), ("1️⃣", 2), ("☎️", 2), ("☎", 1), ("👍🏽", 2),
        ("a\u{200B}b", 2), ("a\u{200D}b", 2), ("\u{FEFF}a", 1), ("a\u{2060}b", 2),
        ("\u{A0}", 1), ("\u{AD}", 1), ("\u{3000}", 2), ("\u{20000}", 2), ("\u{303F}", 1),
    ])
    func `counts columns, not characters`(text: String, width: Int) {
        #expect(text.displayWidth == width)
    }

    @Test func `is the same in both forms of normalisation`() {
        #expect("Й".displayWidth == "И\u{306}".displayWidth)
        #expect("한".displayWidth == "\u{1112}\u{1161}\u{11AB}".displayWidth)
    }

    @Test func `adds up for every letter without a cluster of its own`() {
        let scalars = (UInt32(0x20)...0x52F).compactMap(Unicode.Scalar.init)
        for character in scalars.map(Character.init) {
            #expect(String(character).displayWidth == character.displayWidth, "\(character)")
        }
    }

    @Test func `puts columns under each other in every script`() {
        let texts = ["中关村", "ศูนย์", "КСГЗ", "e\u{301}te\u{301}", "🤝 ok", "plain"]
        let report = Report(
            name: "sample",
            title: "Sample",
            basis: [:],
            columns: [Report.Column("a", "A"), Report.Column("b", "B")],
            rows: texts.map { ["a": .string($0), "b": "|"] }
        )
        let lines = report.rendered(as: .text).split(separator: "\n").filter { $0.hasSuffix("|") }
        #expect(lines.count == texts.count)
        #expect(Set(lines.map { String($0).displayWidth }) == [9])
    }
}
