import CanonicalJSON
import Collaboration
import Events

/// Every agreement of which something happened, or may have, and where it stands.
struct AgreementRegister {
    static let parameters = [
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
    ]

    private static let columns = [
        Report.Column("agreement", "Agreement", minimumWidth: 10),
        Report.Column("title", "Title"),
        Report.Column("kind", "Kind"),
        Report.Column("existence", "Existence"),
        Report.Column("state", "State"),
        Report.Column("possibleState", "Possible state"),
        Report.Column("partyNames", "Parties"),
        Report.Column("announced", "Announced", minimumWidth: 10),
        Report.Column("drafted", "Drafted", minimumWidth: 10),
        Report.Column("signedFirst", "First signed", minimumWidth: 10),
        Report.Column("signedLast", "Last signed", minimumWidth: 10),
        Report.Column("inForceSince", "In force since", minimumWidth: 10),
        Report.Column("termEnd", "Term ends", minimumWidth: 10),
        Report.Column("gaps", "△", alignment: .trailing),
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
        var rows: [JSONObject] = []
        var totals = Totals()
        for agreement in try history.source.entities("agreement") {
            let standing = try history.standing(of: agreement)
            guard let reading = AgreementReading(of: standing, asOf: history.asOf) else {
                if concernsParty(standing), state == nil { totals.countUndated(standing, history) }
                continue
            }
            guard isWanted(reading) else { continue }
            totals.count(reading)
            let view = View(of: standing, asOf: history.asOf)
            let found = try (view.conceivable + view.undated).map { try marks.inspect($0) }
            rows.append(try row(for: reading, marks: EventMarks(joining: found)))
        }
        return Report(
            name: arguments.report.rawValue,
            title: arguments.report.title,
            basis: history.basis(for: arguments),
            columns: Self.columns,
            rows: rows,
            totals: totals.json,
            gaps: marks.gaps,
            disputes: marks.disputeEntries
        )
    }

    private func isWanted(_ reading: AgreementReading) -> Bool {
        if let party, !reading.tracks.contains(where: { $0.party == party }) { return false }
        if let state { return reading.state == state || reading.possibleState == state }
        return true
    }

    private func concernsParty(_ standing: Standing) -> Bool {
        party.map { party in standing.recorded.contains { $0.names(any: [party]) } } ?? true
    }

    private func row(for reading: AgreementReading, marks: EventMarks) throws -> JSONObject {
        var row = JSONObject([
            ("agreement", .string(reading.agreement.text)),
            ("title", .string(try history.name(of: reading.agreement))),
            ("existence", reading.isDefinite ? "definite" : "possible"),
            ("gaps", .integer(marks.gapCount)),
        ])
        row["marks"] = JSONValue(text: marks.text)
        row["kind"] = JSONValue(text: reading.kind)
        row["state"] = JSONValue(text: reading.state)
        row["possibleState"] = JSONValue(text: reading.possibleState)
        row["since"] = JSONValue(text: reading.since?.occurred)
        row["parties"] = .array(try reading.tracks.map(party(in:)))
        row["partyNames"] = JSONValue(
            texts: try reading.tracks.map { "\(try history.name(of: $0.party)) (\($0.state))" }
        )
        row["announced"] = JSONValue(text: reading.date(of: "agreement.announced"))
        row["drafted"] = JSONValue(text: reading.date(of: "agreement.drafted"))
        row["signedFirst"] = JSONValue(text: reading.signatures.first?.occurred)
        row["signedLast"] = JSONValue(text: reading.signatures.last?.occurred)
        row["inForceSince"] = JSONValue(text: reading.inForceSince)
        row["termEnd"] = JSONValue(text: reading.termEnd)
        return row
    }

    private func party(in track: PartyTrack) throws -> JSONValue {
        guard case .object(var entry) = track.json else { return track.json }
        entry["name"] = .string(try history.name(of: track.party))
        return .object(entry)
    }
}

/// How many agreements there are, and how many in each state.
private struct Totals {
    private var agreements = UncertainCount()
    private var states: [String: UncertainCount] = [:]
    private var undated = 0

    mutating func count(_ reading: AgreementReading) {
        agreements.add(isDefinite: reading.isDefinite)
        let isSettled = reading.isDefinite && reading.possibleState == nil
        for state in [reading.state, reading.possibleState].compactMap(\.self) {
            states[state, default: UncertainCount()].add(isDefinite: isSettled)
        }
    }

    /// Counts an agreement of which nothing says when anything happened.
    mutating func countUndated(_ standing: Standing, _ history: KnownHistory) {
        undated += View(of: standing, asOf: history.asOf).undated.isEmpty ? 0 : 1
    }

    var json: JSONObject {
        var totals = JSONObject([
            ("agreements", agreements.json), ("existenceUndated", .integer(undated)),
        ])
        for (state, count) in states { totals[state] = count.json }
        return totals
    }
}
