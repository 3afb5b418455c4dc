import CanonicalJSON
import EDTF
import Events

/// Rules of delegations that need more than a line.
enum DelegationRules {
    fileprivate static let joining: EventType = "delegation.joined"
    private static let appointment: EventType = "delegation.head-appointed"

    static let headIsMember = Rule(
        "head-is-member",
        .missingAntecedent,
        "the head has joined the delegation",
        field: "head",
        brokenBy: .none
    ) { fact, histories in
        let head = fact.tag(.head)
        let hasJoined = histories.own.contains(joining) { joined in
            joined.tag(.member) == head && joined.order(to: fact) != .after
        }
        return hasJoined ? .holds : .broken(by: nil)
    }

    /// A change of head is a new appointment at another moment.
    ///
    /// On the same day the appointment recorded later stands; only two that give the same time of
    /// day contradict one another.
    static let oneHead = Rule(
        "one-head",
        .contradiction,
        "a delegation has one head at an instant",
        field: "head",
        brokenBy: .fact(of: "delegation.head-appointed")
    ) { fact, histories in
        guard (try? ImpreciseDate(parsing: fact.occurred))?.form == .dateTime else { return .holds }
        let rival = histories.own.first(of: appointment) { other in
            other.bounds == fact.bounds && !other.hasTheSameTag(as: fact, at: .head)
        }
        return rival.map { .broken(by: $0) } ?? .holds
    }

    /// An exact count says as many as the list of members does, where both count the same.
    ///
    /// More members than counted contradict it whatever else is missing; fewer do so only when the
    /// list is said to be exhaustive and was begun.
    static let countAgrees = Rule(
        "count-agrees-with-the-list",
        .contradiction,
        "an exact count does not disagree with the list of members; record those who are missing "
            + "first, or dispute one of the two",
        field: "count",
        watches: [joining, leaving],
        brokenBy: .fact(of: joining, leaving)
    ) { fact, histories in
        guard let count = DelegationCount(exactlyIn: fact) else { return .holds }
        let own = histories.own
        let list = DelegationList(of: own, at: fact)
        if let excess = list.excess(over: count) { return .broken(by: excess) }
        let formed = own.first(of: formation) { $0.says(completeness, "exhaustive") }
        guard let formed, list.falls(short: count) else { return .holds }
        return .broken(by: list.lastDeparture ?? formed)
    }

    fileprivate static let leaving: EventType = "delegation.left"
    private static let formation: EventType = "delegation.formed"
    private static let completeness: JSONPath = "completeness"
}

/// A number of members that a source states exactly.
private struct DelegationCount {
    let number: Double

    /// The kind of member that is counted; any, if `nil`.
    let kind: String?

    /// Reads a count that can be compared with a list: of people, of organisations of any kind, or
    /// of members as such.
    init?(exactlyIn fact: Fact) {
        guard fact.says("count.qualifier", "exact"), !fact.has("count.expected"),
            !fact.has("count.side"), let value = fact.number("count.value"),
            let unit = fact.text("count.unit")
        else { return nil }
        switch unit {
        case "persons", "people", "representatives", "participants", "delegates": kind = "person"
        case "organisations", "parties": kind = "party"
        case "members": kind = nil
        default: return nil
        }
        number = value
    }

    func counts(_ member: Tag) -> Bool { kind.map(member.isOfKind) ?? true }
}

/// The members of a delegation at the time of an event.
private struct DelegationList {
    /// The events by which those joined who certainly belong to it then, one for each.
    private var certain: [Tag: Fact] = [:]

    /// Those who may belong to it then.
    private var possible: Set<Tag> = []

    /// Those who were on the list when the event was recorded.
    private var listed: Set<Tag> = []

    /// The last event recorded by which somebody left before.
    private(set) var lastDeparture: Fact?

    init(of delegation: Standing, at fact: Fact) {
        let departures = delegation.facts(DelegationRules.leaving)
        for joined in delegation.facts(DelegationRules.joining) {
            let order = joined.order(to: fact)
            guard order != .after, let member = joined.tag(.member) else { continue }
            let departed = departures.filter { left in
                left.isTag(.member, member) && joined.order(to: left) != .after
                    && left.order(to: fact) != .after
            }
            if joined.position < fact.position { listed.insert(member) }
            if order == .before, departed.isEmpty { certain[member] = joined }
            let gone = departed.last { left in
                joined.order(to: left) == .before && left.order(to: fact) == .before
            }
            guard let gone else {
                possible.insert(member)
                continue
            }
            lastDeparture = Self.last([gone, lastDeparture])
        }
    }

    /// When more joined than were counted, the last event that made it so.
    func excess(over count: DelegationCount) -> Fact? {
        let counted = certain.filter { count.counts($0.key) }
        guard Double(counted.count) > count.number, count.kind != nil || isOfOneKind else {
            return nil
        }
        return Self.last(Array(counted.values) + [lastDeparture])
    }

    /// Whether the list had been begun, is of what was counted, and has fewer members.
    func falls(short count: DelegationCount) -> Bool {
        !listed.isEmpty && Double(possible.count) < count.number
            && possible.union(listed).allSatisfy(count.counts)
    }

    /// In a list of organisations and people it is not said which of them are counted.
    private var isOfOneKind: Bool { Set(possible.map { String($0.kind) }).count < 2 }

    private static func last(_ facts: [Fact?]) -> Fact? {
        facts.compactMap(\.self).max { $0.position < $1.position }
    }
}
