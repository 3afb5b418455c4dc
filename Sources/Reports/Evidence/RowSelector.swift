import CanonicalJSON

/// Which row of a report is asked about.
struct RowSelector {
    private let conditions: [(text: String, key: String?, value: String)]

    /// Reads conditions `KEY=VALUE`, or values of the columns that tell rows apart.
    ///
    /// What stands before the first `=` is a key when the report has such a column.
    init(_ texts: [String], columns: [Report.Column], members: Set<String>) {
        let known = Set(columns.map(\.key)).union(members)
        conditions = texts.map { text in
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                .map(String.init)
            guard parts.count == 2, known.contains(parts[0]) else { return (text, nil, text) }
            return (text, parts[0], parts[1])
        }
    }

    /// Whether a row is the one, by some columns that tell rows apart.
    func matches(_ row: JSONObject, keys: [String]) -> Bool {
        conditions.allSatisfy { condition in
            let columns = condition.key.map { [$0] } ?? keys
            return columns.contains { key in
                guard let value = row[key] else { return condition.value.isEmpty }
                if value.displayText == condition.value { return true }
                return value.array?.contains { $0.displayText == condition.value } ?? false
            }
        }
    }
}

extension ReportKind {
    /// The columns that tell the rows of a report apart.
    func keys(of report: Report) -> [String] {
        keys.isEmpty ? report.columns.prefix(1).map(\.key) : keys
    }

    /// How a row is called: what its key columns hold.
    static func label(of row: JSONObject, keys: [String]) -> String {
        keys.map { row[$0]?.displayText ?? Report.missing }.joined(separator: " · ")
    }

    /// How a row is called by people: what its key columns show.
    static func label(
        of row: JSONObject,
        keys: [String],
        in report: Report,
        _ messages: Messages
    ) -> String {
        guard !messages.isPlain else { return label(of: row, keys: keys) }
        return keys.map { key in
            let column = report.columns.first { $0.key == key }
            return (column.map { $0.text(of: row, messages) } ?? row[key]?.displayText)
                ?? Report.missing
        }
        .joined(separator: " · ")
    }
}
