import Collaboration
import Events

/// The steps of an agreement on an axis: one lane for the whole and one for each party.
struct DossierPicture {
    let picture: Picture

    init(of facts: [Fact], _ reading: AgreementReading?, in history: KnownHistory, asOf: AsOf) {
        let parties = reading?.tracks.map(\.party) ?? []
        let whole = facts.filter { fact in !parties.contains { fact.concernedParties == [$0] } }
        let messages = history.messages
        var lanes = [SpanChart.Lane(messages.text(.agreement), Self.bars(whole, in: messages))]
        for party in parties {
            let own = facts.filter { $0.concernedParties == [party] }
            // A name that cannot be read leaves the tag.
            let name = (try? history.name(of: party)) ?? party.text
            lanes.append(SpanChart.Lane(name, Self.bars(own, in: messages)))
        }
        picture = Picture(messages.text(.steps), .spans(SpanChart(lanes, now: asOf.instant)))
    }

    private static func bars(_ facts: [Fact], in messages: Messages) -> [SpanChart.Bar] {
        facts.filter { $0.axis == .occurred && !$0.isUndated }.map { fact in
            SpanChart.Bar(
                earliest: fact.bounds.earliest,
                latest: fact.bounds.latest,
                tone: tone(of: fact.type),
                label: messages.text(verb: fact.type, dated: fact.occurred)
            )
        }
    }

    private static func tone(of type: EventType) -> SpanChart.Bar.Tone {
        switch type.verb {
        case "signed", "approved", "consent-deposited", "acceded": .good
        case "entered-into-force", "provisionally-applied", "resumed", "extended": .active
        case "suspended": .paused
        case "terminated", "expired", "replaced", "abandoned", "withdrawn-from": .ended
        case "rejected", "signing-declined", "signature-withdrawn", "withdrawal-notified": .late
        default: .preparing
        }
    }
}
