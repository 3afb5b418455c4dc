import EventJournal
import LMDB

/// What is decided on the lines of one batch so far.
///
/// Verdicts come in the order parse, envelope, schema, rules over the whole batch, wherever it was
/// cut on its way here.
struct BatchDecision {
    private let policy: AppendRequest.Policy
    private(set) var receipts: [Receipt] = []
    private var refusals: [Refusal] = []
    private var failure: StagedRefusal?

    init(_ policy: AppendRequest.Policy) {
        self.policy = policy
    }

    /// Decides on some more lines.
    ///
    /// - Throws: what is wrong with the ledger; what stands against a line is kept for
    ///   ``outcome(_:)``.
    mutating func take(
        _ intake: Intake,
        _ session: inout AppendSession,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws {
        refusals += intake.refusals
        if let refused = intake.failure {
            failure = min(failure ?? refused, refused)
        }
        // Later lines of a refused batch can only tell that something stands against it earlier.
        guard failure == nil else { return }
        for event in intake.events {
            do {
                // The ids of an atomic batch are known to be new as a whole.
                receipts.append(
                    try session.decide(on: event, isNew: policy == .atomic, in: snapshot)
                )
            } catch let refusal as Refusal {
                guard policy == .rejecting else {
                    failure = StagedRefusal(stage: .rules, refusal: refusal)
                    return
                }
                refusals.append(refusal)
            }
        }
    }

    /// What became of the batch.
    ///
    /// - Throws: what stands against it, when nothing of it may be stored.
    func outcome(_ head: Head) throws -> AppendOutcome {
        if let failure { throw failure.refusal }
        return AppendOutcome(
            receipts: receipts,
            refusals: refusals.sorted { ($0.line ?? 0) < ($1.line ?? 0) },
            head: head
        )
    }
}
