import CanonicalJSON
import Collaboration
import Events

/// What stands beside an event: gaps, disputes, corrections, doubtful order.
struct EventMarks {
    /// How many steps before it are not known.
    let gapCount: Int

    let isDisputed: Bool
    let isCorrected: Bool
    let isOrderUnknown: Bool

    /// `△` gap, `‡` disputed, `✎` corrected, `~` order unknown.
    var text: String {
        [
            gapCount > 0 ? "△" : "", isDisputed ? "‡" : "", isCorrected ? "✎" : "",
            isOrderUnknown ? "~" : "",
        ]
        .joined()
    }
}

extension EventMarks {
    /// The marks of several events together.
    init(joining all: [EventMarks]) {
        gapCount = all.reduce(0) { $0 + $1.gapCount }
        isDisputed = all.contains(where: \.isDisputed)
        isCorrected = all.contains(where: \.isCorrected)
        isOrderUnknown = all.contains(where: \.isOrderUnknown)
    }
}

/// Collects the gaps and disputes of the events a report counts.
struct HistoryMarks {
    private let history: KnownHistory
    private var seen: [Position: EventMarks] = [:]
    private var gapList: [(position: Position, entry: JSONValue)] = []
    private var disputeList: [(position: Position, entry: JSONValue)] = []
    private var disputes: [Tag: [History.Dispute]] = [:]

    init(over history: KnownHistory) {
        self.history = history
    }

    /// The gaps found, by position.
    var gaps: [JSONValue] { gapList.sorted { $0.position < $1.position }.map(\.entry) }

    /// The disputes found, by position.
    var disputeEntries: [JSONValue] {
        disputeList.sorted { $0.position < $1.position }.map(\.entry)
    }

    /// The marks of one event; its gaps and disputes are counted once.
    mutating func inspect(_ fact: Fact) throws -> EventMarks {
        if let known = seen[fact.position] { return known }
        let entity = history.subject(of: fact) ?? fact.references.first
        let (objections, isOrderUnknown) = try history.marks(on: fact)
        for objection in objections { note(objection, of: entity) }
        let disputes = try disputes(about: fact, of: entity)
        for dispute in disputes { note(dispute, about: fact, of: entity) }
        let marks = EventMarks(
            gapCount: objections.count,
            isDisputed: !disputes.isEmpty,
            isCorrected: !fact.corrections.isEmpty,
            isOrderUnknown: isOrderUnknown
        )
        seen[fact.position] = marks
        return marks
    }

    private mutating func disputes(about fact: Fact, of entity: Tag?) throws -> [History.Dispute] {
        guard let entity else { return [] }
        let known = try disputes[entity] ?? history.source.disputes(entity)
        disputes[entity] = known
        return known.filter { $0.target == fact.id }
    }

    private mutating func note(_ objection: Objection, of entity: Tag?) {
        guard case .object(var entry) = objection.gap else { return }
        if let entity { entry["entity"] = .string(entity.text) }
        // Only a correction or a retraction can leave a contradiction behind.
        if objection.weight == .contradiction { entry["weight"] = "contradiction" }
        gapList.append((objection.position, .object(entry)))
    }

    private mutating func note(_ dispute: History.Dispute, about fact: Fact, of entity: Tag?) {
        var entry = JSONObject([
            ("position", .integer(dispute.position)),
            ("target", .integer(fact.position)),
            ("type", .string(fact.type.text)),
        ])
        if let entity { entry["entity"] = .string(entity.text) }
        if let claim = history.text(dispute.event["data"]?["claim"]) {
            entry["claim"] = .string(claim)
        }
        disputeList.append((dispute.position, .object(entry)))
    }
}
