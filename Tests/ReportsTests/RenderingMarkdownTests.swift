import CanonicalJSON
import Reports
import Testing

struct `A report as Markdown` {
    @Test(arguments: [
        ("a|b", #"a\|b"#), (#"a\b"#, #"a\\b"#), (#"a\|b"#, #"a\\\|b"#),
        ("a\nb", "a<br>b"), ("a\r\nb", "a<br>b"), ("a\rb", "a<br>b"), ("a\n\nb", "a<br><br>b"),
        ("<script>", "&lt;script>"), ("R&D &lt;", "R&amp;D &amp;lt;"),
        ("*_`~$", #"\*\_\`\~\$"#), ("[x](y)", #"\[x\](y)"#),
        ("\u{1B}[0m", #"\\u{1B}\[0m"#), ("a\tb", #"a\\tb"#), ("> 90", "> 90"),
        ("中关村 ศูนย์ КСГЗ", "中关村 ศูนย์ КСГЗ"),
    ])
    func `shows text as it is`(text: String, escaped: String) {
        let markdown = RenderingSample.column([.string(text)]).rendered(as: .markdown)
        let lines = markdown.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.dropLast().last.map(String.init) == "| \(escaped) |")
    }

    @Test func `aligns figures at the right`() {
        let markdown = RenderingSample.column([1], alignment: .trailing).rendered(as: .markdown)
        #expect(markdown.hasSuffix("| Value |\n| ---: |\n| 1 |\n"))
    }

    @Test func `says that there are no rows`() {
        let markdown = RenderingSample.column([]).rendered(as: .markdown)
        #expect(markdown.hasSuffix("| Value |\n| --- |\n\nNo rows.\n"))
    }

    @Test func `escapes its headings`() {
        let report = Report(
            name: "sample",
            title: "<b>",
            basis: [:],
            columns: [Report.Column("value", "a|b")],
            rows: []
        )
        let markdown = report.rendered(as: .markdown)
        #expect(markdown.hasPrefix("# &lt;b>\n"))
        #expect(markdown.contains("\n| a\\|b |\n"))
    }
}
