import CanonicalJSON

extension Report {
    /// The report for scripts, indented, with the members of each object in canonical order.
    func json() -> String {
        let document: JSONValue = .object(
            JSONObject([
                ("report", .string(name)),
                ("title", .string(title)),
                ("basis", basis),
                ("columns", .array(columns.map(\.json))),
                ("rows", .array(rows.map { .object($0) })),
                ("totals", .object(totals)),
                (
                    "marks",
                    .object(JSONObject([("gaps", .array(gaps)), ("disputes", .array(disputes))]))
                ),
            ])
        )
        let text = document.prettyPrinted()
        return text.hasSuffix("\n") ? text : text + "\n"
    }
}

extension Report.Column {
    /// The column as scripts see it; how it is laid out is no concern of theirs.
    fileprivate var json: JSONValue {
        .object(JSONObject([("key", .string(key)), ("title", .string(title))]))
    }
}
