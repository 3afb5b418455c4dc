import CanonicalJSON
import Collaboration
import Events

/// One agreement, party by party, with its texts, what led to it and what hangs on it.
struct AgreementDossier: ReportMaker {
    static let kind = ReportKind(
        "agreement-dossier",
        title: "Agreement dossier",
        "What did each party to one agreement do, and what belongs to the agreement?",
        parameters: [
            ReportParameter(
                "agreement",
                "The agreement.",
                isRequired: true,
                example: "agreement:morava-hsinchu"
            )
        ],
        keys: ["party", "organ"],
        maker: Self.self
    )

    private static let columns = [
        Report.Column("party", "Party", minimumWidth: 10),
        Report.Column("partyName", "Name"),
        Report.Column("state", "State", .words),
        Report.Column("possibleState", "Possible state", .words),
        Report.Column("bound", "Bound", .words),
        Report.Column("organ", "Organ", minimumWidth: 10),
        Report.Column("organName", "Organ's name"),
        Report.Column("submitted", "Submitted", .date, minimumWidth: 10),
        Report.Column("decision", "Decision", .words),
        Report.Column("decided", "Decided", .date, minimumWidth: 10),
        Report.Column("reference", "Reference"),
        Report.Column("vote", "Vote"),
        Report.Column("signed", "Signed", .date, minimumWidth: 10),
        Report.Column("signatoryName", "Signed by"),
        Report.Column("capacity", "Capacity"),
        Report.Column("mandate", "Mandate"),
        Report.Column("consented", "Consented", .date, minimumWidth: 10),
        Report.Column("inForce", "In force", .date, minimumWidth: 10),
        Report.Column("reservations", "Reservations", .number),
        Report.Column("notice", "Notice", .date, minimumWidth: 10),
        Report.Column("out", "Out", .date, minimumWidth: 10),
        Report.Column("marks", "Marks"),
    ]

    private let history: KnownHistory
    private let arguments: ReportArguments
    private let agreement: Tag?

    init(_ arguments: ReportArguments, over history: KnownHistory) throws {
        self.arguments = arguments
        self.history = history
        agreement = try arguments.tags("agreement", kinds: ["agreement"]).first
        if let agreement { try history.require(agreement, as: "agreement", of: arguments.report) }
    }

    func report() throws -> Report {
        var marks = HistoryMarks(over: history)
        var rows: [JSONObject] = []
        var evidence: [RowEvidence] = []
        var contents: DossierContents?
        if let agreement {
            let view = View(of: try history.standing(of: agreement), asOf: history.asOf)
            let facts = view.conceivable + view.undated
            for fact in facts { _ = try marks.inspect(fact) }
            let reading = AgreementReading(agreement, view)
            for track in reading?.tracks ?? [] {
                let party = DossierParty(track, facts: facts, known: view.known, in: history)
                for organ in try party.organs() {
                    rows.append(try party.row(for: organ, &marks))
                    evidence.append(try party.evidence(for: organ))
                }
            }
            contents = try DossierContents(of: agreement, reading, view, in: history)
        }
        let title = try agreement.map(history.name)
        return try Report(
            answering: arguments,
            about: title ?? "",
            over: history,
            columns: Self.columns,
            rows: ReportRows(rows),
            totals: contents?.totals ?? JSONObject(),
            marks: marks,
            pictures: contents.map { [$0.picture] } ?? [],
            evidence: evidence,
            totalEvidence: contents?.evidence ?? RowEvidence()
        )
    }
}
