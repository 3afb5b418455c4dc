import CanonicalJSON
import Collaboration
import EDTF
import Events

/// Numbers of meetings that somebody states and does not break down.
///
/// They are claims: listed beside the individual meetings, never added to them or to each other.
struct ReportedMeetings {
    /// One claim, and how it counts.
    struct Claim {
        let event: CountedFact

        /// What was counted, without the source's words.
        let count: JSONValue

        /// The gathering at which the meetings were.
        var gathering: Tag? { event.fact.tag(MeetingMember.gathering) }

        /// The number, when it is one.
        var value: Double? { count["value"]?.number }

        /// What the claim says of itself, for a list of claims.
        func row(in history: KnownHistory) throws -> JSONObject {
            var row = JSONObject([
                ("count", count), ("position", .integer(event.fact.position)),
            ])
            if event.visibility != .definite { row["certainty"] = .string(event.visibility.word) }
            for (name, path) in ReportedMeetings.scopes {
                guard let tag = event.fact.tag(path) else { continue }
                row[name] = .string(tag.text)
                if name == "gathering" { row["gatheringName"] = .string(try history.name(of: tag)) }
            }
            row["occurred"] = JSONValue(text: event.fact.occurredText)
            row["formats"] = event.fact.value(MeetingMember.formats)
            return row
        }
    }

    /// What a claim may be about.
    static let scopes: [(name: String, path: JSONPath)] = [
        ("gathering", MeetingMember.gathering), ("item", MeetingMember.item),
        ("delegation", MeetingMember.delegation), ("party", MeetingMember.party),
        ("person", MeetingMember.person),
    ]

    /// The claims that count or are undated, in the order of recording.
    let claims: [Claim]

    init(in scope: MeetingScope, of history: KnownHistory) throws {
        claims = try history.source.eventsOfType(MeetingBatchType.reported).compactMap { fact in
            guard let count = Fact.quantity(fact.value(MeetingMember.count)) else { return nil }
            if let party = scope.party,
                fact.tag(MeetingMember.party) != party, fact.tag(MeetingMember.person) != party
            {
                return nil
            }
            if let gathering = scope.gathering, fact.tag(MeetingMember.gathering) != gathering {
                let items = fact.tags(MeetingMember.item)
                guard
                    try items.contains(where: {
                        try history.gatherings(ofItem: $0).contains(gathering)
                    })
                else { return nil }
            }
            let when = fact.date(MeetingMember.when)
            let first = when.map(\.earliest) ?? fact.bounds.earliest
            let last = when.map(\.latest) ?? fact.bounds.latest
            let inside = scope.period?.visibility(from: first, to: last) ?? .definite
            let visibility = Visibility.both(try history.visibility(of: fact), inside)
            if visibility == .absent { return nil }
            return Claim(event: CountedFact(fact: fact, visibility: visibility), count: count)
        }
    }
}

/// How many individual meetings are known where a number of them is reported.
struct MeetingCoverage {
    private struct Known {
        let members: Set<Tag>
        let places: Set<Tag>
        let format: String?
        let visibility: Visibility
    }

    private var meetings: [Known] = []
    private var placed: [Tag: [Int]] = [:]
    private var attended: [Tag: [Int]] = [:]

    /// Takes a meeting that was held.
    mutating func add(
        _ meeting: MeetingReading,
        at places: Set<Tag>,
        counting visibility: Visibility
    ) {
        guard visibility.counts, let held = meeting.held else { return }
        let members = Set(meeting.participants + held.fact.tags("persons"))
        for place in places { placed[place, default: []].append(meetings.count) }
        for member in members { attended[member, default: []].append(meetings.count) }
        meetings.append(
            Known(
                members: members,
                places: places,
                format: meeting.format,
                visibility: visibility
            )
        )
    }

    /// The individual meetings that are of those a claim counts; `nil` when nothing tells.
    ///
    /// - Complexity: the meetings at the narrowest of the places and parties that it names.
    func individual(for claim: ReportedMeetings.Claim) -> UncertainCount? {
        let fact = claim.event.fact
        if fact.has(MeetingMember.delegation) { return nil }
        let places = fact.tags(MeetingMember.gathering) + fact.tags(MeetingMember.item)
        let members = fact.tags(MeetingMember.party) + fact.tags(MeetingMember.person)
        let lists = places.map { placed[$0] ?? [] } + members.map { attended[$0] ?? [] }
        guard let narrowest = lists.min(by: { $0.count < $1.count }) else { return nil }
        let formats = Set(fact.value(MeetingMember.formats)?.array?.compactMap(\.string) ?? [])
        let counted = narrowest.lazy.map { meetings[$0] }.filter { known in
            places.allSatisfy(known.places.contains)
                && members.allSatisfy(known.members.contains)
                && (formats.isEmpty || known.format.map(formats.contains) ?? true)
        }
        return UncertainCount(counted.map(\.visibility))
    }
}
