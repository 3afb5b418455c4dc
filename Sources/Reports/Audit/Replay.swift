import CanonicalJSON
import Collaboration
import Events

/// Every event of an entity in the order in which things happened, with the state before and after
/// it and what the rules say of it.
struct Replay: ReportMaker {
    static let kind = ReportKind(
        "replay",
        title: "Replay",
        "Which state did each event find and leave, and which rules does it meet?",
        parameters: [.entity],
        keys: ["entity", "position"],
        maker: Self.self
    )

    private static let columns = [
        Report.Column("entity", "Entity", minimumWidth: 10),
        Report.Column("position", "Position", .number),
        Report.Column("occurred", "Occurred", .date, minimumWidth: 10),
        Report.Column("certainty", "Certainty", .words),
        Report.Column("type", "Type", .words),
        Report.Column("what", "What"),
        Report.Column("stateBefore", "State before", .words),
        Report.Column("stateAfter", "State after", .words),
        Report.Column("rulesMet", "Rules met", .number),
        Report.Column("broken", "Not met"),
        Report.Column("undecided", "Not decided"),
        Report.Column("marks", "Marks"),
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
        var events = UncertainCount()
        var totalEvidence = RowEvidence()
        for entity in try history.entities(of: arguments) {
            let view = View(of: try history.standing(of: entity), asOf: history.asOf)
            let definite = Set(view.definite.map(\.position))
            let undated = Set(view.undated.map(\.position))
            let facts = view.conceivable + view.undated
            var states = ReplayedStates(
                of: entity,
                asOf: history.asOf,
                by: history.source.judge,
                facts: facts
            )
            for fact in facts {
                let isDefinite = definite.contains(fact.position)
                let certainty: Visibility =
                    undated.contains(fact.position)
                    ? .undated : isDefinite ? .definite : .possible
                let step = states.step(fact)
                rows.append(try row(for: fact, of: entity, certainty, step, &marks))
                events.add(isDefinite: isDefinite)
                totalEvidence.note("events", [fact.position])
            }
        }
        return try Report(
            answering: arguments,
            over: history,
            columns: Self.columns,
            rows: ReportRows(rows),
            totals: ["events": events.json],
            marks: marks,
            totalEvidence: totalEvidence
        )
    }

    private func row(
        for fact: Fact,
        of entity: Tag,
        _ certainty: Visibility,
        _ step: ReplayedStates.Step,
        _ marks: inout HistoryMarks
    ) throws -> JSONObject {
        let rules = history.source.judge.rulebook.row(fact.type)?.rules.count ?? 0
        let found = try history.verdict(on: fact)
        var row = JSONObject([
            ("entity", .string(entity.text)),
            ("position", .integer(fact.position)),
            ("certainty", .string(certainty.word)),
            ("type", .string(fact.type.text)),
            ("what", .string(try EventSentence(of: fact, in: history).text)),
            ("rulesMet", .integer(rules - found.objections.count - found.orderUnknown.count)),
        ])
        row["occurred"] = JSONValue(text: fact.occurred)
        row["stateBefore"] = JSONValue(text: step.before)
        row["stateAfter"] = JSONValue(text: step.after)
        row["broken"] = JSONValue(texts: found.objections.map { "\($0.rule): \($0.words)" })
        row["undecided"] = JSONValue(
            texts: found.orderUnknown.map { "\($0.rule.id): event \($0.with.position)" }
        )
        row["marks"] = JSONValue(text: try marks.inspect(fact).text)
        return row
    }

    /// A state rests on the event and on all that happened before it.
    static func evidence(of row: JSONObject, in history: KnownHistory) throws -> RowEvidence? {
        guard let entity = row["entity"]?.string.flatMap(Tag.init),
            let position = row["position"]?.integer.flatMap(Position.init(exactly:))
        else { return nil }
        let view = View(of: try history.standing(of: entity), asOf: history.asOf)
        let facts = view.conceivable + view.undated
        guard let place = facts.firstIndex(where: { $0.position == position }) else {
            return nil
        }
        let fact = facts[place]
        let earlier = facts[..<place].map(\.position)
        var evidence = RowEvidence()
        evidence.note("what", [fact.position])
        for tag in fact.references { evidence.note("what", try history.namers(of: tag)) }
        for column in ["position", "occurred", "certainty", "type"] {
            evidence.note(column, [fact.position])
        }
        evidence.note("stateBefore", earlier)
        evidence.note("stateAfter", earlier + [fact.position])
        return evidence
    }
}
