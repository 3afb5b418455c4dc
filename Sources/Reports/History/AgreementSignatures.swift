import Collaboration
import Events

/// Who signed an agreement, and how surely.
struct AgreementSignatures {
    private var ofParty: [Tag: CountedFact] = [:]

    /// Reads what counts of an agreement, in replay order.
    ///
    /// A signature that its party surely withdrew is none, until the party signs again.
    init(_ events: [CountedFact]) {
        for event in events where event.visibility.counts {
            guard let party = event.fact.tag("party") else { continue }
            switch event.fact.type {
            case AgreementType.signed:
                let known = ofParty[party]?.visibility ?? .absent
                if Visibility.surer(known, event.visibility) != known { ofParty[party] = event }
            case AgreementType.signatureWithdrawn where event.visibility == .definite:
                ofParty[party] = nil
            default: break
            }
        }
    }

    /// The signatures of both parties of a pair; how it counts that both signed.
    func both(_ pair: PartyPair) -> (visibility: Visibility, facts: [Fact], last: Fact?) {
        all([pair.first, pair.second])
    }

    /// The signatures of some parties; how it counts that all of them signed.
    func all(_ parties: [Tag]) -> (visibility: Visibility, facts: [Fact], last: Fact?) {
        let found = parties.compactMap { ofParty[$0] }
        guard found.count == parties.count, !found.isEmpty else { return (.absent, [], nil) }
        let facts = found.map(\.fact).sorted { $0.replaysBefore($1) }
        let visibility = found.reduce(.definite) { Visibility.both($0, $1.visibility) }
        return (visibility, facts, facts.last)
    }
}
