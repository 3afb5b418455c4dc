import Collaboration
import Events
import Synchronization

/// Histories that were read and judged at one basis, for the threads that answer one question.
///
/// Facts are shared; what looks things up in them is each thread's own.
final class SharedHistories: Sendable {
    private let histories = Mutex<[Tag: [Fact]]>([:])
    private let verdicts = Mutex<[Tag: [Position: FactVerdict]]>([:])

    /// The history of an entity; `nil` before somebody read it.
    func history(of entity: Tag) -> [Fact]? { histories.withLock { $0[entity] } }

    /// Keeps a history that was read.
    func keep(_ facts: [Fact], of entity: Tag) { histories.withLock { $0[entity] = facts } }

    /// What was said of an event of an entity; `nil` before the entity's events were judged.
    func verdict(on position: Position, of entity: Tag) -> FactVerdict? {
        verdicts.withLock { $0[entity].map { $0[position] ?? FactVerdict() } }
    }

    /// Keeps what is said of an entity's events: those are left out for which every rule holds.
    func keep(_ verdicts: [Position: FactVerdict], of entity: Tag) {
        self.verdicts.withLock { $0[entity] = verdicts }
    }
}
