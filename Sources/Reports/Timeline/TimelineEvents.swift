import Collaboration
import Events

/// The events that belong on a timeline, each once, and by which way they came there.
struct TimelineEvents {
    /// One event.
    struct Entry {
        let fact: Fact

        /// What it was taken from, when it does not itself concern all that were asked for.
        let origin: Tag?
    }

    /// Events about single members, which concern a timeline only when they name its parties.
    private static let memberships: Set<Substring> = ["joined", "left", "head-appointed"]

    private let history: KnownHistory
    private var entries: [Position: Entry] = [:]

    /// The events about one entity, or between two.
    init(about subjects: [Tag], in history: KnownHistory) throws {
        self.history = history
        guard let first = subjects.first else { return }
        let around = try history.source.events(first)
        guard subjects.count == 2 else {
            take(around)
            return
        }
        let other = try history.source.events(subjects[1])
        let positions = Set(other.map(\.position))
        take(around.filter { positions.contains($0.position) })
        let pair = Set(subjects)
        for agreement in try Self.agreements(of: pair, in: around, history) {
            try takeAgreement(agreement, of: pair)
        }
    }

    /// All of them, in the order of recording.
    var list: [Entry] { entries.values.sorted { $0.fact.position < $1.fact.position } }

    /// The agreements that both are parties to, by whatever event says so.
    private static func agreements(
        of pair: Set<Tag>,
        in facts: [Fact],
        _ history: KnownHistory
    ) throws -> [Tag] {
        let named = Set(
            facts.filter { $0.type.noun == "agreement" }.flatMap { $0.tags("agreement") }
        )
        return try named.sorted().filter { agreement in
            let own = try history.standing(of: agreement).recorded
            let parties = own.flatMap { $0.tags("parties") + $0.tags("party") }
            return pair.isSubset(of: parties)
        }
    }

    /// An agreement's events, those of its commitments, and what led to it.
    private mutating func takeAgreement(_ agreement: Tag, of pair: Set<Tag>) throws {
        let facts = try history.source.events(agreement)
        take(facts)
        for commitment in Set(facts.compactMap { $0.tag("commitment") }).sorted() {
            take(try history.standing(of: commitment).recorded)
        }
        let own = try history.standing(of: agreement).recorded
        for origin in Set(own.flatMap { $0.tags("origins") }).sorted() {
            try takeOrigin(origin, of: pair)
        }
    }

    /// What concerns an origin as a whole, or one of the parties in it.
    private mutating func takeOrigin(_ origin: Tag, of pair: Set<Tag>) throws {
        let facts = try history.source.events(origin)
        for fact in facts where fact.type.noun != "agreement" && fact.type.noun != "commitment" {
            let isWhole = history.subject(of: fact) == origin && !isMembership(fact)
            if isWhole || fact.names(any: pair) || isJointCount(fact, of: origin) {
                take([fact], from: origin)
            }
        }
        guard origin.kind == "gathering" else { return }
        for delegation in facts.filter({ $0.type == DelegationType.formed })
            .compactMap({ $0.tag("delegation") })
        {
            let own = try history.standing(of: delegation).recorded
            guard own.contains(where: { $0.names(any: pair) }) else { continue }
            take(own.filter { !isMembership($0) || $0.names(any: pair) }, from: delegation)
        }
    }

    private func isMembership(_ fact: Fact) -> Bool {
        Self.memberships.contains(fact.type.verb)
    }

    /// Whether the event reports the meetings of a whole gathering.
    private func isJointCount(_ fact: Fact, of origin: Tag) -> Bool {
        fact.type == MeetingBatchType.reported
            && fact.references.allSatisfy { $0 == origin || $0.kind == "item" }
    }

    private mutating func take(_ facts: [Fact], from origin: Tag? = nil) {
        for fact in facts where entries[fact.position] == nil {
            entries[fact.position] = Entry(fact: fact, origin: origin)
        }
    }
}
