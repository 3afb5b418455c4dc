import CanonicalJSON
import Collaboration
import Events

/// What a shock takes away.
struct ShockEffect {
    /// The agreements that are lost.
    private(set) var agreements = Tally()

    /// The open commitments under them.
    private(set) var commitments = Tally()

    /// The parties that had an agreement, are not lost themselves, and have none left.
    private(set) var isolated = Tally()

    /// Agreements lost ÷ agreements; of those surely in force; `nil` when there are none.
    let exposure: Double?

    /// Open commitments lost ÷ open commitments; of those surely open; `nil` when there are none.
    let commitmentsAtRisk: Double?

    /// The largest group of tied parties after ÷ before; `nil` when there was none.
    let resilience: Double?

    init(of shock: Shock, on network: PartnerNetwork, _ open: [OpenCommitment]) {
        for tie in network.ties where shock.takes(tie) {
            agreements.add(tie.agreement.text, isDefinite: tie.isDefinite, tie.facts)
        }
        for commitment in open {
            guard let agreement = commitment.agreement, agreements.contains(agreement.text) else {
                continue
            }
            let isSure = commitment.isDefinite && agreements.isSure(of: agreement.text)
            commitments.add(commitment.tag.text, isDefinite: isSure, commitment.facts)
        }
        // Who loses a tie is isolated unless one is left; surely so when neither is in doubt.
        let sure = network.definite
        let (tied, left) = (sure.parties, network.without(shock.takes).parties)
        let surelyLeft = sure.without(shock.takes).parties
        for tie in network.ties where shock.takes(tie) {
            for party in tie.parties
            where !shock.parties.contains(party) && !surelyLeft.contains(party) {
                let isSure = tied.contains(party) && !left.contains(party)
                isolated.add(party.text, isDefinite: isSure, tie.facts)
            }
        }
        exposure = Share.ratio(agreements.count.definite, of: sure.ties.count)
        let surelyOpen = open.count { $0.isDefinite }
        commitmentsAtRisk = Share.ratio(commitments.count.definite, of: surelyOpen)
        resilience = Share.ratio(
            sure.without(shock.takes).largestComponent,
            of: sure.largestComponent
        )
    }
}

/// A commitment that waits to be done, or may.
struct OpenCommitment {
    let tag: Tag
    let agreement: Tag?

    /// Whether it surely does.
    let isDefinite: Bool

    /// The events behind that.
    let facts: [Fact]
}
