import CanonicalJSON

extension Report {
    /// The report for scripts, indented, with the members of each object in canonical order; piece
    /// by piece, a row at a time.
    func writeJSON(to sink: ([UInt8]) throws -> Void) rethrows {
        let members: [(name: String, value: JSONValue?)] = [
            ("basis", basis),
            ("columns", .array(columns.map(\.json))),
            ("marks", ["gaps": .array(gaps), "disputes": .array(disputes)]),
            ("report", .string(name)),
            ("rows", nil),
            ("title", .string(title)),
            ("totals", .object(totals)),
        ]
        var text: [UInt8] = []
        for (index, member) in members.enumerated() {
            text += "\(index == 0 ? "{" : ",")\n  \"\(member.name)\": ".utf8
            if let value = member.value {
                text += value.prettyBytes(indentation: 2)
            } else {
                try writeRows(to: &text, sink)
            }
        }
        text += "\n}\n".utf8
        try sink(text)
    }

    private func writeRows(
        to text: inout [UInt8],
        _ sink: ([UInt8]) throws -> Void
    ) rethrows {
        text.append(UInt8(ascii: "["))
        for (index, row) in rows.enumerated() {
            text += (index == 0 ? "\n    " : ",\n    ").utf8
            text += JSONValue.object(row).prettyBytes(indentation: 4)
            guard text.count >= ReportRows.pieceByteCount else { continue }
            try sink(text)
            text.removeAll(keepingCapacity: true)
        }
        text += (rows.isEmpty ? "]" : "\n  ]").utf8
    }
}

extension Report.Column {
    /// The column as scripts see it; how it is laid out is no concern of theirs.
    fileprivate var json: JSONValue {
        .object(JSONObject([("key", .string(key)), ("title", .string(title))]))
    }
}
