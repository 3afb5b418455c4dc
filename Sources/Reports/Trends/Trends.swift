import CanonicalJSON
import Collaboration
import EDTF
import Events

/// Where co-operation is going: measures over the last eight half-years.
struct Trends: ReportMaker {
    static let kind = ReportKind(
        "trends",
        title: "Trends",
        "How did agreements, meetings, commitments and barriers develop over eight half-years?",
        parameters: [
            ReportParameter(
                "period",
                "The last half-year, such as 2020-H1, or an interval, of which the seven before it "
                    + "have the length; the last half-year that had ended when left out.",
                example: "2020-H1"
            )
        ],
        keys: ["measure", "category"],
        maker: Self.self
    )

    private static let periodCount = 8

    private let question: PanoramaQuestion
    private let periods: [Period]

    init(_ arguments: ReportArguments, over history: KnownHistory) throws {
        question = try PanoramaQuestion(arguments, over: history)
        var periods = [question.period]
        while periods.count < Self.periodCount {
            periods.append(periods[periods.count - 1].previous)
        }
        self.periods = periods.reversed()
    }

    func report() throws -> Report {
        let history = question.history
        let messages = history.messages
        let engagements = try Engagements(of: history)
        let windows = periods.map { PeriodWindow($0, asOf: history.asOf) }
        var marks = HistoryMarks(over: history)
        var rows: [JSONObject] = []
        var evidence: [RowEvidence] = []
        var measured: [(isCount: Bool, series: SeriesChart.Series)] = []
        for measure in try TrendMeasures(of: history, engagements).list {
            let figures = try windows.map(measure.figure)
            for fact in figures.flatMap(\.facts) { _ = try marks.inspect(fact) }
            rows.append(try row(measure, figures))
            evidence.append(behind(figures))
            let name = [measure.name, measure.category].compactMap(\.self).map(messages.word)
                .joined(separator: ": ")
            let series = SeriesChart.Series(name, ranges: figures.map(\.range))
            measured.append((figures.contains(where: \.isCount), series))
        }
        return try Report(
            answering: question.arguments,
            over: history,
            columns: columns,
            rows: ReportRows(rows),
            totals: [
                "periods": .string("\(periods[0].first)/\(question.period.last)"),
                "existenceUndated": .integer(engagements.undated),
            ],
            marks: marks,
            pictures: pictures(measured),
            evidence: evidence
        )
    }

    /// A small line for each measure, and how counts and shares came from the first period to the
    /// last; those that never were are left out.
    private func pictures(
        _ measured: [(isCount: Bool, series: SeriesChart.Series)]
    ) -> [Picture] {
        let messages = question.history.messages
        let labels = periods.map { messages.date($0.label) }
        let chart = SeriesChart(
            periods: labels,
            series: measured.map(\.series),
            form: .sparklines
        )
        let slopes = [true, false].compactMap { isCount -> Picture? in
            let series = measured.filter { $0.isCount == isCount }.map(\.series)
                .filter { $0.possible.contains { $0 ?? 0 != 0 } }
            guard !series.isEmpty else { return nil }
            let chart = SeriesChart(periods: labels, series: series, form: .slopes)
            return Picture(
                messages.text(isCount ? .changeOfCounts : .changeOfShares),
                .series(chart)
            )
        }
        return [Picture(messages.text(.trends), .series(chart))] + slopes
    }

    private var columns: [Report.Column] {
        [
            Report.Column("measure", "Measure", .words),
            Report.Column("category", "Category", .words),
        ]
            + periods.map { Report.Column($0.label, $0.label, .number) }
            + [
                Report.Column("slope", "Slope", .number),
                Report.Column("change", "Change", .number),
                Report.Column("growth", "Growth", .number),
                Report.Column("firstAppearances", "First appearances"),
            ]
    }

    private func row(
        _ measure: TrendMeasure,
        _ figures: [TrendMeasure.Figure]
    ) throws -> JSONObject {
        var row: JSONObject = ["measure": .string(measure.name)]
        row["category"] = JSONValue(text: measure.category)
        for (period, figure) in zip(periods, figures) {
            switch figure {
            case .count(let tally): row[period.label] = tally.count.json
            case .value(let value, _): row[period.label] = value.map(JSONValue.rounded)
            }
        }
        row["slope"] = TheilSen.slope(of: figures.map(\.range))?.json
        if let now = figures[periods.count - 1].range, let before = figures[periods.count - 2].range
        {
            row["change"] = (now - before).json
            row["growth"] = now.growth(from: before)?.json
        }
        row["firstAppearances"] = JSONValue(texts: try firstAppearances(measure, figures))
        return row
    }

    /// What the last period has and nothing before it had.
    private func firstAppearances(
        _ measure: TrendMeasure,
        _ figures: [TrendMeasure.Figure]
    ) throws -> [String] {
        guard let labels = measure.labels, let last = figures.last, !last.things.isEmpty else {
            return []
        }
        let before = PeriodWindow(before: question.period, asOf: question.history.asOf)
        let seen = Set(try measure.figure(before).things.flatMap(labels))
        return Set(try last.things.flatMap(labels)).subtracting(seen).sorted()
    }

    private func behind(_ figures: [TrendMeasure.Figure]) -> RowEvidence {
        var evidence = RowEvidence()
        for (period, figure) in zip(periods, figures) {
            evidence.note(period.label, figure.facts.map(\.position))
        }
        return evidence
    }
}
