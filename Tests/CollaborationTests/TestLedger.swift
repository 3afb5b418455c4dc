import CanonicalJSON
import Collaboration
import EDTF
import Events
import Testing

/// Events in memory, as a ledger would have sealed them: one a second from 1 May 2026 on.
struct TestLedger {
    private(set) var leaves: [Leaf] = []
    private var facts: [Fact] = []
    private var standings: [Events.Tag: Standing] = [:]
    private let judge = Judge()

    init(_ events: [TestEvent] = []) {
        for event in events { append(event) }
    }

    /// Stores an event, whatever stands against it.
    mutating func append(_ event: TestEvent) {
        if event.type.noun == "event" {
            leaves.append(seal(event))
            facts = []
            standings = [:]
            for fact in history().facts { add(fact) }
        } else {
            add(fact(event))
            leaves.append(seal(event))
        }
    }

    private mutating func add(_ fact: Fact) {
        facts.append(fact)
        let tags = Self.tags(in: fact.data)
        for entity in judge.rulebook.entities(of: fact, tags: tags.sorted()) {
            standings[entity, default: Standing(of: entity)].add(fact)
        }
    }

    private func seal(_ event: TestEvent) -> Leaf {
        let position = leaves.count
        let recorded = Self.opened.advanced(byMicroseconds: Int64(position) * 1_000_000)
        var members: JSONObject = [
            "id": .string(event.id ?? "e\(position)"), "type": .string(event.type.text),
            "occurred": .string(event.occurred), "mode": .string(event.mode.rawValue),
            "recorded": .string(recorded.rfc3339), "data": .object(event.data),
        ]
        if let published = event.published { members["source"] = ["published": .string(published)] }
        return Leaf(position: Position(position), event: .object(members))
    }

    private static let opened = Instant(microseconds: 1_777_593_600_000_000)

    /// The types whose schemas say that they are matters of record.
    private static let recordAxis: Set<EventType> = [
        "agreement.described", "document.registered", "event.confirmed", "event.corrected",
        "event.dispute-settled", "event.disputed", "event.reinstated", "event.retracted",
        "indicator.defined", "indicator.redefined", "party.merged", "party.registered",
        "party.unmerged", "person.registered", "platform.registered", "series.registered",
        "subject.consent-withdrawn", "subject.consented", "subject.erased",
        "subject.erasure-refused", "subject.erasure-requested", "subject.restricted",
    ]

    private static func axis(of type: EventType) -> Fact.Axis {
        recordAxis.contains(type) ? .record : .occurred
    }

    /// What the leaves say, as known at a size.
    func history(knownAt size: Int? = nil) -> History {
        History(of: Array(leaves.prefix(size ?? leaves.count)), axis: Self.axis)
    }

    /// The fact an event would be if it came next.
    func fact(_ event: TestEvent) -> Fact {
        Fact(seal(event), as: event.type, axis: Self.axis(of: event.type))
    }

    /// The fact at a position.
    func fact(at position: Position) throws -> Fact {
        try #require(facts.first { $0.position == position })
    }

    /// The facts of one entity's own history.
    func standing(of entity: Events.Tag) -> Standing {
        standings[entity] ?? Standing(of: entity)
    }

    /// What stands against an event that comes next.
    func objections(to event: TestEvent) throws -> [Objection] {
        try judge.objections(to: fact(event)) { standing(of: $0) }
    }

    /// What is wrong, or cannot be known, with an event that is there.
    func marks(
        at position: Position
    ) throws -> FactVerdict {
        try judge.marks(on: try fact(at: position)) { standing(of: $0) }
    }

    /// The whole-tag strings of a payload, and the identifiers in it.
    private static func tags(in value: JSONValue) -> Set<Events.Tag> {
        switch value {
        case .string(let text): Set([Events.Tag(text)].compactMap { $0 })
        case .array(let values): Set(values.flatMap(tags))
        case .object(let object):
            identifier(in: object).union(object.members.flatMap { tags(in: $0.value) })
        default: []
        }
    }

    private static func identifier(in object: JSONObject) -> Set<Events.Tag> {
        guard let scheme = object["scheme"]?.string, let id = object["id"]?.string,
            let tag = Events.Tag("identifier:\(scheme):\(id)")
        else { return [] }
        return [tag]
    }
}
