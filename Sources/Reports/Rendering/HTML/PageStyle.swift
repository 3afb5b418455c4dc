/// How a page of a report looks on a screen, on a phone, in the dark and on paper.
enum PageStyle {
    /// From how many columns on the paper lies on its side.
    private static let wideColumnCount = 7

    /// The style sheet of a page whose table has these columns.
    static func sheet(for columns: [Report.Column]) -> String {
        let side = columns.count < wideColumnCount ? "A4" : "A4 landscape"
        return common + phone(columns)
            + """
            @media print {
              @page { size: \(side); margin: 12mm; }
              :root { color-scheme: light; --ink: #000; --soft: #444; --line: #999; --paper: #fff; }
              body { font-size: 9pt; }
              main { max-width: none; padding: 0; }
              .rows, .picture { overflow: visible; border: 0; }
              .drawing { max-width: 100%; height: auto; break-inside: avoid; }
              table { font-size: \(columns.count < wideColumnCount ? "8.5pt" : "7pt"); }
              th, td { padding: 2pt 4pt 2pt 0; overflow-wrap: break-word; }
              thead th, tbody [dir], .d { white-space: normal; min-width: 0; }
              tbody [dir], tbody .d { overflow-wrap: anywhere; }
              thead { display: table-header-group; }
              thead th { position: static; }
              tr, li, dl { break-inside: avoid; }
              h2 { break-after: avoid; }
            }

            """
    }

    private static let common = """
        :root { color-scheme: light dark; --ink: #1a1a1a; --soft: #5c5c5c; --line: #d0d0d0; \
        --paper: #ffffff; --band: #f6f6f6; }
        @media (prefers-color-scheme: dark) {
          :root { --ink: #ececec; --soft: #a8a8a8; --line: #3c4046; --paper: #16181c; \
        --band: #1d2026; }
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, \
        "Noto Sans", "Noto Sans Thai", "Noto Sans CJK SC", "Noto Sans CJK TC", sans-serif; }
        main { max-width: 76rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
        h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 1rem; overflow-wrap: anywhere; }
        h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; overflow-wrap: anywhere; }
        dl { display: grid; grid-template-columns: fit-content(45%) 1fr; gap: .2rem 1.25rem; \
        margin: 0; }
        dt { color: var(--soft); overflow-wrap: anywhere; }
        dd { grid-column: 2; margin: 0; min-width: 0; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
        .soft { color: var(--soft); }
        .picture { overflow-x: auto; }
        .drawing { display: block; }
        .rows { overflow-x: auto; margin-top: 2rem; }
        table { border-collapse: collapse; width: 100%; font-size: .9rem; }
        caption { text-align: start; color: var(--soft); padding-bottom: .4rem; }
        th, td { text-align: start; vertical-align: top; padding: .4rem .75rem .4rem 0; \
        border-bottom: 1px solid var(--line); }
        th { font-weight: 600; }
        thead th { border-bottom: 2px solid var(--soft); white-space: nowrap; }
        td, th { font-variant-numeric: tabular-nums; }
        tbody [dir] { min-width: 9rem; }
        .n { text-align: end; }
        .d { white-space: nowrap; }
        td:empty::before { content: "–"; color: var(--soft); }
        li { overflow-wrap: anywhere; }

        """

    /// On a narrow screen each row is a card, and each value stands beside its heading.
    private static func phone(_ columns: [Report.Column]) -> String {
        let headings = columns.enumerated().map { index, column in
            "  tbody > tr > :nth-child(\(index + 1))::before { content: \(quoted(column.title)); }\n"
        }
        return """
            @media screen and (max-width: 48rem) {
              table, caption, tbody, tr { display: block; }
              thead { position: absolute; width: 1px; height: 1px; overflow: hidden; \
            clip-path: inset(50%); }
              tbody tr { border: 1px solid var(--line); border-radius: 6px; padding: .4rem .75rem; \
            margin-bottom: .75rem; }
              tbody th, td { display: grid; grid-template-columns: 8.5rem 1fr; gap: .5rem; \
            padding: .15rem 0; border: 0; overflow-wrap: anywhere; text-align: start; }
              tbody .n, tbody .d { text-align: start; white-space: normal; }
              tbody th { font-size: 1rem; }
              tbody th::before, td::before { color: var(--soft); font-weight: 400; font-size: .85rem; }
              td:empty { display: none; }

            """ + headings.joined() + "}\n"
    }

    /// A text as CSS writes it: what is not a letter or a digit stands as its number.
    private static func quoted(_ text: String) -> String {
        let escaped = text.withControlsEscaped.unicodeScalars.map { scalar in
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", " ": String(scalar)
            default: "\\" + String(scalar.value, radix: 16) + " "
            }
        }
        return "\"" + escaped.joined() + "\""
    }
}
