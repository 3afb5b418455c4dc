import CanonicalJSON
import EDTF
import Events

/// Rules of gatherings that stand in several rows, or need more than a line.
enum GatheringRules {
    private static let announcement: EventType = "gathering.announced"
    private static let rescheduling: EventType = "gathering.rescheduled"
    private static let postponement: EventType = "gathering.postponed"
    private static let joining: EventType = "gathering.joined"

    /// What is over, or was called off, gets no other time or place.
    static let isToCome = Rule.never(
        "gathering-is-to-come",
        after: ["gathering.cancelled", "gathering.concluded"],
        "the gathering is neither over nor cancelled before"
    )

    /// Who leaves took part, as far as the event says in what role.
    static let hasJoined = Rule(
        "joined-before",
        .missingAntecedent,
        "whoever leaves has joined in the role",
        brokenBy: .none
    ) { fact, histories in
        let own = histories.own
        let couldCome: (Fact) -> Bool = { $0.order(to: fact) != .after }
        guard fact.has(.role) else {
            let isKnown = own.contains(joining) { joined in
                couldCome(joined) && joined.hasTheSameTag(as: fact, at: .party)
                    && joined.hasTheSameTag(as: fact, at: person)
            }
            return isKnown ? .holds : .broken(by: nil)
        }
        let joined = roles.lazy.compactMap { keys in
            own.first(of: [joining], agreeingWith: fact, by: keys, where: couldCome)
        }.first
        return joined == nil ? .broken(by: nil) : .holds
    }

    /// A gathering ends no earlier than it was to begin, by the last time given for it.
    static let concludedAfterItsStart = Rule(
        "concluded-after-its-start",
        .contradiction,
        "a gathering does not conclude definitely before its start",
        watches: [announcement, rescheduling],
        brokenBy: .fact(of: announcement, rescheduling)
    ) { fact, histories in
        let plans = histories.own.facts([announcement, rescheduling, postponement])
        var breaker: Fact?
        for plan in plans {
            let isReplaced = plans.contains { next in
                next.type != announcement && plan.order(to: next) == .before
                    && next.order(to: fact) != .after
            }
            if isReplaced { continue }
            // Of a gathering that is postponed no time is known, so it may be over at any.
            guard plan.type != postponement, let start = plan.date(.when)?.earliest,
                fact.bounds.latest < start
            else { return .holds }
            if breaker.map({ $0.position < plan.position }) ?? true { breaker = plan }
        }
        return breaker.map { .broken(by: $0) } ?? .holds
    }

    private static let person: JSONPath = "person"

    /// What rules of joining look it up by.
    private static let roles = [Keys(["party", "role"]), Keys(["person", "role"])]
}
