import CanonicalJSON
import Collaboration
import Events

/// Who met whom, two by two, and which numbers of meetings are only reported.
struct MeetingsMatrix: ReportMaker {
    static let kind = ReportKind(
        "meetings-matrix",
        title: "Meetings matrix",
        "Who asked whom for a meeting, who met whom and how often, and what is only reported?",
        parameters: MeetingScope.parameters,
        keys: ["a", "b"],
        maker: Self.self
    )

    private static let columns = [
        Report.Column("a", "Party", minimumWidth: 10),
        Report.Column("aName", "Name"),
        Report.Column("b", "With", minimumWidth: 10),
        Report.Column("bName", "Name"),
        Report.Column("requested", "Requested", .number),
        Report.Column("accepted", "Accepted", .number),
        Report.Column("scheduled", "Scheduled", .number),
        Report.Column("held", "Held", .number),
        Report.Column("missed", "Missed", .number),
        Report.Column("c2c", "C2C", .number),
        Report.Column("c2b", "C2B", .number),
        Report.Column("otherFormat", "Other", .number),
        Report.Column("first", "First", .date, minimumWidth: 10),
        Report.Column("last", "Last", .date, minimumWidth: 10),
        Report.Column("rating", "Rating", .number),
        Report.Column("marks", "Marks"),
    ]

    private let history: KnownHistory
    private let arguments: ReportArguments
    private let scope: MeetingScope

    init(_ arguments: ReportArguments, over history: KnownHistory) throws {
        self.arguments = arguments
        self.history = history
        scope = try MeetingScope(arguments, over: history)
    }

    func report() throws -> Report {
        var marks = HistoryMarks(over: history)
        var pairs: [PartyPair: MeetingPair] = [:]
        var totals = MeetingTotals()
        var coverage = MeetingCoverage()
        for tag in try history.source.entities("meeting") {
            guard let meeting = try MeetingReading(of: tag, in: history) else { continue }
            let inside = try scope.visibility(of: meeting, in: history)
            guard inside != .absent else { continue }
            let texts = try meeting.events.map { try marks.inspect($0.fact).text }
            totals.count(meeting, within: inside)
            coverage.add(
                meeting,
                at: try meeting.places(in: history),
                counting: .both(meeting.heldVisibility, inside)
            )
            add(meeting, to: &pairs, within: inside, marks: texts)
        }
        let shown = Self.ordered(pairs)
        var figures = totals.json(of: shown.map(\.value))
        figures["reported"] = try reported(coverage, &marks)
        return try Report(
            answering: arguments,
            over: history,
            columns: Self.columns,
            rows: try ReportRows(shown.map { try row($0.key, $0.value) }),
            totals: figures,
            marks: marks,
            pictures: MeetingsPicture(of: shown.map { ($0.key, $0.value.held) }, in: history)
                .pictures,
            evidence: shown.map(\.value.evidence)
        )
    }

    /// Those that count, the most meetings first, then by tag.
    private static func ordered(
        _ pairs: [PartyPair: MeetingPair]
    ) -> [(key: PartyPair, value: MeetingPair)] {
        // What is moved about is small.
        var order = pairs.compactMap { pair, figures in
            figures.counts ? (pair: pair, held: figures.held) : nil
        }
        order.sort { left, right in
            let (mine, theirs) = (left.held, right.held)
            if mine.possible != theirs.possible { return mine.possible > theirs.possible }
            if mine.definite != theirs.definite { return mine.definite > theirs.definite }
            return left.pair < right.pair
        }
        return order.compactMap { pair, _ in pairs[pair].map { (pair, $0) } }
    }

    private func isWanted(_ pair: PartyPair) -> Bool { scope.party.map(pair.contains) ?? true }

    private func add(
        _ meeting: MeetingReading,
        to pairs: inout [PartyPair: MeetingPair],
        within scope: Visibility,
        marks: [String]
    ) {
        var touched: Set<PartyPair> = []
        for request in meeting.requests {
            guard let pair = request.pair, isWanted(pair) else { continue }
            touched.insert(pair)
            pairs[pair, default: MeetingPair()].count(
                request,
                of: pair,
                answers: meeting.acceptance(by: request.to),
                within: scope
            )
        }
        for pair in PartyPair.all(among: meeting.invited) where isWanted(pair) {
            touched.insert(pair)
            pairs[pair, default: MeetingPair()].countBooking(of: meeting, within: scope)
        }
        if let held = meeting.held {
            for pair in PartyPair.all(among: meeting.participants) where isWanted(pair) {
                touched.insert(pair)
                pairs[pair, default: MeetingPair()]
                    .countHolding(of: meeting, held, by: pair, within: scope)
            }
        }
        guard marks.contains(where: { !$0.isEmpty }) else { return }
        for pair in touched { pairs[pair]?.mark(marks) }
    }

    private func row(_ pair: PartyPair, _ figures: MeetingPair) throws -> JSONObject {
        var row = JSONObject()
        try pair.name(in: &row, history)
        figures.fill(&row)
        return row
    }

    /// The numbers that are only stated, each beside the individual meetings it should cover.
    private func reported(
        _ coverage: MeetingCoverage,
        _ marks: inout HistoryMarks
    ) throws -> JSONValue? {
        let claims = try ReportedMeetings(in: scope, of: history).claims
        if claims.isEmpty { return nil }
        return .array(
            try claims.map { claim in
                var row = try claim.row(in: history)
                row["marks"] = JSONValue(text: try marks.inspect(claim.event.fact).text)
                if let individual = coverage.individual(for: claim) {
                    row["individual"] = individual.json
                    if let value = claim.value, value > 0 {
                        let share = Double(individual.definite) * 100 / value
                        row["coverage"] = [
                            "value": .number(share.rounded(toPlaces: 1)), "unit": "percent",
                        ]
                    }
                }
                return .object(row)
            }
        )
    }
}
