import Dispatch
import Events
import Synchronization

/// Reads the histories of a list of entities ahead of whoever goes through it, on another thread.
///
/// Who asks for one entity after the other never waits for more than one part of them. What is
/// asked for out of the order is not ahead, and is left to the reader.
final class HistoriesAhead {
    /// What is done to some of the entities.
    enum Work {
        /// Their histories are read.
        case reading

        /// They are read, and their events judged.
        case judging
    }

    /// How many histories are read at a time.
    private static let part = 64

    /// Shorter lists are not worth a thread.
    static let leastCount = 4 * part

    /// What is done from the next part on.
    var work = Work.reading

    private let entities: [Tag]
    private let perform: @Sendable (ArraySlice<Tag>, Work) throws -> Void
    private var next = 0
    private var coming: Part?

    /// A part that another thread works on.
    private final class Part: Sendable {
        private let done = DispatchSemaphore(value: 0)
        private let outcome = Mutex(Result<Void, any Error>.success(()))

        init(_ perform: @escaping @Sendable () throws -> Void) {
            DispatchQueue.global(qos: .userInitiated).async {
                self.outcome.withLock { $0 = Result(catching: perform) }
                self.done.signal()
            }
        }

        /// Returns when all is done.
        func wait() throws {
            done.wait()
            try outcome.withLock { try $0.get() }
        }
    }

    /// Begins nothing before the first entity is asked for.
    ///
    /// - Parameters:
    ///   - entities: in the order in which they will be asked for.
    ///   - perform: works on some of them; called on other threads, never twice at a time.
    init(_ entities: [Tag], _ perform: @escaping @Sendable (ArraySlice<Tag>, Work) throws -> Void) {
        self.entities = entities
        self.perform = perform
    }

    /// Waits for what is done to an entity and to those after it, if it is the next in order.
    ///
    /// - Throws: what the work throws.
    func advance(to entity: Tag) throws {
        guard next < entities.count, entities[next] == entity else { return }
        let part = coming ?? begin(at: next)
        next = entities[next...].prefix(Self.part).endIndex
        // The one after it begins before this one is gone through.
        defer { coming = next < entities.count ? begin(at: next) : nil }
        try part.wait()
    }

    private func begin(at start: Int) -> Part {
        let part = entities[start...].prefix(Self.part)
        let (perform, work) = (perform, work)
        return Part { try perform(part, work) }
    }
}
