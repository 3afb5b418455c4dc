import CanonicalJSON
import Collaboration
import EDTF
import Events

/// How each figure of a panorama moved against the period before.
struct PanoramaMovement: ReportMaker {
    static let kind = ReportKind(
        "panorama-movement",
        title: "Panorama: movement",
        "What changed against the half-year before, and what was there for the first time?",
        parameters: [
            PanoramaQuestion.period,
            PartyGrouping.parameter(PartyGrouping.allCases, default: .party),
        ],
        keys: ["of", "measure"],
        order: NameOrder(by: "name"),
        maker: Self.self
    )

    private static let columns = [
        Report.Column("of", "Of", minimumWidth: 10),
        Report.Column("name", "Name"),
        Report.Column("measure", "Measure", .words),
        Report.Column("before", "Before", .number),
        Report.Column("now", "Now", .number),
        Report.Column("change", "Change", .number),
        Report.Column("growth", "Growth", .number),
        Report.Column("firstTime", "First time"),
    ]

    private let question: PanoramaQuestion
    private let grouping: PartyGrouping

    init(_ arguments: ReportArguments, over history: KnownHistory) throws {
        question = try PanoramaQuestion(arguments, over: history)
        grouping = try arguments.grouping(among: PartyGrouping.allCases, default: .party)
    }

    func report() throws -> Report {
        let history = question.history
        let profiles = PartyProfiles(over: history)
        let engagements = try Engagements(of: history)
        func figures(_ window: PeriodWindow) throws -> PanoramaFigures {
            try PanoramaFigures(engagements, in: window, by: grouping, profiles)
        }
        let now = try figures(question.window)
        let before = try figures(question.windowBefore)
        let ever = try figures(PeriodWindow(before: question.period, asOf: history.asOf))
        var marks = HistoryMarks(over: history)
        let facts = before.facts + now.facts
        for fact in facts { _ = try marks.inspect(fact) }
        var rows: [JSONObject] = []
        var evidence: [RowEvidence] = []
        for key in Set(now.rows.keys).union(before.rows.keys).sorted() {
            for measure in PanoramaMeasure.allCases {
                let pair = (before.tally(measure, of: key), now.tally(measure, of: key))
                guard !pair.0.isEmpty || !pair.1.isEmpty else { continue }
                let seen = ever.tally(measure, of: key)
                rows.append(try row(key, measure, pair.0, pair.1, seen: seen))
                var behind = RowEvidence()
                behind.note("before", pair.0.positions)
                behind.note("now", pair.1.positions)
                evidence.append(behind)
            }
        }
        var totals = try question.edition(restingOn: facts)
        totals["period"] = .string(question.period.text)
        totals["periodBefore"] = .string(question.period.previous.text)
        totals["undatedEvents"] = .integer(now.undated)
        return try Report(
            answering: question.arguments,
            over: history,
            columns: Self.columns,
            rows: ReportRows(rows),
            totals: totals,
            marks: marks,
            pictures: pictures(before, now),
            evidence: evidence
        )
    }

    private func row(
        _ key: String,
        _ measure: PanoramaMeasure,
        _ before: Tally,
        _ now: Tally,
        seen: Tally
    ) throws -> JSONObject {
        let (old, new) = (ValueRange(before.count), ValueRange(now.count))
        var row: JSONObject = [
            "of": .string(key),
            "name": .string(try question.name(of: key)),
            "measure": .string(measure.word),
            "before": before.count.json,
            "now": now.count.json,
            "change": (new - old).json,
        ]
        row["growth"] = new.growth(from: old)?.json
        // Only who and where: every agreement and every meeting is there for the first time.
        if measure == .activePartners || measure == .countriesReached {
            let first = try now.things.filter { !seen.contains($0) }.map(question.name)
            row["firstTime"] = JSONValue(texts: first)
        }
        return row
    }

    /// How the figures of all rows together moved.
    private func pictures(_ before: PanoramaFigures, _ now: PanoramaFigures) -> [Picture] {
        guard !now.rows.isEmpty || !before.rows.isEmpty else { return [] }
        let messages = question.history.messages
        let series = PanoramaMeasure.allCases.filter { $0 != .countriesReached }.map { measure in
            SeriesChart.Series(
                measure.title(in: messages),
                ranges: [before, now].map { ValueRange(($0.whole[measure] ?? Tally()).count) }
            )
        }
        let labels = [question.period.previous, question.period].map { messages.date($0.label) }
        let chart = SeriesChart(periods: labels, series: series, form: .slopes)
        return [Picture(messages.text(.movement), .series(chart))]
    }
}
