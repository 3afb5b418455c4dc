package import CanonicalJSON
import Collaboration
package import Events

/// What changed in one entity between two bases of one ledger.
package enum EntityDiff {
    /// Compares the states of an entity.
    ///
    /// - Parameters:
    ///   - entity: the entity.
    ///   - before: its state at one basis, in the shape scripts read; `nil` when nothing was known.
    ///   - after: its state at the other.
    ///   - sources: the ledger at the one and at the other.
    /// - Returns: a report with one row for each member that came, went or changed, and the
    ///   events that made it so.
    /// - Throws: what the sources throw.
    package static func report(
        of entity: Tag,
        from before: JSONValue?,
        to after: JSONValue?,
        _ sources: (before: ReportSource, after: ReportSource)
    ) throws -> Report {
        let histories = (KnownHistory(sources.before), KnownHistory(sources.after))
        func side(_ state: JSONValue?, _ history: KnownHistory) throws -> ReportDiff.Side {
            let rows = try state.map { try EntityRows($0, of: entity, in: history) }
            let report = Report(
                name: "state",
                title: try histories.1.name(of: entity),
                basis: history.source.basis.json,
                columns: EntityRows.columns,
                rows: rows?.list.map(\.row) ?? []
            )
            return ReportDiff.Side(
                report: report,
                row: { rows?.list[$0].evidence ?? RowEvidence() },
                total: { _ in nil }
            )
        }
        return try ReportDiff.report(
            try side(before, histories.0),
            try side(after, histories.1),
            keys: EntityRows.keys,
            by: EventComparison(histories.0, histories.1),
            in: sources.after.messages
        )
    }
}

/// The state of an entity, one row for each thing it says, with the event behind it.
private struct EntityRows {
    static let keys = ["part", "member"]
    static let columns = [
        Report.Column("part", "Part"), Report.Column("member", "Member"),
        Report.Column("value", "Value", .mixed),
    ]

    private(set) var list: [(row: JSONObject, evidence: RowEvidence)] = []
    private let entity: Tag
    private let messages: Messages

    init(_ state: JSONValue, of entity: Tag, in history: KnownHistory) throws {
        self.entity = entity
        messages = history.messages
        let setter = state["since"]?["position"]
        for name in ["state", "possibleState", "existence", "overdue"] {
            add("state", name, state[name], setter, isShared: true)
        }
        add("state", "since", state["since"]?["occurred"], setter, isShared: true)
        for field in state["fields"]?.object?.members ?? [] {
            let value = field.value["personal"] ?? field.value["value"]
            add("fields", field.key, value, field.value["position"])
        }
        for track in state["tracks"]?.array ?? [] {
            let party = track["party"]?.displayText ?? "?"
            let name = try messages.isPlain ? party : Tag(party).map(history.name) ?? party
            let part = messages.text(.track, ["party": name])
            for member in track.object?.members ?? []
            where member.key != "party" && member.key != "position" {
                add(part, member.key, member.value, track["position"], isShared: true)
            }
        }
        for name in EntityState.relationNames {
            for entry in state[name]?.array ?? state[name].map({ [$0] }) ?? [] {
                addWhole(name, entry, by: entry["position"])
            }
        }
        for gap in state["gaps"]?.array ?? [] {
            let words = gap["words"]?.string.map { words in
                messages.rule(gap["rule"]?.string ?? "", words)
            }
            addWhole("gaps", words.map(JSONValue.string) ?? .null, by: gap["position"])
        }
        for name in ["disputes", "confirmations"] {
            for entry in state[name]?.array ?? [] { addWhole(name, entry, by: entry["position"]) }
        }
    }

    /// Something that is called by the event that says it.
    private mutating func addWhole(_ part: String, _ value: JSONValue, by event: JSONValue?) {
        var value = value
        if case .object(var members) = value {
            members["position"] = nil
            value = .object(members)
        }
        let name = messages.text(.event, ["position": event?.displayText ?? "?"])
        add(part, named: name, value, event)
    }

    private mutating func add(
        _ part: String,
        _ member: String,
        _ value: JSONValue?,
        _ event: JSONValue?,
        isShared: Bool = false
    ) {
        add(part, named: messages.total(member), value, event, isShared: isShared)
    }

    /// Says something; others than one event may have a part in what is shared.
    private mutating func add(
        _ part: String,
        named member: String,
        _ value: JSONValue?,
        _ event: JSONValue?,
        isShared: Bool = false
    ) {
        guard let value else { return }
        let part = messages.total(part)
        var evidence = RowEvidence()
        if let position = event?.integer {
            evidence.note(isShared ? "" : "value", [Position(position)])
        }
        let row: JSONObject = [
            "part": .string(part), "member": .string(member), "value": value,
            "entity": .string(entity.text),
        ]
        list.append((row, evidence))
    }
}
