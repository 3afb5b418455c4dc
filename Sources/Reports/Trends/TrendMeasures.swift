import CanonicalJSON
import Collaboration
import EDTF
import Events

/// The measures of a trend report over one ledger.
struct TrendMeasures {
    private let engagements: Engagements
    private let profiles: PartyProfiles
    private let parties: [String: [Tag]]
    private let barriers: [Barrier]
    private let known = Known()
    private let sectorPairs: SectorPairs

    init(of history: KnownHistory, _ engagements: Engagements) throws {
        self.engagements = engagements
        profiles = PartyProfiles(over: history)
        sectorPairs = try SectorPairs(
            of: engagements.agreements,
            signed: AgreementType.signed,
            in: profiles
        )
        parties = Dictionary(
            engagements.all.map { ($0.tag.text, $0.parties) },
            uniquingKeysWith: { first, _ in first }
        )
        barriers = try Barrier.all(of: history)
    }

    /// All measures, in the order they are shown.
    var list: [TrendMeasure] { agreements + shares + activities + obstacles }

    private var agreements: [TrendMeasure] {
        [
            TrendMeasure(
                name: "agreements-signed",
                figure: { .count(first(AgreementType.signed, of: engagements.agreements, in: $0)) },
                labels: countries
            ),
            TrendMeasure(
                name: "agreements-in-force",
                figure: { window in
                    var tally = Tally()
                    for force in forces(window) {
                        let tag = force.agreement.text
                        tally.add(tag, isDefinite: force.isDefinite, force.facts)
                    }
                    return .count(tally)
                }
            ),
        ]
    }

    /// Shares and indices over the agreements that are surely in force at the end of a period.
    private var shares: [TrendMeasure] {
        [
            TrendMeasure(name: "cross-border-share") { window in
                try share(window) { try isCrossBorder($0) }
            },
            TrendMeasure(name: "partner-country-entropy") { window in
                try diversity(window, \.entropy)
            },
            TrendMeasure(name: "partner-country-concentration") { window in
                try diversity(window, \.concentration)
            },
            TrendMeasure(name: "cross-sector-share") { window in
                try share(window) { try isCrossSector($0) }
            },
            TrendMeasure(
                name: "new-sector-pairs",
                figure: { .count(sectorPairs.tally(firstIn: $0)) },
                labels: { [$0] }
            ),
        ]
    }

    private var activities: [TrendMeasure] {
        [
            TrendMeasure(
                name: "meetings-held",
                figure: { .count(first(MeetingType.held, of: engagements.meetings, in: $0)) },
                labels: countries
            ),
            TrendMeasure(
                name: "commitments-planned",
                figure: {
                    .count(first(CommitmentType.planned, of: engagements.commitments, in: $0))
                }
            ),
            TrendMeasure(
                name: "commitments-fulfilled",
                figure: {
                    .count(first(CommitmentType.fulfilled, of: engagements.commitments, in: $0))
                }
            ),
        ]
    }

    private var obstacles: [TrendMeasure] {
        let categories = Set(barriers.map(\.category)).sorted()
        return categories.flatMap { category in
            let own = barriers.filter { $0.category == category }
            return [
                TrendMeasure(
                    name: "barriers-reported",
                    category: category,
                    figure: { window in
                        .count(Self.tally(own) { window.first($0.reports, among: $0.facts) })
                    },
                    labels: { _ in [category] }
                ),
                TrendMeasure(
                    name: "barriers-eased",
                    category: category,
                    figure: { window in
                        .count(Self.tally(own) { window.counted($0.easings, among: $0.facts) })
                    }
                ),
            ]
        }
    }

    private static func tally(
        _ barriers: [Barrier],
        _ counted: (Barrier) -> (facts: [Fact], isDefinite: Bool)?
    ) -> Tally {
        var tally = Tally()
        for barrier in barriers {
            guard let found = counted(barrier) else { continue }
            tally.add(barrier.tag.text, isDefinite: found.isDefinite, found.facts)
        }
        return tally
    }

