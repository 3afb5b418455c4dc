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
        var maker = RegisterRows(history)
        try visitEntries(&marks) { marks, agreement, entry in
            guard entry.existence != .undated else {
                if state == nil, concernsParty(entry) { totals.countUndated() }
                return
            }
            guard isWanted(entry) else { return }
            totals.count(entry)
            let found = entry.marks.map { marks.note($0) }
            rows.append(try maker.row(of: agreement, entry, EventMarks(joining: found)))
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

    /// Visits what stored readings say, or else what the histories do, in tag order.
    private func visitEntries(
        _ marks: inout HistoryMarks,
        _ visit: (inout HistoryMarks, String, RegisterEntry) throws -> Void
    ) throws {
        if let register = history.source.register {
            return try register { agreement, stored in
                if let stored { return try visit(&marks, agreement, stored) }
                guard let tag = Tag(agreement), let entry = try entry(of: tag, &marks) else {
                    return
                }
                try visit(&marks, agreement, entry)
            }
        }
        for agreement in try history.source.entities("agreement") {
            guard let entry = try entry(of: agreement, &marks) else { continue }
            try visit(&marks, agreement.text, entry)
        }
    }

    private func entry(of agreement: Tag, _ marks: inout HistoryMarks) throws -> RegisterEntry? {
        let standing = try history.standing(of: agreement)
        let naming = RegisterEntry.Naming(of: standing, asOf: history.asOf)
        return try RegisterEntry(of: standing, asOf: history.asOf, naming: naming) { fact in
            let found = try marks.marks(on: fact)
            return found.isBlank ? nil : found
        }
    }

    private func isWanted(_ entry: RegisterEntry) -> Bool {
        if let party, !entry.tracks.contains(where: { $0.party == party.text }) { return false }
        if let state { return entry.state == state || entry.possibleState == state }
        return true
    }

    private func concernsParty(_ entry: RegisterEntry) -> Bool {
        party.map { entry.parties.contains($0.text) } ?? true
    }
}

/// How many agreements there are, and how many in each state.
private struct Totals {
    private var agreements = UncertainCount()
    private var states: [(name: String, count: UncertainCount)] = []
    private var undated = 0

    mutating func count(_ entry: RegisterEntry) {
        agreements.add(isDefinite: entry.existence == .definite)
        let isSettled = entry.existence == .definite && entry.possibleState == nil
        if let state = entry.state { count(state, isSettled) }
        if let state = entry.possibleState { count(state, isSettled) }
    }

    private mutating func count(_ state: String, _ isSettled: Bool) {
        if let place = states.firstIndex(where: { $0.name == state }) {
            return states[place].count.add(isDefinite: isSettled)
        }
        var count = UncertainCount()
        count.add(isDefinite: isSettled)
        states.append((state, count))
    }

    /// Counts an agreement of which nothing says when anything happened.
    mutating func countUndated() { undated += 1 }

    var json: JSONObject {
        var totals = JSONObject([
            ("agreements", agreements.json), ("existenceUndated", .integer(undated)),
        ])
        for (state, count) in states { totals[state] = count.json }
        return totals
    }
}
