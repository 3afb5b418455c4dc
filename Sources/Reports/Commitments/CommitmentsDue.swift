import CanonicalJSON
import Collaboration
import EDTF
import Events

/// Promised activities against the date: what is overdue, due soon, or without a date.
struct CommitmentsDue: ReportMaker {
    static let kind = ReportKind(
        "commitments-due",
        title: "Commitments due",
        "Which promised activities are overdue, due soon, or without a date?",
        parameters: [
            ReportParameter(
                "agreement",
                "Shows only commitments under this agreement.",
                example: "agreement:morava-hsinchu"
            ),
            ReportParameter(
                "party",
                "Shows only commitments that this party or person carries out.",
                example: "party:morava"
            ),
            ReportParameter(
                "within",
                "How far ahead a date counts as due soon; P90D when left out.",
                example: "P90D"
            ),
            ReportParameter(
                "all",
                "Shows closed commitments too; only open ones when left out.",
                example: "true"
            ),
        ],
        formats: [.ics],
        maker: Self.self
    )

    static let columns = [
        Report.Column("commitment", "Commitment", minimumWidth: 10),
        Report.Column("title", "Title"),
        Report.Column("agreement", "Agreement", minimumWidth: 9),
        Report.Column("agreementTitle", "Under"),
        Report.Column("executorNames", "Executors"),
        Report.Column("due", "Due", .date, minimumWidth: 10),
        Report.Column("dueVerbatim", "In words"),
        Report.Column("dueEarliest", "Earliest", .date, minimumWidth: 10),
        Report.Column("dueLatest", "Latest", .date, minimumWidth: 10),
        Report.Column("state", "State", .words),
        Report.Column("overdue", "Overdue", .words),
        Report.Column("progress", "Percent", .number),
        Report.Column("since", "Since", .date, minimumWidth: 10),
        Report.Column("lastNews", "Last news", .date, minimumWidth: 10),
        Report.Column("marks", "Marks"),
    ]

    private let history: KnownHistory
    private let arguments: ReportArguments
    private let agreement: Tag?
    private let party: Tag?
    private let horizon: Instant
    private let showsAll: Bool

    init(_ arguments: ReportArguments, over history: KnownHistory) throws {
        self.arguments = arguments
        self.history = history
        agreement = try arguments.tags("agreement", kinds: ["agreement"]).first
        party = try arguments.tags("party", kinds: ["party", "person"]).first
        let within = try arguments.duration("within") ?? ISODuration(parsing: "P90D")
        horizon = history.asOf.instant.advanced(by: within)
        showsAll = try arguments.flag("all")
        if let agreement { try history.require(agreement, as: "agreement", of: arguments.report) }
        if let party { try history.require(party, as: "party", of: arguments.report) }
    }

    func report() throws -> Report {
        var marks = HistoryMarks(over: history)
        var found: [Found] = []
        var totals = CommitmentTotals()
        var burnUp = BurnUpPicture()
        for commitment in try commitments() {
            let standing = try history.standing(of: commitment)
            let view = View(of: standing, asOf: history.asOf)
            guard let reading = CommitmentReading(of: standing, asOf: history.asOf) else {
                if party == nil, !view.undated.isEmpty {
                    totals.countUndatedExistence(events: view.undated.map(\.position))
                }
                continue
            }
            guard isWanted(reading) else { continue }
            let timing = CommitmentTiming(of: reading, asOf: history.asOf, horizon: horizon)
            let facts = view.conceivable + view.undated
            totals.count(reading, timing: timing, events: facts.map(\.position))
            if history.source.showsPictures { burnUp.add(reading, facts) }
            guard showsAll || reading.mayBeOpen else { continue }
            let text = try facts.map { try marks.inspect($0).text }
            var row = try row(for: reading, timing: timing, lastNews: view.conceivable.last)
            row["marks"] = JSONValue(text: EventMarks.union(of: text))
            let evidence = try CommitmentEvidence(reading, facts, in: history).evidence
            found.append(Found(order: SortKey(reading), row, reading, evidence))
        }
        found.sort { $0.order < $1.order }
        return try Report(
            answering: arguments,
            over: history,
            columns: Self.columns,
            rows: ReportRows(found.map(\.row)),
            totals: totals.json,
            marks: marks,
            pictures: pictures(of: found.map { ($0.row["title"]?.string ?? "", $0.reading) })
                + burnUp.pictures(now: history.asOf.instant, in: history.messages),
            evidence: found.map(\.evidence),
            totalEvidence: totals.evidence
        )
    }

