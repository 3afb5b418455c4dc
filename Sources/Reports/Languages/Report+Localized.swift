import CanonicalJSON

extension Report {
    /// The report for people who read a language: titles, words, dates and numbers.
    ///
    /// What it is shown from are texts; scripts read the report as it was made. Rows that people
    /// look up by name stand in the order of the language.
    package func localized(_ messages: Messages) -> Report {
        guard !messages.isPlain else { return self }
        let shown = columns.map { column in
            Column(
                column.key,
                localizedTitle(of: column, messages),
                column.content,
                alignment: column.alignment,
                minimumWidth: column.minimumWidth
            )
        }
        let order = ReportKind.allCases.first { $0.name == name }?.order
        let places = order?.places(of: rows, by: messages.collation) ?? Array(rows.indices)
        var report = Report(
            name: name,
            title: localizedTitle(messages),
            basis: basis,
            columns: shown,
            rows: places.map { localized(rows[$0], messages) },
            totals: totals,
            gaps: gaps,
            disputes: disputes,
            pictures: pictures,
            evidence: evidence.count == places.count ? places.map { evidence[$0] } : evidence,
            totalEvidence: totalEvidence
        )
        report.messages = messages
        return report
    }

    /// The heading of a column for people who read a language.
    func localizedTitle(of column: Column, _ messages: Messages) -> String {
        // The key of a column for a period is its title.
        guard column.title != column.key else { return messages.date(column.title) }
        return messages.text(
            column.title,
            at: "report.\(name).column.\(column.key)",
            "column.\(column.key)"
        )
    }

    /// The title of the kind; what follows it, such as names, stays.
    func localizedTitle(_ messages: Messages) -> String {
        guard let kind = ReportKind.allCases.first(where: { $0.name == name }),
            title.hasPrefix(kind.title)
        else { return title }
        return messages.title(of: kind) + title.dropFirst(kind.title.count)
    }

    private func localized(_ row: JSONObject, _ messages: Messages) -> JSONObject {
        var row = row
        for column in columns {
            if let text = column.text(of: row, messages) { row[column.key] = .string(text) }
        }
        return row
    }

}

extension Report.Column {
    /// What the column shows of a row to people who read a language.
    func text(of row: JSONObject, _ messages: Messages) -> String? {
        if key == "partyNames", let parties = row["parties"]?.array {
            let named = parties.compactMap { party -> (key: Collation.Key, text: String)? in
                guard let name = party["name"]?.string, let state = party["state"]?.string else {
                    return nil
                }
                let key = messages.collation.key(of: name)
                return (key, "\(name) (\(messages.word(state)))")
            }
            if named.count == parties.count, !named.isEmpty {
                return named.sorted { $0.key < $1.key }.map(\.text).joined(separator: "; ")
            }
        }
        guard let value = row[key] else { return nil }
        let texts: CellText.Texts =
            switch content {
            case .text, .number: .asTheyAre
            case .words: .words
            case .date: .dates
            case .mixed: .wordsAndDates
            }
        return CellText(in: messages, texts: texts).text(value)
    }
}

extension Messages {
    /// The heading of a report.
    package func title(of kind: ReportKind) -> String {
        text(kind.title, at: "report.\(kind.name).title")
    }

    /// The question a report answers.
    package func description(of kind: ReportKind) -> String {
        text(kind.description, at: "report.\(kind.name).description")
    }
}
