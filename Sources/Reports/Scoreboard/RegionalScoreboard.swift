import CanonicalJSON
import Collaboration
import EDTF
import Events

/// How regions or countries stand among their peers, dimension by dimension.
struct RegionalScoreboard: ReportMaker {
    static let kind = ReportKind(
        "regional-scoreboard",
        title: "Regional scoreboard",
        "How do regions stand among their peers, and where are they strong and weak?",
        parameters: [
            PartyGrouping.parameter([.region, .country], default: .region),
            ReportParameter(
                "peer",
                "A region or country to compare, by its code; may stand several times; all that "
                    + "have values when left out.",
                limit: 500,
                example: "CZ064"
            ),
            ReportParameter(
                "against",
                "The date with whose score the change is worked out; a year before the as-of date "
                    + "when left out.",
                example: "2019-12-31"
            ),
        ],
        keys: ["of", "dimension"],
        maker: Self.self
    )

    private static let columns = [
        Report.Column("of", "Of"),
        Report.Column("dimension", "Dimension", .words),
        Report.Column("score", "Score", .number),
        Report.Column("rank", "Rank", .number),
        Report.Column("peers", "Among", .number),
        Report.Column("median", "Median", .number),
        Report.Column("strongest", "Strongest"),
        Report.Column("weakest", "Weakest"),
        Report.Column("coverage", "Coverage", .number),
        Report.Column("change", "Change", .number),
    ]

    /// How many indicators are named as strong, and as weak.
    private static let namedCount = 3

    /// For how many regions a radar is drawn.
    private static let radarLimit = 12

    private let history: KnownHistory
    private let arguments: ReportArguments
    private let grouping: PartyGrouping
    private let peers: [String]
    private let before: AsOf

    init(_ arguments: ReportArguments, over history: KnownHistory) throws {
        self.arguments = arguments
        self.history = history
        grouping = try arguments.grouping(among: [.region, .country], default: .region)
        peers = arguments.texts("peer")
        before = try arguments.date("against") ?? AsOf(history.asOf.instant.yearBefore)
    }

