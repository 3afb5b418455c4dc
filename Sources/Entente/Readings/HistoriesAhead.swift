import Dispatch
package import Events
import Synchronization

/// Reads the histories of a list of entities on other threads, ahead of whoever goes through it.
///
/// The list is cut into parts, each of which one thread takes. Who comes to a part that is not done
/// takes one too, and waits only when none is left to take. What is not asked for need not be there
/// in the order; what is asked for long before its turn is left to the reader.
///
/// - Invariant: no part is taken that lies more than `reach` parts ahead.
package final class HistoriesAhead {
    /// What is done to some of the entities.
    package enum Work: Sendable {
        /// Their histories are read.
        case reading

        /// They are read, and their events judged.
        case judging
    }

    /// Works on some of the entities.
    package typealias Worker = (ArraySlice<Tag>, Work) throws -> Void

    /// How many histories are read at a time.
    private static let part = 64

    /// How many parts may be taken ahead, for each thread.
    private static let reach = 4

    /// Shorter lists are not worth a thread.
    static let leastCount = 4 * part

    /// The part of each entity.
    private let places: [Tag: Int]

    private let parts: [Part]
    private let helpers: [@Sendable (ArraySlice<Tag>, Work) throws -> Void]
    private let plan = Plan()
    private let threads = DispatchGroup()

    /// The first part that nobody has come to.
    private var next = 0

    /// Whether the thread that asks is at work itself.
    private var isWorking = false

    /// Entities that one thread works on.
    private final class Part: Sendable {
        let entities: ArraySlice<Tag>
        private let done = DispatchSemaphore(value: 0)
        private let outcome = Mutex<Result<Void, any Error>?>(nil)

        init(_ entities: ArraySlice<Tag>) {
            self.entities = entities
        }

        var isDone: Bool { outcome.withLock { $0 != nil } }

        func perform(_ work: Work, by worker: Worker) {
            let result = Result { try worker(entities, work) }
            outcome.withLock { $0 = result }
            done.signal()
        }

        func wait() { done.wait() }

        /// Throws what the work threw.
        func check() throws { try outcome.withLock { try $0?.get() } }
    }

    /// What the threads agree on.
    private final class Plan: Sendable {
        struct State {
            /// What is done from the next part on.
            var work = Work.reading

            /// The first part that nobody has taken.
            var untaken = 0

            /// The first part that is too far ahead.
            var limit = 0

            /// The helpers that are not at work.
            var idle: [Int] = []
        }

        let state = Mutex(State())

        /// The next part that may be taken, and what to do with it; a helper that finds none is
        /// idle from then on.
        func take(by helper: Int? = nil) -> (part: Int, work: Work)? {
            state.withLock { state in
                guard state.untaken < state.limit else {
                    if let helper { state.idle.append(helper) }
                    return nil
                }
                state.untaken += 1
                return (state.untaken - 1, state.work)
            }
        }
    }

    /// Begins nothing before the first entity is asked for.
    ///
    /// - Parameters:
    ///   - entities: in the order in which they will be asked for.
    ///   - helpers: what works on them on other threads, one for each thread; none is called twice
    ///     at a time.
    package init(
        _ entities: [Tag],
        helpers: [@Sendable (ArraySlice<Tag>, Work) throws -> Void]
    ) {
        self.helpers = helpers
        parts = stride(from: 0, to: entities.count, by: Self.part).map { start in
            Part(entities[start...].prefix(Self.part))
        }
        places = Dictionary(
            entities.enumerated().map { ($1, $0 / Self.part) },
            uniquingKeysWith: { first, _ in first }
        )
        plan.state.withLock { $0.idle = Array(helpers.indices) }
    }

    /// Takes no more parts, and waits for the helpers that are at work.
    deinit {
        plan.state.withLock { $0.limit = 0 }
        threads.wait()
    }

    /// From now on events are judged too.
    package func judge() { plan.state.withLock { $0.work = .judging } }

    /// Returns when an entity and those of its part are worked on, if its turn has come.
    ///
    /// - `worker`: works on this thread.
    /// - Throws: what the work throws.
    package func advance(to entity: Tag, by worker: Worker) throws {
        // The work asks for entities too, also for those of the part that it is about.
        guard !isWorking, let place = places[entity], place >= next, place < next + reach else {
            return
        }
        isWorking = true
        defer { isWorking = false }
        let part = parts[place]
        next = place + 1
        wake(from: place)
        while !part.isDone {
            if let taken = plan.take() {
                parts[taken.part].perform(taken.work, by: worker)
            } else {
                part.wait()
            }
        }
        try part.check()
    }

    /// How many parts may be taken ahead.
    private var reach: Int { Self.reach * (helpers.count + 1) }

    /// Lets the helpers that are idle take parts from one on.
    private func wake(from place: Int) {
        let idle = plan.state.withLock { state in
            state.untaken = max(state.untaken, place)
            state.limit = min(place + reach, parts.count)
            defer { state.idle = [] }
            return state.idle
        }
        for helper in idle {
            let (parts, plan, worker) = (parts, plan, helpers[helper])
            DispatchQueue.global(qos: .userInitiated).async(group: threads) {
                while let taken = plan.take(by: helper) {
                    parts[taken.part].perform(taken.work, by: worker)
                }
            }
        }
    }
}
