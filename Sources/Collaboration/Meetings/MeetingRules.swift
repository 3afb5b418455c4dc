import CanonicalJSON
import EDTF
import Events

/// What meetings ask that no factory says, from request to rating.
enum MeetingRules {
    static let requested = Rule.needs(
        "meeting-requested",
        ["meeting.requested"],
        weight: .contradiction,
        "the meeting was requested"
    )

    static let undecided = Rule.once(
        "decides-once",
        ["meeting.accepted", "meeting.declined"],
        by: ["by"],
        "a party decides on a request once"
    )

    static let notHeld = Rule.never(
        "not-held",
        after: ["meeting.held"],
        "the meeting has not been held before"
    )

    static let notCancelled = Rule.never(
        "not-cancelled",
        after: ["meeting.cancelled"],
        "the meeting was not cancelled before; retract that first"
    )

    static let wasHeld = Rule.needs(
        "meeting-held",
        ["meeting.held"],
        weight: .missingAntecedent,
        "the meeting was held"
    )

    static let requesterAsksOthers = Rule(
        "requester-asks-others",
        .contradiction,
        "nobody asks themselves for a meeting",
        field: "to",
        brokenBy: .none
    ) { fact, _ in
        guard let from = fact.tag(.from), fact.names(.to, from) else { return .holds }
        return .broken(by: nil)
    }

    private static let request: EventType = "meeting.requested"
    private static let acceptance: EventType = "meeting.accepted"
    private static let holding: EventType = "meeting.held"

    /// A request that somebody asked has not accepted.
    static func requestWaiting(in facts: [Fact]) -> Fact? {
        let accepted = Set(facts.filter { $0.type == acceptance }.flatMap { $0.tags(.by) })
        return facts.first { fact in
            fact.type == request && !accepted.isSuperset(of: fact.tags(.to))
        }
    }

    /// Only a meeting that was asked for waits for consent; an organiser may schedule one unasked.
    static let acceptedByAll = Rule(
        "accepted-by-all",
        .missingAntecedent,
        "everybody asked has accepted",
        brokenBy: .fact(of: "meeting.requested")
    ) { fact, histories in
        let own = histories.own
        let waits = own.contains(request) { request in
            request.order(to: fact) != .after
                && !request.everyTag(at: .to) { document, tag in
                    own.contains(acceptance) { accepted in
                        accepted.names(.by, textOf: document, tag)
                            && accepted.order(to: fact) != .after
                    }
                }
        }
        guard waits else { return .holds }
        let earlier = own.facts([request, acceptance]).filter { $0.order(to: fact) != .after }
        let waiting = requestWaiting(in: earlier)
        return waiting.map { .broken(by: $0) } ?? .holds
    }

    /// Whoever asked said until when; there is nothing to pass otherwise.
    ///
    /// A day asks for an answer by its end, so the same day is too early.
    static let expiryPassed = Rule(
        "expiry-passed",
        .contradiction,
        "the time in which the request asked for an answer has passed",
        watches: ["meeting.requested"],
        brokenBy: .fact(of: "meeting.requested")
    ) { fact, histories in
        guard let request = histories.own.first(of: request) else { return .holds }
        guard let expires = request.date(Member.expires)?.latest else {
            return .broken(by: request)
        }
        if let start = fact.bounds.earliest, expires < start { return .holds }
        return fact.bounds.latest <= expires
            ? .broken(by: request) : .orderUnknown(with: request)
    }

    /// A request that everybody has accepted waits for no answer any more.
    static let someoneIsSilent = Rule(
        "someone-is-silent",
        .contradiction,
        "somebody asked has not accepted before",
        watches: ["meeting.accepted"],
        brokenBy: .fact(of: "meeting.accepted")
    ) { fact, histories in
        let own = histories.own
        guard own.contains(request) else { return .holds }
        let accepted = own.facts(acceptance).filter { $0.order(to: fact) == .before }
        let last = accepted.max { $0.position < $1.position }
        guard let last, requestWaiting(in: own.facts(request) + accepted) == nil else {
            return .holds
        }
        return .broken(by: last)
    }

    /// Two who meet are two.
    static let twoAtLeast = Rule(
        "two-at-least",
        .contradiction,
        "at least two participants meet",
        field: "participants",
        brokenBy: .none
    ) { fact, _ in
        guard fact.has(Member.participants) else { return .holds }
        return Set(fact.tags(Member.participants)).count > 1 ? .holds : .broken(by: nil)
    }

    /// Where nobody says who met, nobody can be told that it was not their meeting.
    static let participantsRate = Rule(
        "participants-rate",
        .contradiction,
        "whoever rates the meeting took part in it",
        field: "by",
        watches: ["meeting.held"],
        brokenBy: .fact(of: "meeting.held")
    ) { fact, histories in
        guard let rater = fact.tag(.by) else { return .holds }
        let without = histories.own.first(of: holding) { held in
            held.has(Member.participants) && !held.names(Member.participants, rater)
                && !held.names(Member.persons, rater)
        }
        return without.map { .broken(by: $0) } ?? .holds
    }
}

private enum Member {
    static let expires: JSONPath = "expires"
    static let participants: JSONPath = "participants"
    static let persons: JSONPath = "persons"
}
