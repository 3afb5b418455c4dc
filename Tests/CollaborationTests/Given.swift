import Collaboration
import Events
import Testing

/// A history that an event is to join.
func given(_ history: TestEvent...) -> Given { Given(ledger: TestLedger(history)) }

/// A history that an event is to join.
func given(_ history: [TestEvent]) -> Given { Given(ledger: TestLedger(history)) }

/// A history, before an event comes.
struct Given {
    let ledger: TestLedger

    /// Judges an event on its arrival.
    func when(_ event: TestEvent) throws -> Verdict {
        Verdict(event: event, objections: try ledger.objections(to: event))
    }
}

/// What became of an event.
struct Verdict {
    let event: TestEvent
    let objections: [Objection]

    private var refusals: [Objection] {
        objections.filter { $0.weight == .contradiction || event.mode == .live }
    }

    /// The event is refused, by this rule, and the event in its way is named.
    func isRefused(
        by rule: String,
        against position: Position? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let reasons = refusals.map { Reason(rule: $0.rule, against: $0.against?.position) }
        #expect(
            reasons.contains(Reason(rule: rule, against: position)),
            "\(event.type) was not refused so, but by \(reasons)",
            sourceLocation: sourceLocation
        )
    }

    /// The event is accepted, and these rules leave gaps.
    func stands(withGaps rules: Set<String>, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(refusals.isEmpty, sourceLocation: sourceLocation)
        #expect(Set(objections.map(\.rule)) == rules, sourceLocation: sourceLocation)
    }

    /// Nothing stands against the event.
    func isAccepted(sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(objections.isEmpty, sourceLocation: sourceLocation)
    }

    private struct Reason: Hashable {
        let rule: String
        let against: Position?
    }
}
