import CanonicalJSON

extension Report {
    /// The report for a terminal `width` columns wide, or of any width.
    ///
    /// No stored text can drive the terminal: control characters are shown, not sent.
    func text(width: Int?) -> String {
        var blocks = [Self.lines([title] + heading, width: width)]
        let table = TextTable(
            columns: columns.map { column in
                TextTable.Column(
                    title: column.title.withControlsEscaped,
                    alignment: column.alignment,
                    minimumWidth: column.minimumWidth
                )
            },
            rows: rows.map { row in
                columns.map { row[$0.key]?.displayText?.withControlsEscaped }
            }
        )
        blocks.append(table.lines(width: width))
        if rows.isEmpty { blocks.append([messages.text(.noRows)]) }
        blocks.append(
            shownTotals.flatMap { total in
                total.isList
                    ? Self.lines(["\(total.name):"], width: width)
                        + Self.lines(total.lines, indent: 2, width: width)
                    : Self.lines(total.lines.map { "\(total.name): \($0)" }, width: width)
            }
        )
        for mark in markLists where !mark.entries.isEmpty {
            let entries = mark.entries.map { "\(mark.sign) \($0)" }
            blocks.append([mark.count] + Self.lines(entries, indent: 2, width: width))
        }
        return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") + "\n" }
            .joined(separator: "\n")
    }

    /// Each text on its own line; what does not fit goes on two columns further in.
    private static func lines(_ texts: [String], indent: Int = 0, width: Int?) -> [String] {
        texts.flatMap { text in
            let escaped = text.withControlsEscaped
            let start = String(repeating: " ", count: indent)
            guard let width, indent + escaped.displayWidth > width else {
                return [start + escaped]
            }
            return LineWrapping.lines(of: escaped, within: max(1, width - indent - 2))
                .enumerated()
                .map { $0.offset == 0 ? start + $0.element : start + "  " + $0.element }
        }
    }
}
