import Dispatch
package import EDTF
import EventJournal

/// Appends batch after batch, each in a commit of its own, with three things going on at once:
/// lines are parsed and checked, events judged and hashed, and leaves written and synced.
///
/// Batches are judged ahead of the writer's lock, against what the last commit shows and what is
/// still on its way. The write transaction then looks whether the ledger is as long as the judge
/// took it to be; if another writer was faster, it stores nothing, and what was in flight is
/// decided again under the lock. So one write transaction decides and stores here too.
///
/// - Invariant: batches are stored in the order they came; after a refusal no later one is.
package final class AppendStream {
    /// How many lines travel together from one stage to the next.
    static let granuleCount = 200

    private let ledger: Ledger
    private let policy: AppendRequest.Policy
    private let by: String?
    private let preparer: EventPreparer

    /// `nil` until lines come, and after another writer was faster.
    private var stages: AppendStages?

    /// Batches of which nothing was heard yet, with their time.
    private var inFlight: [(lines: [InputLine], now: Instant)] = []

    /// Whether the stages take no more: what becomes of the batches in flight is to be waited for.
    private var isClosed = false

    /// A stream into a ledger.
    ///
    /// - Parameters:
    ///   - ledger: the ledger.
    ///   - policy: what happens to the rest of a batch when a line is refused.
    ///   - by: who records, for events that do not say so themselves.
    /// - Throws: `LedgerError` when the ledger cannot be written.
    package init(_ ledger: Ledger, policy: AppendRequest.Policy, by: String?) throws {
        try ledger.requireWritable()
        self.ledger = ledger
        self.policy = policy
        self.by = by
        preparer = ledger.preparer(recordingBy: by)
    }

    deinit { stages?.abandon() }

    /// Hands over the lines of one commit; what becomes of them, ``ready()`` and ``next()`` tell.
    ///
    /// - Throws: `Refusal` for a batch of nothing or one that is too large; what is wrong with the
    ///   ledger itself.
    @available(*, noasync)
    package func add(_ lines: [InputLine], at now: Instant) throws {
        try Intake.requireBatch(lines)
        inFlight.append((lines, now))
        guard !isClosed else { return }
        let stages = try self.stages ?? start(at: now)
        self.stages = stages
        var rest = lines[...]
        repeat {
            stages.dropSpent()
            let part = Array(rest.prefix(Self.granuleCount))
            rest = rest.dropFirst(part.count)
            let intake = try Intake(part, isRejecting: policy == .rejecting, by: preparer)
            isClosed = !stages.send(Granule(intake, now: now, endsBatch: rest.isEmpty))
        } while !rest.isEmpty && !isClosed
    }

    /// Says that no more lines come.
    package func close() {
        stages?.close()
        isClosed = true
    }

    /// Whether what became of every batch was told.
    package var isIdle: Bool { inFlight.isEmpty }

    /// The outcome of the next batch in order, if it is durable by now, or soon.
    ///
    /// - Parameter patience: for how many microseconds to wait for it.
    /// - Returns: what became of it; `nil` when that is not known yet, or there is no batch.
    /// - Throws: what refused the batch; nothing of it or after it is stored.
    @available(*, noasync)
    package func ready(within patience: Int = 0) throws -> AppendOutcome? {
        if isClosed { return try next() }
        guard !isIdle, let result = stages?.result(within: .microseconds(patience)) else {
            return nil
        }
        return try outcome(result)
    }

    /// The outcome of the next batch in order, once it is durable; `nil` when there is none.
    ///
    /// - Throws: what refused the batch; nothing of it or after it is stored.
    @available(*, noasync)
    package func next() throws -> AppendOutcome? {
        guard !isIdle else { return nil }
        guard let stages else { return try decideFirst() }
        guard let result = stages.result() else { return nil }
        return try outcome(result)
    }

    private func start(at now: Instant) throws -> AppendStages {
        try ledger.adoptCatalogue(at: now)
        return AppendStages(ledger, policy: policy)
    }

    private func outcome(_ result: BatchResult) throws -> AppendOutcome {
        switch result {
        case .stored(let outcome):
            inFlight.removeFirst()
            return outcome
        case .refused(let error):
            stages?.abandon()
            inFlight = []
            throw error
        case .overtaken:
            stages?.abandon()
            stages = nil
            isClosed = true
            return try decideFirst()
        }
    }

    /// Stores the first batch in flight, judged under the writer's lock; after the last of them
    /// the stages may begin anew.
    private func decideFirst() throws -> AppendOutcome {
        let batch = inFlight[0]
        let request = AppendRequest(lines: batch.lines, policy: policy, by: by)
        let outcome = try ledger.append(request, at: batch.now)
        inFlight.removeFirst()
        if inFlight.isEmpty { isClosed = false }
        return outcome
    }
}
