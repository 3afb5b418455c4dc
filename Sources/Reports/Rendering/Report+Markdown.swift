import CanonicalJSON

extension Report {
    /// The report as GitHub Flavored Markdown: heading, basis, table, totals, marks.
    func markdown() -> String {
        var blocks = ["# " + Self.markdownEscaped(title)]
        blocks.append(heading.map(Self.markdownEscaped).joined(separator: "  \n"))
        if !columns.isEmpty { blocks.append(markdownTable()) }
        if rows.isEmpty { blocks.append(Self.markdownEscaped(messages.text(.noRowsSentence))) }
        if !totals.isEmpty {
            let lines = shownTotals.flatMap { total in
                total.isList
                    ? ["- " + Self.markdownEscaped("\(total.name):")]
                        + total.lines.map { "  - " + Self.markdownEscaped($0) }
                    : total.lines.map { "- " + Self.markdownEscaped("\(total.name): \($0)") }
            }
            blocks.append(lines.joined(separator: "\n"))
        }
        for mark in markLists where !mark.entries.isEmpty {
            blocks.append(Self.markdownEscaped(mark.count))
            blocks.append(
                mark.entries.map { "- \(mark.sign) " + Self.markdownEscaped($0) }
                    .joined(separator: "\n")
            )
        }
        return blocks.joined(separator: "\n\n") + "\n"
    }

    private func markdownTable() -> String {
        var lines = [columns.map { Self.markdownEscaped($0.title) }]
        lines.append(columns.map { $0.alignment == .trailing ? "---:" : "---" })
        lines += rows.map { row in
            columns.map { Self.markdownEscaped(row[$0.key]?.displayText ?? Self.missing) }
        }
        return lines.map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
    }

    /// The text as Markdown that shows it as it is: no table border, markup, HTML or control.
    ///
    /// A line break becomes `<br>`. The escapes are those of CommonMark 0.31, section 2.4, and for
    /// the table extension the bar.
    private static func markdownEscaped(_ text: String) -> String {
        var escaped = ""
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n" where previous == "\r": break
            case "\n", "\r": escaped += "<br>"
            case "<": escaped += "&lt;"
            case "&": escaped += "&amp;"
            case "\\", "|", "*", "_", "`", "[", "]", "~", "$":
                escaped += "\\"
                escaped.unicodeScalars.append(scalar)
            default:
                if let visible = scalar.visibleEscape {
                    escaped += "\\" + visible
                } else {
                    escaped.unicodeScalars.append(scalar)
                }
            }
            previous = scalar
        }
        return escaped
    }
}
