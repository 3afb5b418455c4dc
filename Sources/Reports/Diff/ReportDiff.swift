import CanonicalJSON
import Events

/// What changed in one report between two bases, as a report itself.
struct ReportDiff {
    static let columns = [
        Report.Column("change", "Change", .words),
        Report.Column("row", "Row", minimumWidth: 10),
        Report.Column("columnTitle", "Column"),
        Report.Column("before", "Before"),
        Report.Column("after", "After"),
        Report.Column("cause", "Cause", .words),
        Report.Column("events", "Events"),
    ]

    /// One of the two reports, and the events behind its rows.
    struct Side {
        let report: Report
        let row: (Int) throws -> RowEvidence
        let total: (String) -> [Position]?
    }

    private let before: Side
    private let after: Side
    private let keys: [String]
    private let comparison: EventComparison
    private let messages: Messages
    private var rows: [JSONObject] = []
    private var counts: [String: Int] = [:]
    private var changedEvents: Set<Position> = []

    private init(
        _ before: Side,
        _ after: Side,
        keys: [String],
        by comparison: EventComparison,
        in messages: Messages
    ) {
        self.messages = messages
        self.before = before
        self.after = after
        self.keys = keys
        self.comparison = comparison
    }

    /// Compares two reports of one kind; what people read is said in a language.
    static func report(
        _ before: Side,
        _ after: Side,
        keys: [String],
        by comparison: EventComparison,
        in messages: Messages
    ) throws -> Report {
        var diff = ReportDiff(before, after, keys: keys, by: comparison, in: messages)
        try diff.compareRows()
        try diff.compareTotals()
        let names = ["rowsAdded", "rowsRemoved", "rowsChanged", "cellsChanged", "totalsChanged"]
        let report = after.report
        return Report(
            name: "diff",
            title: messages.text(.changes, ["title": report.localizedTitle(messages)]),
            basis: Self.basis(before.report.basis, report.basis),
            columns: Self.columns,
            rows: diff.rows,
            totals: JSONObject(names.map { ($0, .integer(diff.counts[$0] ?? 0)) }),
            gaps: report.gaps.filter { !before.report.gaps.contains($0) },
            disputes: report.disputes.filter { !before.report.disputes.contains($0) }
        )
        .localized(messages)
    }

    private mutating func compareRows() throws {
        for pair in RowPairs(before.report, after.report, keys: keys).list {
            switch (pair.before, pair.after) {
            case (let old?, let new?): try compare(old, new)
            case (nil, let new?):
                try note("added", "rowsAdded", (after, new))
            case (let old?, nil):
                try note("removed", "rowsRemoved", (before, old))
            case (nil, nil): break
            }
        }
    }

    /// A row that stands in one report only.
    private mutating func note(
        _ change: String,
        _ counter: String,
        _ place: (side: Side, index: Int)
    ) throws {
        let (report, index) = (place.side.report, place.index)
        let cause = try ChangeCause(
            of: nil,
            in: [(report.rows[index], try place.side.row(index))],
            by: comparison
        )
        var row = line(change, label(index, of: report), cause)
        row[change == "added" ? "after" : "before"] = members(of: report.rows[index], report)
        append(row, cause, counter)
    }

    private mutating func compare(_ old: Int, _ new: Int) throws {
        let (first, second) = (before.report.rows[old], after.report.rows[new])
        let changed = after.report.columns.filter { first[$0.key] != second[$0.key] }
        guard !changed.isEmpty else { return }
        let label = self.label(new, of: after.report)
        let rows = [(first, try before.row(old)), (second, try after.row(new))]
        for column in changed {
            let cause = try ChangeCause(of: column.key, in: rows, by: comparison)
            var row = line("changed", label, cause)
            row["column"] = .string(column.key)
            row["columnTitle"] = .string(after.report.localizedTitle(of: column, messages))
            row["before"] = shown(column, of: first)
            row["after"] = shown(column, of: second)
            append(row, cause, "cellsChanged")
        }
        counts["rowsChanged", default: 0] += 1
    }

