import Collaboration
import Dispatch
import Events
import Synchronization

/// Reads the histories of a list of entities ahead of whoever goes through it, on another thread.
///
/// A report that asks for one entity after the other never waits for more than one part of them.
/// What is asked for out of the order is not ahead, and is left to the reader.
///
/// - Invariant: at most two parts are in memory here, one that is read and one that waits.
final class HistoriesAhead {
    /// How many histories are read at a time.
    private static let part = 64

    /// Shorter lists are not worth a thread.
    static let leastCount = 4 * part

    private let entities: [Tag]
    private let read: @Sendable (ArraySlice<Tag>) throws -> [[Fact]]
    private var next = 0
    private var coming: Part?

    /// A part that another thread reads.
    private final class Part: Sendable {
        private let done = DispatchSemaphore(value: 0)
        private let outcome = Mutex(Result<[[Fact]], any Error>.success([]))

        init(_ read: @escaping @Sendable () throws -> [[Fact]]) {
            DispatchQueue.global(qos: .userInitiated).async {
                self.outcome.withLock { $0 = Result(catching: read) }
                self.done.signal()
            }
        }

        /// What was read, once.
        func histories() throws -> [[Fact]] {
            done.wait()
            return try outcome.withLock { outcome in
                defer { outcome = .success([]) }
                return try outcome.get()
            }
        }
    }

    /// Reads nothing before the first entity is asked for.
    ///
    /// - Parameters:
    ///   - entities: in the order in which they will be asked for.
    ///   - read: the histories of some of them, in their order; called on other threads, never
    ///     twice at a time.
    init(_ entities: [Tag], _ read: @escaping @Sendable (ArraySlice<Tag>) throws -> [[Fact]]) {
        self.entities = entities
        self.read = read
    }

    /// The histories of an entity and of those after it, if it is the next in order; else none.
    ///
    /// - Throws: what reading throws.
    func histories(from entity: Tag) throws -> [(entity: Tag, facts: [Fact])] {
        guard next < entities.count, entities[next] == entity else { return [] }
        let part = coming ?? begin(at: next)
        let asked = entities[next...].prefix(Self.part)
        next = asked.endIndex
        let histories = try part.histories()
        coming = next < entities.count ? begin(at: next) : nil
        return zip(asked, histories).map { ($0, $1) }
    }

    private func begin(at start: Int) -> Part {
        let part = entities[start...].prefix(Self.part)
        let read = read
        return Part { try read(part) }
    }
}
