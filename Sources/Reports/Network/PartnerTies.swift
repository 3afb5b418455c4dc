import CanonicalJSON
import Collaboration
import Events

/// Who works with whom, one row for each two parties.
struct PartnerTies: ReportMaker {
    static let kind = ReportKind(
        "partner-network",
        title: "Partner network",
        "Who works with whom, by which meetings, agreements and commitments, and how closely?",
        parameters: NetworkReading.parameters,
        keys: ["a", "b"],
        formats: [.graphml, .dot],
        maker: Self.self
    )

    private static let columns = [
        Report.Column("a", "Party", minimumWidth: 10),
        Report.Column("aName", "Name"),
        Report.Column("b", "With", minimumWidth: 10),
        Report.Column("bName", "Name"),
        Report.Column("meetings", "Meetings", .number),
        Report.Column("opportunities", "Opportunities", .number),
        Report.Column("agreements", "Agreements", .number),
        Report.Column("signed", "Signed", .number),
        Report.Column("inForce", "In force", .number),
        Report.Column("commitmentsOpen", "Commitments open", .number),
        Report.Column("commitmentsDone", "Commitments done", .number),
        Report.Column("first", "First", .date, minimumWidth: 10),
        Report.Column("last", "Last", .date, minimumWidth: 10),
        Report.Column("weight", "Weight", .number),
    ]

    private let history: KnownHistory
    private let arguments: ReportArguments
    private let reading: NetworkReading

    init(_ arguments: ReportArguments, over history: KnownHistory) throws {
        self.arguments = arguments
        self.history = history
        reading = try NetworkReading(arguments, over: history)
    }

    func report() throws -> Report {
        try Report(
            answering: arguments,
            over: history,
            assuming: TieWeights.assumed,
            columns: Self.columns,
            rows: try ReportRows(
                reading.ties.map { pair, tie in
                    var row = JSONObject()
                    try pair.name(in: &row, history)
                    row["aCountry"] = JSONValue(text: reading.countries[pair.first])
                    row["bCountry"] = JSONValue(text: reading.countries[pair.second])
                    tie.fill(&row)
                    return row
                }
            ),
            totals: try reading.totals(),
            marks: reading.marks,
            pictures: NetworkPicture(of: reading, in: history).pictures,
            evidence: reading.ties.map(\.tie.evidence)
        )
    }
}