    func report() throws -> Report {
        let profiles = PartyProfiles(over: history)
        let now = try indicators(asOf: history.asOf, profiles)
        let dimensions = scored(now.list)
        let earlier = Dictionary(
            scored(try indicators(asOf: before, profiles).list).map { ($0.name, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        var marks = HistoryMarks(over: history)
        var rows: [JSONObject] = []
        var evidence: [RowEvidence] = []
        for dimension in dimensions {
            for peer in dimension.results.keys.sorted() {
                guard let result = dimension.results[peer] else { continue }
                let old = earlier[dimension.name]?.results[peer]?.score
                rows.append(try row(peer, dimension, result, before: old))
                let facts = now.list.filter { $0.dimension == dimension.name }
                    .flatMap { $0.facts[peer] ?? [] }
                for fact in facts { _ = try marks.inspect(fact) }
                var behind = RowEvidence()
                behind.note("score", facts.map(\.position))
                evidence.append(behind)
            }
        }
        return try Report(
            answering: arguments,
            over: history,
            columns: Self.columns,
            rows: ReportRows(rows),
            totals: [
                "indicators": .integer(now.list.count),
                "withoutDimension": .integer(now.withoutDimension),
                "comparedWith": .string(before.instant.dayText),
            ],
            marks: marks,
            pictures: pictures(dimensions, earlier),
            evidence: evidence
        )
    }

    /// The observed indicators and those of the ledger itself, at a date.
    private func indicators(
        asOf: AsOf,
        _ profiles: PartyProfiles
    ) throws -> (list: [ScoredIndicator], withoutDimension: Int) {
        var list: [ScoredIndicator] = []
        var withoutDimension = 0
        for indicator in try history.source.entities("indicator") {
            let view = View(of: try history.standing(of: indicator), asOf: asOf)
            guard let definition = IndicatorDefinition(of: indicator, in: view) else { continue }
            guard let dimension = definition.dimension else {
                withoutDimension += 1
                continue
            }
            guard definition.direction != "neutral" else { continue }
            var scored = ScoredIndicator(
                indicator.text,
                dimension: dimension,
                subDimension: definition.subDimension,
                isLowerBetter: definition.direction == "lower-better"
            )
            for observation in latest(in: view) {
                let cell = observation.cell
                guard let of = grouping == .region ? cell.region : cell.country else { continue }
                scored.set(observation.value, of: of, [observation.fact])
            }
            list.append(scored)
        }
        let own = try LedgerIndicators(of: history, asOf: asOf, by: grouping, profiles)
        return (list + (try own.list()), withoutDimension)
    }

    /// The certain values of whole regions, or whole countries, those of later periods last.
    private func latest(in view: View) -> [Observation] {
        Observation.newest(in: view).filter { observation in
            let cell = observation.cell
            return observation.isDefinite && cell.sector == nil && cell.subject == nil
                && (grouping == .region || cell.region == nil)
        }
        .sorted { $0.cell.period.last < $1.cell.period.last }
    }

    private func scored(_ indicators: [ScoredIndicator]) -> [ScoredDimension] {
        let all = Set(indicators.flatMap { $0.values.keys })
        let compared = peers.isEmpty ? all : all.intersection(peers)
        return Set(indicators.map(\.dimension)).sorted().map { name in
            ScoredDimension(name, indicators.filter { $0.dimension == name }, peers: compared)
        }
    }

    private func row(
        _ peer: String,
        _ dimension: ScoredDimension,
        _ result: ScoredDimension.Result,
        before: Double?
    ) throws -> JSONObject {
        var row: JSONObject = [
            "of": .string(peer), "dimension": .string(dimension.name),
            "coverage": .rounded(result.coverage),
        ]
        row["score"] = result.score.map(JSONValue.rounded)
        row["median"] = dimension.median.map(JSONValue.rounded)
        if let rank = dimension.rank(of: peer) {
            row["rank"] = .integer(rank)
            row["peers"] = .integer(dimension.results.values.count { $0.score != nil })
        }
        if let score = result.score, let before { row["change"] = .rounded(score - before) }
        let known = result.indicators
        let strongest = known.prefix(Self.namedCount)
        row["strongest"] = JSONValue(texts: try strongest.map(text))
        // None is named as strong and as weak at once.
        let rest = known.dropFirst(strongest.count).suffix(Self.namedCount).reversed()
        row["weakest"] = JSONValue(texts: try rest.map(text))
        return row
    }

    private func text(_ indicator: (key: String, score: Double)) throws -> String {
        let name = try Tag(indicator.key).map(history.name) ?? indicator.key.spaced
        return "\(name) \(history.messages.rounded(indicator.score))"
    }

    /// Each region beside the middle of all, and all of them in a grid.
    private func pictures(
        _ dimensions: [ScoredDimension],
        _ earlier: [String: ScoredDimension]
    ) -> [Picture] {
        let scored = dimensions.filter { $0.median != nil }
        let names = Set(scored.flatMap { $0.results.keys }).sorted()
        guard !scored.isEmpty else { return [] }
        let cells = names.map { name in
            scored.map { dimension in
                dimension.results[name]?.score.map { score in
                    let old = earlier[dimension.name]?.results[name]?.score
                    let arrow = old.map { score > $0 ? " ▲" : score < $0 ? " ▼" : " =" } ?? ""
                    return HeatMap.Cell(score, history.messages.figure(score) + arrow)
                }
            }
        }
        let axes = scored.map { history.messages.word($0.name) }
        let map = HeatMap(rows: names, columns: axes, cells: cells)
        let radars = names.prefix(Self.radarLimit).map { name in
            let own = scored.map { $0.results[name]?.score }
            let chart = RadarChart(
                axes: axes,
                series: [
                    RadarChart.Series(name, own),
                    RadarChart.Series(history.messages.text(.median), scored.map(\.median)),
                ]
            )
            return Picture(name, .radar(chart))
        }
        let title = history.messages.text(.scoresCompared, date: before.instant.dayText)
        return [Picture(title, .heatMap(map))] + radars
    }
}

extension Instant {
    /// The same time on the same day of the year before; 28 February for 29 February.
    fileprivate var yearBefore: Instant {
        let day = day
        let other =
            CivilDay(year: day.year - 1, month: day.month, day: day.day)
            ?? CivilDay(dayNumber: day.dayNumber - 366)
        return Instant(day: other, microsecondOfDay: microsecondOfDay)
    }
}

extension ReportArguments {
    /// A date to ask for; it has an end.
    fileprivate func date(_ name: String) throws(ReportError) -> AsOf? {
        guard let text = texts(name).first else { return nil }
        guard let date = try? ImpreciseDate(parsing: text), let asOf = AsOf(date) else {
            throw malformed(
                name,
                text,
                "it is not a date with an end",
                "write for example \(name)=2019-12-31"
            )
        }
        return asOf
    }
}
