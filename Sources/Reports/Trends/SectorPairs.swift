import Collaboration
import Events

/// The pairs of sectors that agreements brought together, and the signatures behind each.
struct SectorPairs {
    private var signatures: [String: [Fact]] = [:]

    /// Reads which sectors the parties to each agreement work in.
    ///
    /// - `signed`: the type of event by which a party signs.
    init(
        of agreements: [Engagement],
        signed: EventType,
        in profiles: PartyProfiles
    ) throws {
        for agreement in agreements {
            let facts = agreement.facts.filter { $0.type == signed }
            if facts.isEmpty { continue }
            let sectors = try agreement.parties.map { try profiles.profile(of: $0).sectors }
            for pair in Self.pairs(among: sectors) { signatures[pair, default: []] += facts }
        }
    }

    /// Every two different sectors of two of the parties, such as `nace-2 28.99 – nace-2 72.19`.
    private static func pairs(among sectors: [[String]]) -> Set<String> {
        var pairs: Set<String> = []
        for (place, own) in sectors.enumerated() where !own.isEmpty {
            for one in own {
                for other in sectors[(place + 1)...].joined() where other != one {
                    pairs.insert("\(min(one, other)) – \(max(one, other))")
                }
            }
        }
        return pairs
    }

    /// The pairs that an agreement first brought together in a period.
    func tally(firstIn window: PeriodWindow) -> Tally {
        var tally = Tally()
        for (pair, facts) in signatures.sorted(by: { $0.key < $1.key }) {
            guard let counted = window.first(facts, among: facts) else { continue }
            tally.add(pair, isDefinite: counted.isDefinite, counted.facts)
        }
        return tally
    }
}
