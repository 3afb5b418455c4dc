import CanonicalJSON
import Collaboration
import Events

/// Every agreement of which something happened, or may have, and where it stands.
struct AgreementRegister: ReportMaker {
    static let kind = ReportKind(
        "agreement-register",
        title: "Agreement register",
        "Which agreements are there, and where does each of them and of their parties stand?",
        parameters: [
            ReportParameter(
                "party",
                "Shows only agreements with this party.",
                example: "party:morava"
            ),
            ReportParameter(
                "state",
                "Shows only agreements that are, or may be, in this state.",
                example: "in-force"
            ),
        ],
        maker: Self.self
    )

    private static let columns = [
        Report.Column("agreement", "Agreement", minimumWidth: 10),
        Report.Column("title", "Title"),
        Report.Column("kind", "Kind", .words),
        Report.Column("existence", "Existence", .words),
        Report.Column("state", "State", .words),
        Report.Column("possibleState", "Possible state", .words),
        Report.Column("partyNames", "Parties"),
        Report.Column("announced", "Announced", .date, minimumWidth: 10),
        Report.Column("drafted", "Drafted", .date, minimumWidth: 10),
        Report.Column("signedFirst", "First signed", .date, minimumWidth: 10),
        Report.Column("signedLast", "Last signed", .date, minimumWidth: 10),
        Report.Column("inForceSince", "In force since", .date, minimumWidth: 10),
        Report.Column("termEnd", "Term ends", .date, minimumWidth: 10),
        Report.Column("gaps", "△", .number),
        Report.Column("marks", "Marks"),
    ]

    private let history: KnownHistory
    private let arguments: ReportArguments
    private let party: Tag?
    private let state: String?

    init(_ arguments: ReportArguments, over history: KnownHistory) throws {
        self.arguments = arguments
        self.history = history
        party = try arguments.tags("party", kinds: ["party"]).first
        let states = history.source.judge.rulebook.family(ofKind: "agreement")?.states ?? []
        state = try arguments.word("state", among: states)
        if let party { try history.require(party, as: "party", of: arguments.report) }
    }

    func report() throws -> Report {
        var marks = HistoryMarks(over: history)
        var rows = RegisterRows(
            languages: history.source.languages,
            messages: history.source.messages,
            party: party,
            state: state
        )
        let readings = history.source.register
        if let readings {
            try readings.agreements { answer, record in
                guard case .unknown(let tag) = answer else {
                    return rows.add(record, noting: &marks)
                }
                if let agreement = Tag(tag) { try add(agreement, to: &rows, noting: &marks) }
                return true
            }
        } else {
            for agreement in try history.source.entities("agreement") {
                try add(agreement, to: &rows, noting: &marks)
            }
        }
        let table = try rows.table(stored: readings?.names, name: history.name)
        let now = history.asOf.instant
        return try Report(
            answering: arguments,
            over: history,
            columns: Self.columns,
            rows: ReportRows(table),
            totals: rows.totals,
            marks: marks,
            pictures: RegisterPicture(of: table, now: now, in: history.messages)
                .pictures(now: now, rowCount: table.count)
        )
    }

    /// Adds what the history of an agreement says.
    private func add(
        _ agreement: Tag,
        to rows: inout RegisterRows,
        noting marks: inout HistoryMarks
    ) throws {
        guard let entry = try entry(of: agreement, &marks) else { return }
        var record = StoredRecord()
        record.fill(agreement.text, entry)
        _ = rows.add(record, noting: &marks)
    }

    static func evidence(of row: JSONObject, in history: KnownHistory) throws -> RowEvidence? {
        guard let agreement = row["agreement"]?.string.flatMap(Tag.init) else { return nil }
        return try AgreementEvidence(of: agreement, in: history).evidence
    }

    private func entry(of agreement: Tag, _ marks: inout HistoryMarks) throws -> RegisterEntry? {
        let standing = try history.standing(of: agreement)
        let naming = RegisterEntry.Naming(of: standing, asOf: history.asOf)
        return try RegisterEntry(of: standing, asOf: history.asOf, naming: naming) { fact in
            let found = try marks.marks(on: fact)
            return found.isBlank ? nil : found
        }
    }
}
