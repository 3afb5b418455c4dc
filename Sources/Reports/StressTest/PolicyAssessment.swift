import CanonicalJSON
import Collaboration
import EDTF
import Events

/// How policies, regions or parties were judged by the criteria of a framework.
struct PolicyAssessment: ReportMaker {
    static let kind = ReportKind(
        "policy-assessment",
        title: "Policy assessment",
        "How was a policy judged, criterion by criterion, and what does each score rest on?",
        parameters: [
            ReportParameter(
                "framework",
                "Shows only assessments by this framework; may stand several times.",
                limit: 50,
                example: "framework:cluster-policy"
            )
        ],
        keys: ["framework", "of", "criterion"],
        maker: Self.self
    )

    private static let columns = [
        Report.Column("framework", "Framework", minimumWidth: 10),
        Report.Column("version", "Version"),
        Report.Column("of", "Of"),
        Report.Column("dimension", "Dimension", .words),
        Report.Column("criterion", "Criterion"),
        Report.Column("question", "Question"),
        Report.Column("score", "Score", .number),
        Report.Column("scale", "Scale"),
        Report.Column("index", "Index", .number),
        Report.Column("dimensionIndex", "Dimension's index", .number),
        Report.Column("evidence", "Evidence"),
        Report.Column("unevidenced", "Without evidence", .words),
        Report.Column("assessor", "Assessor"),
        Report.Column("assessed", "Last time", .date, minimumWidth: 10),
        Report.Column("certainty", "Certainty", .words),
        Report.Column("scoreBefore", "Score before", .number),
    ]

    private let history: KnownHistory
    private let arguments: ReportArguments
    private let wanted: [Tag]

    init(_ arguments: ReportArguments, over history: KnownHistory) throws {
        self.arguments = arguments
        self.history = history
        wanted = try arguments.tags("framework", kinds: ["framework"])
        for tag in wanted { try history.require(tag, as: "framework", of: arguments.report) }
    }

    func report() throws -> Report {
        var marks = HistoryMarks(over: history)
        var judgements: [CriterionJudgement] = []
        var undated = 0
        for framework in wanted.isEmpty ? try history.source.entities("framework") : wanted {
            let view = View(of: try history.standing(of: framework), asOf: history.asOf)
            undated += view.undated.count { $0.type == AssessmentType.made }
            judgements += CriterionJudgement.last(of: framework, in: view)
        }
        for judgement in judgements {
            for fact in judgement.facts { _ = try marks.inspect(fact) }
        }
        let dimensions = Self.means(judgements)
        return try Report(
            answering: arguments,
            over: history,
            columns: Self.columns,
            rows: try ReportRows(judgements.map { try row($0, dimensions) }),
            totals: [
                "assessments": UncertainCount(of: judgements, isDefinite: \.isDefinite).json,
                "unevidenced": UncertainCount(
                    of: judgements.filter { $0.evidence.isEmpty },
                    isDefinite: \.isDefinite
                ).json,
                "undated": .integer(undated),
            ],
            marks: marks,
            pictures: pictures(judgements),
            evidence: judgements.map { judgement in
                var evidence = RowEvidence()
                evidence.note("score", [judgement.fact.position])
                evidence.note("question", judgement.published.map { [$0.position] } ?? [])
                evidence.note("scoreBefore", judgement.before.map { [$0.position] } ?? [])
                return evidence
            }
        )
    }

    /// The mean of the indices of each dimension.
    private static func means(_ judgements: [CriterionJudgement]) -> [[String]: Double] {
        let groups = Dictionary(grouping: judgements.filter { $0.dimension != nil }, by: \.group)
        return groups.compactMapValues { $0.compactMap(\.index).mean }
    }

    private func row(
        _ judgement: CriterionJudgement,
        _ dimensions: [[String]: Double]
    ) throws -> JSONObject {
        var row: JSONObject = [
            "framework": .string(judgement.framework.text),
            "of": .string(judgement.subject),
            "criterion": .string(judgement.criterion),
            "unevidenced": judgement.evidence.isEmpty ? "yes" : "no",
            "certainty": judgement.isDefinite ? "definite" : "possible",
        ]
        row["version"] = JSONValue(text: judgement.version)
        row["dimension"] = JSONValue(text: judgement.dimension)
        row["question"] = JSONValue(text: history.text(judgement.names))
        row["score"] = judgement.score.map { .number($0) }
        row["scale"] = judgement.scale.map { scale in
            .string("\(Self.text(scale.lowerBound))–\(Self.text(scale.upperBound))")
        }
        row["index"] = judgement.index.map(JSONValue.rounded)
        row["dimensionIndex"] = dimensions[judgement.group].map(JSONValue.rounded)
        row["evidence"] = JSONValue(texts: judgement.evidence)
        row["assessor"] = JSONValue(text: try judgement.fact.tag("assessor").map(history.name))
        row["assessed"] = JSONValue(text: judgement.fact.occurredText)
        row["scoreBefore"] = judgement.before?.number("score").map { .number($0) }
        return row
    }

    private static func text(_ value: Double) -> String {
        JSONValue.rounded(value).displayText ?? ""
    }

    /// The indices by subject and criterion, as traffic lights.
    private func pictures(_ judgements: [CriterionJudgement]) -> [Picture] {
        guard !judgements.isEmpty else { return [] }
        let subjects = Set(judgements.map(\.subject)).sorted()
        let criteria = Set(judgements.map(\.criterion)).sorted()
        let cells = subjects.map { subject in
            criteria.map { criterion -> HeatMap.Cell? in
                guard
                    let judgement = judgements.last(where: {
                        $0.subject == subject && $0.criterion == criterion
                    }), let index = judgement.index
                else { return nil }
                return HeatMap.Cell(
                    index,
                    history.messages.rounded(index),
                    isSure: judgement.isDefinite && !judgement.evidence.isEmpty
                )
            }
        }
        let unsure = history.messages.text(.withoutEvidence)
        let map = HeatMap(
            rows: subjects,
            columns: criteria,
            cells: cells,
            form: .lights(fair: 0.4, good: 0.7, unsure: unsure)
        )
        return [Picture(history.messages.text(.indexByCriterion), .heatMap(map))]
    }
}
