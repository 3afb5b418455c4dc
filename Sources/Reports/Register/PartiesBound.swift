import CanonicalJSON
import Collaboration
import Events

/// Whom agreements bind at the date: a row for each agreement and each of its parties.
struct PartiesBound: ReportMaker {
    static let kind = ReportKind(
        "parties-bound",
        title: "Parties bound",
        "Which parties does each agreement bind at the date, and since when?",
        parameters: [
            ReportParameter(
                "agreement",
                "Shows only this agreement; may stand several times.",
                limit: 1_000,
                example: "agreement:morava-hsinchu"
            ),
            ReportParameter(
                "party",
                "Shows only this party; may stand several times.",
                limit: 1_000,
                example: "party:morava"
            ),
            ReportParameter(
                "all",
                "Shows every party that is named, whether it is bound or not.",
                example: "true"
            ),
        ],
        keys: ["agreement", "party"],
        maker: Self.self
    )

    private static let columns = [
        Report.Column("agreement", "Agreement", minimumWidth: 10),
        Report.Column("title", "Title"),
        Report.Column("party", "Party", minimumWidth: 10),
        Report.Column("partyName", "Name"),
        Report.Column("bound", "Bound", .words),
        Report.Column("inForce", "In force", .date, minimumWidth: 10),
        Report.Column("state", "State", .words),
        Report.Column("possibleState", "Possible state", .words),
        Report.Column("signed", "Signed", .date, minimumWidth: 10),
        Report.Column("consented", "Consented", .date, minimumWidth: 10),
        Report.Column("out", "Out", .date, minimumWidth: 10),
        Report.Column("reservations", "Reservations", .number),
        Report.Column("marks", "Marks"),
    ]

    private let history: KnownHistory
    private let arguments: ReportArguments
    private let agreements: [Tag]
    private let parties: Set<Tag>
    private let showsAll: Bool

    init(_ arguments: ReportArguments, over history: KnownHistory) throws {
        self.arguments = arguments
        self.history = history
        let asked = try arguments.tags("agreement", kinds: ["agreement"])
        let parties = try arguments.tags("party", kinds: ["party"])
        showsAll = try arguments.flag("all")
        for tag in asked { try history.require(tag, as: "agreement", of: arguments.report) }
        for tag in parties { try history.require(tag, as: "party", of: arguments.report) }
        self.parties = Set(parties)
        agreements =
            asked.isEmpty ? try history.source.entities("agreement") : Set(asked).sorted()
    }

    func report() throws -> Report {
        var marks = HistoryMarks(over: history)
        var rows: [JSONObject] = []
        var evidence: [RowEvidence] = []
        var (binding, bound) = (UncertainCount(), UncertainCount())
        var totalEvidence = RowEvidence()
        for agreement in agreements {
            let view = View(of: try history.standing(of: agreement), asOf: history.asOf)
            guard let reading = AgreementReading(agreement, view) else { continue }
            let found = reading.tracks.filter(isShown)
            if found.isEmpty { continue }
            let sure = found.contains { $0.bound == .yes }
            if sure || found.contains(where: { $0.bound == .possibly }) {
                binding.add(isDefinite: sure)
            }
            let facts = Facts(view.conceivable + view.undated)
            for track in found {
                if track.bound != .no { bound.add(isDefinite: track.bound == .yes) }
                let own = facts.of(track.party)
                rows.append(try row(for: track, of: agreement, own, &marks))
                let behind = (own + [track.setter].compactMap(\.self)).map(\.position)
                evidence.append(try self.evidence(for: track, of: agreement, behind))
                totalEvidence.note("bound", behind)
                totalEvidence.note("agreements", behind)
            }
        }
        return try Report(
            answering: arguments,
            over: history,
            columns: Self.columns,
            rows: ReportRows(rows),
            totals: ["agreements": binding.json, "bound": bound.json],
            marks: marks,
            evidence: evidence,
            totalEvidence: totalEvidence
        )
    }

    private func isShown(_ track: PartyTrack) -> Bool {
        (showsAll || track.bound != .no) && (parties.isEmpty || parties.contains(track.party))
    }

    private func row(
        for track: PartyTrack,
        of agreement: Tag,
        _ facts: [Fact],
        _ marks: inout HistoryMarks
    ) throws -> JSONObject {
        var row = JSONObject([
            ("agreement", .string(agreement.text)),
            ("title", .string(try history.name(of: agreement))),
            ("party", .string(track.party.text)),
            ("partyName", .string(try history.name(of: track.party))),
            ("bound", .string(track.bound.rawValue)),
            ("state", .string(track.state)),
            ("reservations", .integer(track.reservations)),
        ])
        row["inForce"] = JSONValue(text: track.boundSince)
        row["possibleState"] = JSONValue(text: track.possibleState)
        row["signed"] = JSONValue(text: track.signed)
        row["consented"] = JSONValue(text: track.consented)
        row["out"] = JSONValue(text: track.outSince)
        let found = try facts.map { try marks.inspect($0) }
        row["marks"] = JSONValue(text: EventMarks(joining: found).text)
        return row
    }

    /// Where a party stands follows from what it did and from what happened to the whole.
    private func evidence(
        for track: PartyTrack,
        of agreement: Tag,
        _ behind: [Position]
    ) throws -> RowEvidence {
        var evidence = RowEvidence()
        for column in Self.columns { evidence.note(column.key, behind) }
        evidence.note("title", try history.namers(of: agreement))
        evidence.note("partyName", try history.namers(of: track.party))
        return evidence
    }

    /// The events of an agreement by the party that they name.
    private struct Facts {
        private var ofParty: [Tag: [Fact]] = [:]

        /// Sorts facts, which are in replay order.
        init(_ facts: [Fact]) {
            for fact in facts {
                for party in Set(fact.concernedParties) {
                    ofParty[party, default: []].append(fact)
                }
            }
        }

        func of(_ party: Tag) -> [Fact] { ofParty[party] ?? [] }
    }
}
