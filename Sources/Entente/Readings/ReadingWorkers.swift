import Dispatch
import Events
import FoundationEssentials
import Synchronization

/// Looks at many agreements at a time, on all cores.
final class ReadingWorkers: Sendable {
    /// More would only wait for the one that stores.
    private static let limit = 8

    /// The fewest agreements that are worth another thread.
    private static let share = 8

    private let workers: [Worker]

    /// One thread with the standings that it has read, and what came of its part.
    private final class Worker: Sendable {
        let standings: Mutex<KnownStandings>
        let outcome = Mutex(Result<[Readings.Update], any Error>.success([]))

        init(_ ledger: Ledger, to size: UInt64) {
            standings = Mutex(KnownStandings(ledger, below: size))
        }
    }

    /// Workers for a ledger's events below a size.
    init(_ ledger: Ledger, to size: UInt64) {
        let count = max(1, min(Self.limit, ProcessInfo.processInfo.activeProcessorCount))
        workers = (0..<count).map { _ in Worker(ledger, to: size) }
    }

    /// What is to be stored of some agreements, in their order.
    ///
    /// - `update`: what is to be stored of one; `nil` when nothing has changed.
    /// - Throws: what `update` throws.
    func updates(
        of agreements: [Tag],
        _ update: @escaping @Sendable (Tag, KnownStandings) throws -> Readings.Update?
    ) throws -> [Readings.Update] {
        let count = min(workers.count, max(1, agreements.count / Self.share))
        DispatchQueue.concurrentPerform(iterations: count) { index in
            let worker = workers[index]
            let part = agreements.count * index / count..<agreements.count * (index + 1) / count
            let outcome = worker.standings.withLock { standings in
                Result { try agreements[part].compactMap { try update($0, standings) } }
            }
            worker.outcome.withLock { $0 = outcome }
        }
        return try workers[..<count].flatMap { worker in
            try worker.outcome.withLock { try $0.get() }
        }
    }
}
