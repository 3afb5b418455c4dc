import CanonicalJSON
import Collaboration
import EDTF
import Events

/// What parties, regions or countries did together in a half-year.
struct Panorama: ReportMaker {
    static let kind = ReportKind(
        "panorama",
        title: "Panorama",
        "Who worked with whom in a half-year, and what is in force at its end?",
        parameters: [
            PanoramaQuestion.period,
            PartyGrouping.parameter(PartyGrouping.allCases, default: .party),
        ],
        keys: ["of"],
        maker: Self.self
    )

    private var columns: [Report.Column] {
        var columns = [
            Report.Column("of", "Of", minimumWidth: 10), Report.Column("name", "Name"),
        ]
        if grouping == .party { columns.append(Report.Column("country", "Country")) }
        columns += PanoramaMeasure.allCases.map { Report.Column($0.rawValue, $0.title, .number) }
        return columns + [Report.Column("countries", "Which countries")]
    }

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
        let figures = try PanoramaFigures(engagements, in: question.window, by: grouping, profiles)
        let keys = figures.rows.keys.sorted { one, other in
            let (left, right) = (Order(figures, one), Order(figures, other))
            return left == right ? one < other : left > right
        }
        var marks = HistoryMarks(over: history)
        let facts = figures.facts
        for fact in facts { _ = try marks.inspect(fact) }
        var evidence: [RowEvidence] = []
        var rows: [JSONObject] = []
        for key in keys {
            rows.append(try row(key, figures, profiles))
            evidence.append(Self.evidence(key, figures))
        }
        return try Report(
            answering: question.arguments,
            over: history,
            columns: columns,
            rows: ReportRows(rows),
            totals: try totals(figures, engagements, facts),
            marks: marks,
            pictures: PanoramaPictures(
                question: question,
                grouping: grouping,
                engagements: engagements,
                profiles: profiles
            ).pictures(keys, figures),
            evidence: evidence
        )
    }

    private func row(
        _ key: String,
        _ figures: PanoramaFigures,
        _ profiles: PartyProfiles
    ) throws -> JSONObject {
        var row: JSONObject = [
            "of": .string(key), "name": .string(try question.name(of: key)),
        ]
        if let party = Tag(key) {
            row["country"] = JSONValue(text: try profiles.profile(of: party).country)
        }
        for measure in PanoramaMeasure.allCases {
            row[measure.rawValue] = figures.tally(measure, of: key).count.json
        }
        row["countries"] = JSONValue(texts: figures.tally(.countriesReached, of: key).things)
        return row
    }

    private static func evidence(_ key: String, _ figures: PanoramaFigures) -> RowEvidence {
        var evidence = RowEvidence()
        for measure in PanoramaMeasure.allCases {
            evidence.note(measure.rawValue, figures.tally(measure, of: key).positions)
        }
        evidence.note("countries", figures.tally(.countriesReached, of: key).positions)
        return evidence
    }

    private func totals(
        _ figures: PanoramaFigures,
        _ engagements: Engagements,
        _ facts: [Fact]
    ) throws -> JSONObject {
        var totals = try question.edition(restingOn: facts)
        totals["period"] = .string(question.period.text)
        for measure in PanoramaMeasure.allCases where measure != .countriesReached {
            totals[measure.rawValue] = (figures.whole[measure] ?? Tally()).count.json
        }
        totals["existenceUndated"] = .integer(engagements.undated)
        totals["undatedEvents"] = .integer(figures.undated)
        return totals
    }
}

/// Those with the most agreements in force and partners stand first.
private struct Order: Comparable {
    private let figures: [Int]

    init(_ all: PanoramaFigures, _ key: String) {
        let counts = [PanoramaMeasure.inForce, .activePartners, .meetingsHeld].map { measure in
            all.tally(measure, of: key).count
        }
        figures = counts.flatMap { [$0.definite, $0.possible] }
    }

    static func < (left: Self, right: Self) -> Bool {
        left.figures.lexicographicallyPrecedes(right.figures)
    }
}
