import Collaboration
package import EDTF
import EventJournal
import Events
import LMDB
import Transparency

/// Appends request after request, each in a commit of its own, and keeps what it knows between
/// them: the histories the rules asked for, the edge of the tree, the heads of the dossiers.
///
/// What is kept counts as long as the stored edge of the tree is the one that the last commit
/// left; when another writer was there, or a request was refused, the next one begins from what is
/// stored. It keeps the facts that ``StandingCache/limit`` bounds.
package final class LedgerWriter {
    private let ledger: Ledger

    /// A session by reference, so that what it holds is never copied.
    private final class Kept {
        var session: AppendSession

        init(_ session: AppendSession) {
            self.session = session
        }
    }

    /// What the last commit left.
    private var kept: Kept?

    /// A writer that knows nothing yet.
    package init(_ ledger: Ledger) {
        self.ledger = ledger
    }

    /// Decides on some lines and stores them, in one write transaction.
    ///
    /// Verdicts come in this order: parse, envelope, ids, condition, schema, rules. Nothing is
    /// visible or consumed when any step refuses.
    ///
    /// - Parameters:
    ///   - request: what is asked for.
    ///   - now: the clock.
    /// - Returns: the receipts, and the head with them.
    /// - Throws: `Refusal` for what was asked, `LedgerError` for what the ledger cannot do now.
    @available(*, noasync)
    package func append(_ request: AppendRequest, at now: Instant) throws -> AppendOutcome {
        let intake = try Intake(request, by: ledger.preparer(recordingBy: request.by))
        try ledger.requireWritable()
        return try Failure.translated(ledger.directory) {
            var next: Kept?
            let outcome = try ledger.journal.environment.write { transaction in
                let kept = try keptSession(at: now, in: transaction)
                let outcome = try decide(intake, request, &kept.session, in: transaction)
                if !request.isDryRun {
                    try kept.session.store(in: &transaction)
                    next = kept
                }
                return outcome
            }
            kept = next
            return outcome
        }
    }

    /// Goes on with what was kept, if it is what is stored; it is kept anew after the commit.
    private func keptSession(
        at now: Instant,
        in transaction: borrowing WriteTransaction
    ) throws -> Kept {
        guard let last = kept.take(),
            try ledger.journal.ends(at: last.session.appender.edge, in: transaction)
        else { return Kept(try AppendSession(ledger, at: now, in: transaction)) }
        try last.session.resume(at: now, in: transaction)
        // Keys of persons are looked for anew: they may have come or gone without an event.
        last.session.sealing = Sealing(ledger)
        return last
    }

    private func decide(
        _ intake: Intake,
        _ request: AppendRequest,
        _ session: inout AppendSession,
        in transaction: borrowing WriteTransaction
    ) throws -> AppendOutcome {
        var decision = BatchDecision(request.policy)
        if request.policy == .atomic {
            let known = try session.resubmission.whole(
                intake.events.map(\.event),
                session.appender,
                in: transaction
            )
            if let known { return AppendOutcome(receipts: known, head: session.appender.head) }
        }
        if let condition = request.condition { try require(condition, in: transaction) }
        try session.adoptCatalogue(in: transaction)
        try decision.take(intake, &session, in: transaction)
        return try decision.outcome(session.appender.head)
    }

    /// Refuses when an event the writer did not know of answers its query.
    private func require(
        _ condition: AppendCondition,
        in transaction: borrowing WriteTransaction
    ) throws {
        let head = try ledger.journal.head(in: transaction)
        if let after = condition.after, after >= head.size {
            throw LedgerError(
                .refused,
                "--after \(after) lies beyond the last position of this ledger, "
                    + "\(head.size == 0 ? "which is empty" : String(head.size - 1)); "
                    + "it was read from another or a restored ledger"
            )
        }
        guard let position = try ledger.journal.firstConflict(with: condition, in: transaction)
        else {
            return
        }
        let leaf = try HistoryLoader(ledger).leaf(at: position, in: transaction)
        let start = condition.after.map { "came after \($0)" } ?? "is stored"
        throw Refusal(
            .conflict,
            "event \(position) (\(leaf?.type?.text ?? "unknown")) \(start) and matches the query; "
                + "the head is \(head.size - 1): read on, decide again, resubmit",
            position: position
        )
    }

}
