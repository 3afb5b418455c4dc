import CanonicalJSON
import Collaboration
import Events

/// Says which events stand behind one figure of a report.
struct CellExplanation {
    static let columns = [
        Report.Column("position", "Position", .number),
        Report.Column("occurred", "Occurred", .date, minimumWidth: 10),
        Report.Column("certainty", "Certainty", .words),
        Report.Column("type", "Type", .words),
        Report.Column("what", "What"),
        Report.Column("marks", "Marks"),
        Report.Column("recorded", "Recorded", .date, minimumWidth: 10),
        Report.Column("leafHash", "Leaf hash", minimumWidth: 16),
    ]

    private let kind: ReportKind
    private let history: KnownHistory
    private let evidence: ReportEvidence
    private var report: Report { evidence.report }
    private var messages: Messages { history.messages }

    init(of report: Report, _ kind: ReportKind, over history: KnownHistory) {
        self.kind = kind
        self.history = history
        evidence = ReportEvidence(report, of: kind, in: history)
    }

    /// The events behind the figure, in the order in which they happened.
    func answer(to question: CellQuestion) throws -> Report {
        switch question {
        case .cell(let row, let column):
            let index = try self.row(row)
            guard let title = title(of: column, in: report.rows[index]) else {
                throw ReportError.unknownColumn(
                    column,
                    columns: report.columns.map(\.key),
                    report: kind
                )
            }
            let found = try evidence.row(index).positions(of: column)
            let label = ReportKind.label(
                of: report.rows[index],
                keys: kind.keys(of: report),
                in: report,
                messages
            )
            return try explanation(
                title: messages.text(
                    .why,
                    [
                        "title": report.localizedTitle(messages), "row": label,
                        "column": title,
                    ]
                ),
                asked: [
                    "row": .string(label),
                    "column": .string(messages.isPlain ? column : title),
                    "value": value(of: column, in: report.rows[index]) ?? .null,
                ],
                positions: found
            )
        case .total(let name):
            guard let value = report.totals[name] else {
                throw ReportError.unknownTotal(name, totals: report.totals.keys, report: kind)
            }
            guard let found = evidence.total(name) else {
                throw ReportError.untracedTotal(name, report: kind)
            }
            return try explanation(
                title: messages.text(
                    .whyTotal,
                    ["title": report.localizedTitle(messages), "total": messages.total(name)]
                ),
                asked: ["total": .string(messages.total(name)), "value": value],
                positions: found
            )
        }
    }

    private func title(of column: String, in row: JSONObject) -> String? {
        if let known = report.columns.first(where: { $0.key == column }) {
            return report.localizedTitle(of: known, messages)
        }
        return row[column] == nil ? nil : column
    }

    /// What a cell holds; for people, what it shows.
    private func value(of column: String, in row: JSONObject) -> JSONValue? {
        guard !messages.isPlain, let known = report.columns.first(where: { $0.key == column })
        else { return row[column] }
        return known.text(of: row, messages).map(JSONValue.string)
    }

    /// The one row that is meant.
    private func row(_ texts: [String]) throws -> Int {
        let keys = kind.keys(of: report)
        let members = Set(report.rows.flatMap(\.keys))
        let selector = RowSelector(texts, columns: report.columns, members: members)
        let found = report.rows.indices.filter { selector.matches(report.rows[$0], keys: keys) }
        let asked = texts.joined(separator: ", ")
        let shown = (found.isEmpty ? Array(report.rows.indices) : found).prefix(Self.shownRows)
            .map { ReportKind.label(of: report.rows[$0], keys: keys) }
        guard let index = found.first else {
            throw ReportError.unknownRow(asked, keys: keys, rows: shown, report: kind)
        }
        guard found.count == 1 else {
            throw ReportError.severalRows(asked, count: found.count, rows: shown, report: kind)
        }
        return index
    }

    /// How many rows an error names.
    private static let shownRows = 5

    private func explanation(
        title: String,
        asked: JSONObject,
        positions: [Position]
    ) throws -> Report {
        var all: Set<Position> = []
        for position in positions {
            all.insert(position)
            // What was said of an event since is behind the figure too.
            all.formUnion(try history.record(at: position)?.remarks.map(\.position) ?? [])
        }
        var marks = HistoryMarks(over: history)
        let records = try all.sorted().compactMap { try history.record(at: $0) }
            .sorted { $0.fact.replaysBefore($1.fact) }
        return Report(
            name: "why",
            title: title,
            basis: report.basis,
            columns: Self.columns,
            rows: try records.map { try row(for: $0, &marks) },
            totals: asked,
            gaps: marks.gaps,
            disputes: marks.disputeEntries
        )
        .localized(messages)
    }

    private func row(for record: EventRecord, _ marks: inout HistoryMarks) throws -> JSONObject {
        let fact = record.fact
        var row = JSONObject([
            ("position", .integer(fact.position)),
            ("id", .string(fact.id)),
            ("type", .string(fact.type.text)),
            ("what", .string(try EventSentence(of: fact, in: history).text)),
            ("leafHash", .string(record.leafHash)),
            ("mode", .string(fact.mode.rawValue)),
        ])
        row["certainty"] =
            record.isRetracted
            ? "retracted" : .string(try history.visibility(of: fact).word)
        row["occurred"] = JSONValue(text: fact.occurred)
        if !record.isRetracted, !record.leaf.isAboutAnEvent {
            row["marks"] = JSONValue(text: try marks.inspect(fact).text)
        }
        row["recorded"] = JSONValue(text: fact.member("recorded")?.string)
        row["source"] = JSONValue(text: fact.member("source.title")?.string)
        return row
    }
}

extension ReportKind {
    /// Makes the report, and says which events stand behind one figure of it.
    ///
    /// - Parameters:
    ///   - question: the figure.
    ///   - source: the ledger at one basis.
    ///   - parameters: those of the report.
    /// - Returns: a report with one row for each event, in the order in which they happened.
    /// - Throws: ``ReportError`` when there is no such figure, and what `source` throws.
    package func explanation(
        of question: CellQuestion,
        from source: ReportSource,
        parameters: [String: [String]] = [:]
    ) throws -> Report {
        let history = KnownHistory(source)
        let report = try report(over: history, parameters: parameters)
        return try CellExplanation(of: report, self, over: history).answer(to: question)
    }
}
