import Collaboration
import Events
import Testing

/// A legal way through a state diagram.
struct FamilyPath {
    let events: [TestEvent]

    init(_ events: TestEvent...) { self.events = events }

    /// Each event is accepted in live when it comes after those before it.
    func expectAccepted(sourceLocation: SourceLocation = #_sourceLocation) throws {
        for (index, event) in events.enumerated() {
            try given(Array(events[..<index])).when(event.told(in: .live))
                .isAccepted(sourceLocation: sourceLocation)
        }
    }

    /// The state of an entity after each of the events.
    func states(of entity: String) throws -> [String?] {
        let entity = try tag(entity)
        let family = try #require(Rulebook.standard.family(ofKind: entity.kind))
        return try events.map { event in
            let standing = TestLedger(events).standing(of: entity)
            let view = View(of: standing, asOf: try asOf(event.occurred))
            return StateFold(view.definite, over: family)?.state
        }
    }
}
