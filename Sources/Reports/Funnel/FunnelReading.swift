import CanonicalJSON
import Collaboration
import EDTF
import Events

/// Everything that is on its way from a meeting to a commitment fulfilled, at one basis; from one
/// pass over meetings, opportunities, agreements and commitments.
struct FunnelReading {
    private(set) var meetings: [FunnelItem] = []
    private(set) var opportunities: [FunnelItem] = []
    private(set) var agreements: [FunnelItem] = []
    private(set) var marks: HistoryMarks
    private let history: KnownHistory
    private let finder: ContactFinder

    /// What opportunities became: the opportunities by agreement.
    private var sources: [Tag: [Tag]] = [:]

    /// The first commitment fulfilled under each agreement.
    private var fulfilments: [Tag: CountedFact] = [:]

    init(over history: KnownHistory) throws {
        self.history = history
        marks = HistoryMarks(over: history)
        finder = ContactFinder(over: history)
        for tag in try history.source.entities("opportunity") { try addOpportunity(tag) }
        for tag in try history.source.entities("commitment") { try addFulfilment(tag) }
        for tag in try history.source.entities("agreement") { try addAgreement(tag) }
        let successors = successors()
        for tag in try history.source.entities("meeting") {
            try addMeeting(tag, followedBy: successors[tag] ?? .absent)
        }
    }

    /// Reads the events of an entity, and notes what is missing and disputed.
    private mutating func events(of tag: Tag) throws -> (view: View, events: [CountedFact]) {
        let view = View(of: try history.standing(of: tag), asOf: history.asOf)
        let events = view.counted
        for event in events { _ = try marks.inspect(event.fact) }
        return (view, events)
    }

    private mutating func addMeeting(_ tag: Tag, followedBy successor: Visibility) throws {
        let events = try events(of: tag).events
        guard let held = events.first(of: MeetingType.held) else { return }
        var item = FunnelItem(tag: tag)
        item.reach(.meeting, FunnelItem.Step(held))
        item.contacts = try finder.contacts(behind: [tag])
        item.successor = successor
        meetings.append(item)
    }

    private mutating func addOpportunity(_ tag: Tag) throws {
        let events = try events(of: tag).events
        var item = FunnelItem(tag: tag)
        item.contacts = try finder.contacts(behind: [tag])
        if let event = events.first(of: OpportunityType.identified) {
            item.reach(.opportunity, FunnelItem.Step(event))
        }
        if let event = events.first(of: OpportunityType.qualified) {
            item.reach(.qualified, FunnelItem.Step(event), passing: [.opportunity])
        }
        if let event = events.first(of: OpportunityType.converted) {
            let step = FunnelItem.Step(event.visibility, at: nil, by: [event.fact.position])
            item.reach(
                .qualified,
                item.steps[.qualified] ?? step,
                passing: [.opportunity]
            )
            item.successor = event.visibility
            for target in event.fact.tags("into") { sources[target, default: []].append(tag) }
        }
        item.end = try drop(events)
        opportunities.append(item)
    }

    /// That nobody follows an opportunity up any more, by the last word on it.
    private func drop(_ events: [CountedFact]) throws -> FunnelItem.End? {
        let words = events.filter {
            $0.visibility.counts
                && ($0.fact.type == OpportunityType.dropped
                    || $0.fact.type == OpportunityType.reopened)
        }
        guard let last = words.last(where: { $0.fact.type == OpportunityType.dropped }) else {
            return nil
        }
        let reopened = words.drop { $0.fact.position != last.fact.position }.dropFirst().visibility
        var reason: String?
        if let barrier = last.fact.tag("barrier") {
            reason = try history.standing(of: barrier).recorded.lazy
                .compactMap { $0.text("category") }.first
        }
        return FunnelItem.End(
            visibility: .both(last.visibility, reopened.negated),
            reason: reason ?? history.text(last.fact.value("reason")) ?? "no reason stated",
            fact: last.fact,
            bounds: last.fact.bounds
        )
    }

