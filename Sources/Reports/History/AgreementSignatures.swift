import Collaboration
import Events

/// Who signed an agreement, and how surely.
struct AgreementSignatures {
    private var ofParty: [Tag: CountedFact] = [:]

    /// Reads what counts of an agreement, in replay order.
    ///
    /// A signature that its party surely withdrew is none, until the party signs again; nor is one
    /// under a text that a later one took the place of.
    ///
    /// - `successor`: who stands for a party.
    init(
        _ events: [CountedFact],
        _ reading: AgreementReading,
        successor: (Tag) throws -> Tag = { $0 }
    ) throws {
        for event in events where event.visibility.counts {
            guard let party = try event.fact.tag("party").map(successor) else { continue }
            switch event.fact.type {
            case AgreementType.signed:
                let known = ofParty[party]?.visibility ?? .absent
                let visibility = Visibility.both(
                    event.visibility,
                    Visibility(reading.stands(event.fact))
                )
                if Visibility.surer(known, visibility) != known {
                    ofParty[party] = CountedFact(fact: event.fact, visibility: visibility)
                }
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
