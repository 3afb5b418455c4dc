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
    /// What is shown of the marks of one event.
    init(_ marks: FactMarks) {
        gapCount = marks.gaps.count
        isDisputed = !marks.disputes.isEmpty
        isCorrected = marks.isCorrected
        isOrderUnknown = marks.isOrderUnknown
    }

    /// The marks of several events together.
    init(joining all: [EventMarks]) {
        gapCount = all.reduce(0) { $0 + $1.gapCount }
        isDisputed = all.contains(where: \.isDisputed)
        isCorrected = all.contains(where: \.isCorrected)
        isOrderUnknown = all.contains(where: \.isOrderUnknown)
    }
}

extension EventMarks {
    /// Every mark that stands in some texts, once and in the usual order.
    static func union(of texts: some Sequence<String>) -> String {
        let marks = Set(texts.joined())
        return "△‡✎~".filter(marks.contains)
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
        return note(try marks(on: fact))
    }

    /// Judges one event, and counts nothing yet.
    mutating func marks(on fact: Fact) throws -> FactMarks {
        let entity = history.subject(of: fact) ?? fact.references.first
        let verdict = try history.verdict(on: fact)
        let disputes = try disputes(about: fact, of: entity)
        return FactMarks(on: fact, of: entity, verdict, disputes)
    }

    /// Counts the gaps and disputes of one event, once.
    @discardableResult
    mutating func note(_ marks: FactMarks) -> EventMarks {
        if let known = seen[marks.position] { return known }
        for entry in marks.gapEntries { gapList.append((marks.position, entry)) }
        for dispute in marks.disputes { note(dispute, on: marks) }
        let shown = EventMarks(marks)
        seen[marks.position] = shown
        return shown
    }

    private mutating func disputes(about fact: Fact, of entity: Tag?) throws -> [History.Dispute] {
        guard let entity else { return [] }
        let known = try disputes[entity] ?? history.source.disputes(entity)
        disputes[entity] = known
        return known.filter { $0.target == fact.id }
    }

    private mutating func note(_ dispute: FactMarks.Dispute, on marks: FactMarks) {
        var entry = JSONObject([
            ("position", .integer(dispute.position)),
            ("target", .integer(marks.position)),
            ("type", .string(marks.type)),
        ])
        if let entity = marks.entity { entry["entity"] = .string(entity) }
        if let claim = history.text(dispute.claim) { entry["claim"] = .string(claim) }
        disputeList.append((dispute.position, .object(entry)))
    }
}
