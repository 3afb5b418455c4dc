import Collaboration
import Events

/// Who is tied to whom by agreements, and what is left of it when some of them are lost.
struct PartnerNetwork {
    /// One agreement and those whom it ties.
    struct Tie {
        let agreement: Tag
        let parties: [Tag]

        /// Whether it surely is in force.
        let isDefinite: Bool

        /// The events behind it.
        let facts: [Fact]
    }

    let ties: [Tie]

    /// The parties with at least one agreement.
    var parties: Set<Tag> { Set(ties.flatMap(\.parties)) }

    /// The parties with the most agreements, these first.
    func mostTied(_ limit: Int) -> [Tag] {
        var counts: [Tag: Int] = [:]
        for party in ties.flatMap(\.parties) { counts[party, default: 0] += 1 }
        let order = counts.sorted { one, other in
            one.value == other.value ? one.key < other.key : one.value > other.value
        }
        return order.prefix(limit).map(\.key)
    }

    /// What is left without some agreements.
    func without(_ isLost: (Tie) -> Bool) -> PartnerNetwork {
        PartnerNetwork(ties: ties.filter { !isLost($0) })
    }

    /// Only what is sure.
    var definite: PartnerNetwork { without { !$0.isDefinite } }

    /// How many parties the largest group has whose members are tied to each other, directly or
    /// through others.
    var largestComponent: Int {
        var places: [Tag: Int] = [:]
        var sets = DisjointSets(count: 0)
        for tie in ties {
            var first: Int?
            for party in tie.parties {
                let place = places[party] ?? sets.add()
                places[party] = place
                if let first { sets.join(place, first) } else { first = place }
            }
        }
        return sets.sizes().values.max() ?? 0
    }
}
