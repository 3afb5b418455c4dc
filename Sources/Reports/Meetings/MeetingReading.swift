import CanonicalJSON
import Collaboration
import EDTF
import Events

/// One meeting at a date: who asked whom, who was to meet, who met, and what they thought of it.
struct MeetingReading {
    /// A party that was asked by another one.
    struct Request {
        let from: Tag
        let to: Tag
        let event: CountedFact

        /// Those who asked and were asked; `nil` when somebody asked themselves.
        var pair: PartyPair? { PartyPair(from, to) }
    }

    /// The meeting.
    let meeting: Tag

    /// All that counts of it or is undated, in replay order.
    let events: [CountedFact]

    /// Who asked whom.
    private(set) var requests: [Request] = []

    /// That one of those asked agrees.
    private(set) var acceptances: [CountedFact] = []

    /// That it has a time.
    private(set) var bookings: [CountedFact] = []

    /// That somebody was not there.
    private(set) var misses: [CountedFact] = []

    /// That it took place; of several accounts the surest, and then the first.
    private(set) var held: CountedFact?

    /// How useful it was.
    private(set) var ratings: [CountedFact] = []

    /// Who stands for the parties that its events name.
    private let successors: [Tag: Tag]

    private static let naming = [
        MeetingMember.by, MeetingMember.from, MeetingMember.participants, MeetingMember.to,
    ]

    /// Reads a meeting; `nil` when nothing of it counts or is undated.
    init?(of tag: Tag, in history: KnownHistory) throws {
        meeting = tag
        events = View(of: try history.standing(of: tag), asOf: history.asOf).counted
        if events.isEmpty { return nil }
        var successors: [Tag: Tag] = [:]
        for party in events.flatMap({ event in Self.naming.flatMap { event.fact.tags($0) } }) {
            successors[party] = try history.successor(of: party)
        }
        self.successors = successors
        for event in events {
            switch event.fact.type {
            case MeetingType.requested:
                guard let from = event.fact.tag(MeetingMember.from) else { continue }
                requests += event.fact.tags(MeetingMember.to).map {
                    Request(
                        from: successors[from] ?? from,
                        to: successors[$0] ?? $0,
                        event: event
                    )
                }
            case MeetingType.accepted: acceptances.append(event)
            case MeetingType.scheduled, MeetingType.rescheduled: bookings.append(event)
            case MeetingType.missed: misses.append(event)
            case MeetingType.held:
                let surest = Visibility.surer(held?.visibility ?? .absent, event.visibility)
                if held?.visibility != surest { held = event }
            case MeetingType.rated: ratings.append(event)
            default: break
            }
        }
    }

    /// Those who met, parties as a rule.
    var participants: [Tag] {
        members(held?.fact.tags(MeetingMember.participants) ?? [])
    }

    /// Those who were to meet, by who said so last.
    var invited: [Tag] {
        let booking = bookings.last { $0.fact.has(MeetingMember.participants) }
        return members(booking?.fact.tags(MeetingMember.participants) ?? [])
    }

    /// Those who were to meet by one event.
    func booked(_ event: CountedFact) -> [Tag] {
        members(event.fact.tags(MeetingMember.participants))
    }

    /// Those who stand for some parties and persons, each once.
    private func members(_ tags: [Tag]) -> [Tag] {
        var seen: Set<Tag> = []
        return tags.map { successors[$0] ?? $0 }.filter { seen.insert($0).inserted }
    }

    /// Who somebody is that an event says it is by.
    func author(of event: CountedFact) -> Tag? {
        event.fact.tag(MeetingMember.by).map { successors[$0] ?? $0 }
    }

    /// How it counts that it took place.
    var heldVisibility: Visibility { held?.visibility ?? .absent }

    /// How it counts that somebody asked for it.
    var requestedVisibility: Visibility { requests.map(\.event).visibility }

    /// How it counts that everybody who was asked agreed.
    var acceptedVisibility: Visibility {
        if requests.isEmpty { return .absent }
        return requests.reduce(.definite) { known, request in
            .both(known, .both(request.event.visibility, acceptance(by: request.to).visibility))
        }
    }

    /// That one of those asked agreed.
    func acceptance(by party: Tag) -> [CountedFact] {
        acceptances.filter { author(of: $0) == party }
    }

    /// `c2c`, `c2b` or another format, by whoever was nearest to the meeting.
    var format: String? {
        let facts =
            [held, bookings.last { $0.fact.has(MeetingMember.format) }]
            .compactMap(\.self) + requests.map(\.event)
        return facts.lazy.compactMap { $0.fact.text(MeetingMember.format) }.first
    }

    /// When it was, or was to be: the first and the last moment, `nil` where they are not known.
    var time: (first: Instant?, last: Instant?) {
        if let event = held ?? misses.last {
            return (event.fact.bounds.earliest, event.fact.bounds.latest)
        }
        if let date = bookings.last?.fact.date(MeetingMember.when) {
            return (date.earliest, date.latest)
        }
        let bounds = events[0].fact.bounds
        return (bounds.earliest, bounds.latest)
    }

    /// The gatherings, and the items of their programmes, at which it was or was to be.
    func places(in history: KnownHistory) throws -> Set<Tag> {
        var places: Set<Tag> = []
        for event in events {
            places.formUnion(event.fact.tags(MeetingMember.gathering))
            for item in event.fact.tags(MeetingMember.item) {
                places.insert(item)
                places.formUnion(try history.gatherings(ofItem: item))
            }
        }
        return places
    }
}

extension KnownHistory {
    /// The gatherings to whose programme an item belongs.
    func gatherings(ofItem item: Tag) throws -> [Tag] {
        try standing(of: item).recorded.flatMap { $0.tags(MeetingMember.gathering) }
    }
}

/// Members of the payloads of meetings.
enum MeetingMember {
    static let by: JSONPath = "by"
    static let count: JSONPath = "count"
    static let delegation: JSONPath = "delegation"
    static let format: JSONPath = "format"
    static let formats: JSONPath = "formats"
    static let from: JSONPath = "from"
    static let gathering: JSONPath = "gathering"
    static let item: JSONPath = "item"
    static let opportunity: JSONPath = "opportunity"
    static let participants: JSONPath = "participants"
    static let party: JSONPath = "party"
    static let person: JSONPath = "person"
    static let score: JSONPath = "score"
    static let to: JSONPath = "to"
    static let when: JSONPath = "when"
}