    private mutating func compareTotals() throws {
        let (first, second) = (before.report.totals, after.report.totals)
        for name in Set(first.keys + second.keys).sorted() where first[name] != second[name] {
            let known = [before.total(name), after.total(name)].compactMap(\.self)
            let cause = try ChangeCause(
                ofTotal: known.isEmpty ? nil : known.flatMap(\.self),
                orRows: changedEvents,
                by: comparison
            )
            let (old, new) = (Self.figures(first[name], name), Self.figures(second[name], name))
            for figure in Set(old.keys).union(new.keys).sorted() where old[figure] != new[figure] {
                var row = line("total", self.name(ofFigure: figure), cause)
                row["before"] = shown(old[figure])
                row["after"] = shown(new[figure])
                append(row, cause, "totalsChanged")
            }
        }
    }

    /// The figures of a total; those of one that has members of its own by `total.member`.
    private static func figures(_ value: JSONValue?, _ name: String) -> [String: JSONValue] {
        guard let value else { return [:] }
        guard case .object(let object) = value, object["definite"] == nil,
            object["value"] == nil, object["qualifier"] == nil, !object.isEmpty
        else { return [name: value] }
        return object.members.reduce(into: [:]) { found, member in
            found.merge(figures(member.value, "\(name).\(member.key)")) { $1 }
        }
    }

    private func line(_ change: String, _ label: String, _ cause: ChangeCause) -> JSONObject {
        [
            "change": .string(change), "row": .string(label), "cause": .string(cause.word),
            "events": .array(cause.events.map { .integer($0) }),
        ]
    }

    private func label(_ index: Int, of report: Report) -> String {
        ReportKind.label(of: report.rows[index], keys: keys, in: report, messages)
    }

    /// What a column holds of a row; for people, what it shows.
    private func shown(_ column: Report.Column, of row: JSONObject) -> JSONValue? {
        messages.isPlain
            ? row[column.key] : column.text(of: row, messages).map(JSONValue.string)
    }

    /// A figure of a total.
    private func shown(_ figure: JSONValue?) -> JSONValue? {
        guard !messages.isPlain, let figure else { return figure }
        return CellText(in: messages, texts: .wordsAndDates).text(figure).map(JSONValue.string)
    }

    private func name(ofFigure figure: String) -> String {
        guard !messages.isPlain else { return figure }
        return figure.split(separator: ".").map { messages.total(String($0)) }
            .joined(separator: ": ")
    }

    /// All that a row says beside what tells it from others.
    private func members(of row: JSONObject, _ report: Report) -> JSONValue {
        let columns = report.columns.filter { !keys.contains($0.key) }
        guard !messages.isPlain else {
            return .object(
                JSONObject(columns.compactMap { c in row[c.key].map { (c.key, $0) } })
            )
        }
        let parts = columns.compactMap { column in
            column.text(of: row, messages)
                .map { "\(report.localizedTitle(of: column, messages)): \($0)" }
        }
        return .string(parts.joined(separator: "; "))
    }

    private mutating func append(_ row: JSONObject, _ cause: ChangeCause, _ counter: String) {
        rows.append(row)
        counts[counter, default: 0] += 1
        changedEvents.formUnion(cause.events)
    }

    /// Both dates and snapshots; the rest is the same in both.
    private static func basis(_ before: JSONValue, _ after: JSONValue) -> JSONValue {
        func side(_ basis: JSONValue) -> JSONValue {
            .object(
                JSONObject(
                    ["asOf", "knownAt"].compactMap { name in basis[name].map { (name, $0) } }
                )
            )
        }
        var members = after.object ?? JSONObject()
        members["asOf"] = nil
        members["knownAt"] = nil
        members["from"] = side(before)
        members["to"] = side(after)
        return .object(members)
    }
}