    private func pictures(of rows: [(title: String, reading: CommitmentReading)]) -> [Picture] {
        var picture = CommitmentsPicture(in: history.messages)
        for row in rows {
            let timing = CommitmentTiming(of: row.reading, asOf: history.asOf, horizon: horizon)
            picture.add(row.title, row.reading, timing: timing)
        }
        return picture.pictures(now: history.asOf.instant)
    }

    /// Those under the agreement asked for, or all.
    private func commitments() throws -> [Tag] {
        guard let agreement else { return try history.source.entities("commitment") }
        let named = try history.source.events(agreement).compactMap { $0.tag("commitment") }
        return Set(named).sorted()
    }

    private func isWanted(_ reading: CommitmentReading) -> Bool {
        if let agreement, reading.agreement != agreement { return false }
        if let party { return reading.executors.contains(party) }
        return true
    }

    private func row(
        for reading: CommitmentReading,
        timing: CommitmentTiming,
        lastNews: Fact?
    ) throws -> JSONObject {
        var row = JSONObject([
            ("commitment", .string(reading.commitment.text)),
            ("title", .string(try history.name(of: reading.commitment))),
            ("existence", reading.isDefinite ? "definite" : "possible"),
            ("state", .string(reading.state)),
            ("overdue", .string(reading.overdue.rawValue)),
            ("timing", .string(timing.rawValue)),
        ])
        row["possibleState"] = JSONValue(text: reading.possibleState)
        row["kind"] = JSONValue(text: reading.kind)
        if let agreement = reading.agreement {
            row["agreement"] = .string(agreement.text)
            row["agreementTitle"] = .string(try history.name(of: agreement))
        }
        row["executors"] = JSONValue(texts: reading.executors.map(\.text))
        row["executorNames"] = JSONValue(texts: try reading.executors.map(history.name))
        row["due"] = JSONValue(text: reading.due?.text)
        row["dueVerbatim"] = JSONValue(text: reading.dueSetter?.text("due.verbatim"))
        row["dueKind"] = JSONValue(text: reading.dueSetter?.text("due.kind"))
        row["dueDuration"] = JSONValue(text: reading.dueSetter?.text("due.duration"))
        row["dueEarliest"] = JSONValue(text: reading.deadline?.earliest?.dayText)
        row["dueLatest"] = JSONValue(text: reading.deadline?.latest?.dayText)
        row["reschedules"] = .integer(reading.reschedules)
        row["progress"] = reading.progress?.percentDone.map { .number($0) }
        row["progressSince"] = JSONValue(text: reading.progress?.occurred)
        row["since"] = JSONValue(text: reading.since.occurred)
        row["lastNews"] = JSONValue(text: lastNews?.occurred)
        return row
    }
}

/// A commitment that is shown.
private struct Found {
    let order: SortKey
    let row: JSONObject
    let reading: CommitmentReading
    let evidence: RowEvidence

    init(
        order: SortKey,
        _ row: JSONObject,
        _ reading: CommitmentReading,
        _ evidence: RowEvidence
    ) {
        self.order = order
        self.row = row
        self.reading = reading
        self.evidence = evidence
    }
}

/// Overdue first, then by the last due moment, then those without one.
private struct SortKey: Comparable {
    private let overdue: Int
    private let latest: Instant?
    private let commitment: Tag

    init(_ reading: CommitmentReading) {
        overdue =
            switch reading.overdue {
            case .yes: 0
            case .possibly: 1
            case .no: 2
            }
        latest = reading.deadline?.latest
        commitment = reading.commitment
    }

    static func < (left: Self, right: Self) -> Bool {
        if left.overdue != right.overdue { return left.overdue < right.overdue }
        if left.latest != right.latest {
            guard let first = left.latest else { return false }
            guard let second = right.latest else { return true }
            return first < second
        }
        return left.commitment < right.commitment
    }
}