    /// Those to which something of a type happened for the first time.
    private func first(
        _ type: EventType,
        of engagements: [Engagement],
        in window: PeriodWindow
    ) -> Tally {
        var tally = Tally()
        for (engagement, facts) in having(type, among: engagements) {
            guard let counted = window.first(facts, among: engagement.facts) else { continue }
            tally.add(engagement.tag.text, isDefinite: counted.isDefinite, counted.facts)
        }
        return tally
    }

    /// Those to which something of a type happened, and what; looked for once for all periods.
    private func having(_ type: EventType, among engagements: [Engagement]) -> Happenings {
        if let found = known.happenings[type] { return found }
        let found = engagements.compactMap { engagement in
            // One occurrence of a series does not fulfil the series.
            let facts = engagement.facts.filter { $0.type == type && $0.text("occurrence") == nil }
            return facts.isEmpty ? nil : (engagement, facts)
        }
        known.happenings[type] = found
        return found
    }
}

/// Engagements, and what of one type happened to each.
private typealias Happenings = [(engagement: Engagement, facts: [Fact])]

extension TrendMeasures {
    /// The agreements in force at the end of a period, read once for all measures.
    private func forces(_ window: PeriodWindow) -> [AgreementForce] {
        if let forces = known.forces[window.end.instant] { return forces }
        let forces = engagements.agreements.compactMap { AgreementForce($0, asOf: window.end) }
        known.forces[window.end.instant] = forces
        return forces
    }

    /// The share of those for which something holds among those of which it is known.
    private func share(
        _ window: PeriodWindow,
        _ holds: (AgreementForce) throws -> Bool?
    ) throws -> TrendMeasure.Figure {
        var (all, some) = (0, 0)
        var facts: [Fact] = []
        for force in forces(window) where force.isDefinite {
            guard let isSo = try holds(force) else { continue }
            all += 1
            some += isSo ? 1 : 0
            facts += force.facts
        }
        return .value(all == 0 ? nil : Double(some) / Double(all), of: facts)
    }

    /// How the cross-border agreements are shared out among the countries of their parties.
    private func diversity(
        _ window: PeriodWindow,
        _ index: KeyPath<Diversity, Double?>
    ) throws -> TrendMeasure.Figure {
        var counts: [String: Int] = [:]
        var facts: [Fact] = []
        for force in forces(window) where force.isDefinite {
            let seats = try countries(of: force)
            guard seats.count > 1 else { continue }
            for country in seats { counts[country, default: 0] += 1 }
            facts += force.facts
        }
        return .value(Diversity(counts.values)[keyPath: index], of: facts)
    }

    /// Whether its parties sit in different countries; `nil` when that is not known.
    private func isCrossBorder(_ force: AgreementForce) throws -> Bool? {
        let seats = try force.parties.map { try profiles.profile(of: $0.party).country }
        if Set(seats.compactMap(\.self)).count > 1 { return true }
        return seats.count < 2 || seats.contains(nil) ? nil : false
    }

    /// Whether two of its parties share no sector; `nil` when fewer than two have sectors.
    private func isCrossSector(_ force: AgreementForce) throws -> Bool? {
        let sectors = try force.parties.map { Set(try profiles.profile(of: $0.party).sectors) }
            .filter { !$0.isEmpty }
        guard sectors.count > 1 else { return nil }
        return sectors.indices.contains { one in
            sectors[..<one].contains { $0.isDisjoint(with: sectors[one]) }
        }
    }

    private func countries(of force: AgreementForce) throws -> Set<String> {
        Set(try force.parties.compactMap { try profiles.profile(of: $0.party).country })
    }

    /// The countries of those who take part in an agreement or a meeting.
    private func countries(_ thing: String) throws -> [String] {
        try (parties[thing] ?? []).compactMap { try profiles.profile(of: $0).country }
    }
}

/// What was asked for before.
private final class Known {
    /// The agreements in force at each date.
    var forces: [Instant: [AgreementForce]] = [:]

    /// What happened, by type.
    var happenings: [EventType: Happenings] = [:]
}
