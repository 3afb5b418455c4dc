import CanonicalJSON
import Collaboration
import Events

/// Steps that the history asks for and does not hold, and how each gap can be closed.
struct AuditGaps: ReportMaker {
    static let kind = ReportKind(
        "audit-gaps",
        title: "Gaps",
        "Which steps before recorded events are not known, and what would close each gap?",
        parameters: [.entity],
        keys: ["entity", "position", "rule"],
        maker: Self.self
    )

    private static let columns = [
        Report.Column("entity", "Entity", minimumWidth: 10),
        Report.Column("name", "Name"),
        Report.Column("position", "Position", .number),
        Report.Column("occurred", "Occurred", .date, minimumWidth: 10),
        Report.Column("type", "Type", .words),
        Report.Column("asks", "Asks that"),
        Report.Column("against", "Against", .number),
        Report.Column("rule", "Rule"),
        Report.Column("weight", "Weight", .words),
        Report.Column("recorded", "Recorded", .date, minimumWidth: 10),
        Report.Column("remedy", "How to close it"),
    ]

    private let history: KnownHistory
    private let arguments: ReportArguments

    init(_ arguments: ReportArguments, over history: KnownHistory) throws {
        self.arguments = arguments
        self.history = history
        try history.requireEntity(of: arguments)
    }

    func report() throws -> Report {
        var marks = HistoryMarks(over: history)
        var rows: [JSONObject] = []
        var evidence: [RowEvidence] = []
        var totals = GapTotals()
        for entity in try history.entities(of: arguments) {
            let view = View(of: try history.standing(of: entity), asOf: history.asOf)
            let definite = Set(view.definite.map(\.position))
            for fact in view.conceivable + view.undated where history.subject(of: fact) == entity {
                let found = try marks.marks(on: fact)
                guard !found.gaps.isEmpty else { continue }
                marks.note(found)
                for gap in found.gaps {
                    rows.append(try row(for: gap, of: fact, entity))
                    let behind = [fact.position] + [gap.against].compactMap(\.self)
                    var own = RowEvidence()
                    own.note("position", behind)
                    own.note("name", try history.namers(of: entity))
                    for column in Self.columns where column.key != "name" {
                        own.note(column.key, behind)
                    }
                    evidence.append(own)
                    totals.count(gap.rule, definite.contains(fact.position), behind)
                }
            }
        }
        return try Report(
            answering: arguments,
            over: history,
            columns: Self.columns,
            rows: ReportRows(rows),
            totals: totals.json,
            marks: marks,
            evidence: evidence,
            totalEvidence: totals.evidence
        )
    }

    private func row(
        for gap: FactMarks.Gap,
        of fact: Fact,
        _ entity: Tag
    ) throws -> JSONObject {
        var row = JSONObject([
            ("entity", .string(entity.text)),
            ("name", .string(try history.name(of: entity))),
            ("position", .integer(fact.position)),
            ("type", .string(fact.type.text)),
            ("asks", .string(gap.words)),
            ("rule", .string(gap.rule)),
            ("weight", gap.isContradiction ? "contradiction" : "missing antecedent"),
            ("remedy", .string(remedy(for: gap, of: fact))),
        ])
        row["occurred"] = JSONValue(text: fact.occurred)
        row["against"] = gap.against.map { .integer($0) }
        row["recorded"] = JSONValue(text: fact.member("recorded")?.string)
        return row
    }

    /// What to record, or which event to look at again.
    private func remedy(for gap: FactMarks.Gap, of fact: Fact) -> String {
        if gap.isContradiction {
            let other = gap.against.map { " or event \($0)" } ?? ""
            return "correct or retract event \(fact.position)\(other)"
        }
        if let against = gap.against {
            return "record what lies between event \(against) and event \(fact.position), or "
                + "correct one of them"
        }
        let rule = history.source.judge.rulebook.row(fact.type)?.rules
            .first { $0.id == gap.rule }
        let wanted = rule?.requires.map(\.text) ?? []
        guard !wanted.isEmpty else {
            return "record the missing step with its source, or correct event \(fact.position)"
        }
        let date = fact.occurred.isEmpty ? "" : ", on or before \(fact.occurred)"
        return "record \(wanted.joined(separator: " or ")) with its source\(date)"
    }
}

/// How many gaps there are, in all and by rule.
private struct GapTotals {
    private var counts: [String: UncertainCount] = [:]
    private(set) var evidence = RowEvidence()

    mutating func count(_ rule: String, _ isDefinite: Bool, _ events: [Position]) {
        for name in ["gaps", rule] {
            counts[name, default: UncertainCount()].add(isDefinite: isDefinite)
            evidence.note(name, events)
        }
    }

    var json: JSONObject {
        var totals: JSONObject = ["gaps": UncertainCount().json]
        for (name, count) in counts { totals[name] = count.json }
        return totals
    }
}