    private mutating func addFulfilment(_ tag: Tag) throws {
        let (_, events) = try events(of: tag)
        guard let agreement = events.lazy.compactMap({ $0.fact.tag("agreement") }).first,
            let done = events.first(where: { event in
                event.fact.type == CommitmentType.fulfilled && event.visibility.counts
                    && !event.fact.has("occurrence")
            })
        else { return }
        guard let known = fulfilments[agreement] else {
            fulfilments[agreement] = done
            return
        }
        let isSurer = Visibility.surer(known.visibility, done.visibility) != known.visibility
        let isSooner =
            known.visibility == done.visibility && done.fact.replaysBefore(known.fact)
        if isSurer || isSooner { fulfilments[agreement] = done }
    }

    private mutating func addAgreement(_ tag: Tag) throws {
        let (view, events) = try events(of: tag)
        guard let reading = AgreementReading(tag, view) else { return }
        var item = FunnelItem(tag: tag)
        var origins = view.known.flatMap { $0.tags("origins") }
        origins += sources[tag] ?? []
        item.contacts = try finder.contacts(behind: origins)
        item.opportunity = origins.filter { $0.isOfKind("opportunity") }.min()
        let first = events.first { $0.fact.axis == .occurred && $0.visibility.counts }
        let existence = FunnelItem.Step(
            reading.isDefinite ? .definite : .possible,
            at: first.flatMap { Self.signing.contains($0.fact.type) ? nil : $0.fact },
            by: [first].compactMap { $0?.fact.position }
        )
        item.reach(.agreement, existence)
        let parties = reading.tracks.filter { $0.state != "removed" }.map(\.party)
        let signed = try AgreementSignatures(events, reading).all(parties)
        if parties.count > 1 {
            let positions = signed.facts.map(\.position)
            let step = FunnelItem.Step(signed.visibility, at: signed.last, by: positions)
            item.reach(.signed, step, passing: [.agreement])
        }
        if let event = events.first(of: AgreementType.enteredIntoForce) {
            item.reach(.inForce, FunnelItem.Step(event), passing: [.signed, .agreement])
        }
        if let event = fulfilments[tag] { item.reach(.fulfilled, FunnelItem.Step(event)) }
        item.end = Self.end(of: reading)
        agreements.append(item)
    }

    private static let signing: Set<EventType> = [
        AgreementType.signed, AgreementType.enteredIntoForce,
    ]

    private static func end(of reading: AgreementReading) -> FunnelItem.End? {
        guard let since = reading.since else { return nil }
        let over: Set<String> = ["ended", "abandoned"]
        let isOver = reading.state.map(over.contains) ?? false
        let mayBeOver = reading.possibleState.map(over.contains) ?? isOver
        guard isOver || mayBeOver else { return nil }
        return FunnelItem.End(
            visibility: isOver && mayBeOver ? .definite : .possible,
            reason: isOver
                ? reading.hasRunOut ? "expired" : String(since.type.verb).spaced
                : "possibly over",
            fact: since,
            bounds: reading.sinceBounds ?? since.bounds
        )
    }

    /// How surely something came of each meeting.
    private func successors() -> [Tag: Visibility] {
        var successors: [Tag: Visibility] = [:]
        for item in opportunities + agreements {
            let reached = item.steps.values.reduce(Visibility.absent) { .surer($0, $1.visibility) }
            for contact in item.contacts where contact.tag.isOfKind("meeting") {
                successors[contact.tag] = .surer(successors[contact.tag] ?? .absent, reached)
            }
        }
        return successors
    }
}

extension Sequence<CountedFact> {
    /// The surest event of a type that counts; of equally sure ones the first.
    func first(of type: EventType) -> CountedFact? {
        reduce(nil) { known, event in
            guard event.fact.type == type, event.visibility.counts else { return known }
            guard let known else { return event }
            return Visibility.surer(known.visibility, event.visibility) == known.visibility
                ? known : event
        }
    }
}
