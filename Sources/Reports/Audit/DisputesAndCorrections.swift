import CanonicalJSON
import Collaboration
import Events

/// What was said against recorded events: corrections, retractions and disputes, each with both
/// claims and where they come from.
struct DisputesAndCorrections: ReportMaker {
    static let kind = ReportKind(
        "disputes-and-corrections",
        title: "Disputes and corrections",
        "Which recorded events were corrected, taken back or disputed, and is it settled?",
        parameters: [.entity],
        keys: ["position"],
        maker: Self.self
    )

    private static let columns = [
        Report.Column("position", "Position", .number),
        Report.Column("change", "Change", .words),
        Report.Column("target", "Target", .number),
        Report.Column("targetType", "Target's type", .words),
        Report.Column("entity", "Entity", minimumWidth: 10),
        Report.Column("claim", "Claim"),
        Report.Column("rival", "Other claim"),
        Report.Column("source", "Source"),
        Report.Column("rivalSource", "Other source"),
        Report.Column("reason", "Reason"),
        Report.Column("settled", "Settled", .words),
        Report.Column("settledBy", "Settled by", .number),
        Report.Column("recorded", "Recorded", .date, minimumWidth: 10),
    ]

    private static let changes: [EventType] = [
        "event.corrected", "event.disputed", "event.retracted", "event.reinstated",
    ]

    private let history: KnownHistory
    private let arguments: ReportArguments
    private let entity: Tag?

    init(_ arguments: ReportArguments, over history: KnownHistory) throws {
        self.arguments = arguments
        self.history = history
        entity = try arguments.tags("of").first
    }

    func report() throws -> Report {
        var rows: [JSONObject] = []
        var evidence: [RowEvidence] = []
        var counts: [String: Int] = [:]
        var totalEvidence = RowEvidence()
        let positions = try Self.changes.flatMap { try history.source.records.ofType($0) }
        for position in positions.sorted() {
            guard let remark = try history.record(at: position), let id = remark.leaf.target,
                let place = try history.source.records.find(id),
                let target = try history.record(at: place)
            else { continue }
            let tags = target.leaf.tags + target.fact.references
            if let entity, !tags.contains(entity) { continue }
            let change = RemarkClaims(remark, on: target, in: history)
            let row = try row(for: change)
            rows.append(row)
            var own = RowEvidence()
            own.note("position", [position, place] + (try change.settlements()))
            evidence.append(own)
            for name in [change.word] + (row["settled"] == "no" ? ["open"] : []) {
                counts[name, default: 0] += 1
                totalEvidence.note(name, own.all)
            }
        }
        // An entity of which all was taken back is named by no event that stands.
        if rows.isEmpty { try history.requireEntity(of: arguments) }
        let names = ["corrected", "disputed", "open", "reinstated", "retracted"]
        return try Report(
            answering: arguments,
            over: history,
            columns: Self.columns,
            rows: ReportRows(rows),
            totals: JSONObject(names.map { ($0, .integer(counts[$0] ?? 0)) }),
            evidence: evidence,
            totalEvidence: totalEvidence
        )
    }

    private func row(for change: RemarkClaims) throws -> JSONObject {
        let (remark, target) = (change.remark, change.target)
        let entity = history.subject(of: target.fact) ?? target.fact.references.first
        var row = JSONObject([
            ("position", .integer(remark.fact.position)),
            ("change", .string(change.word)),
            ("target", .integer(target.fact.position)),
            ("targetType", .string(target.fact.type.text)),
        ])
        row["entity"] = JSONValue(text: entity?.text)
        row["name"] = try entity.map { .string(try history.name(of: $0)) }
        let claims = try change.claims()
        row["claim"] = claims.before
        row["rival"] = claims.after
        row["source"] = JSONValue(text: target.leaf.event["source"]?["title"]?.string)
        row["rivalSource"] = JSONValue(text: try change.rivalSource())
        row["reason"] = JSONValue(text: history.text(remark.leaf.event["data"]?["reason"]))
        if remark.isRetracted {
            row["settled"] = "retracted"
        } else if change.word == "disputed" {
            let settlements = try change.settlements()
            row["settled"] = settlements.isEmpty ? "no" : "yes"
            row["settledBy"] = settlements.first.map { .integer($0) }
        } else {
            row["settled"] = "yes"
        }
        row["recorded"] = JSONValue(text: remark.leaf.event["recorded"]?.string)
        return row
    }
}
