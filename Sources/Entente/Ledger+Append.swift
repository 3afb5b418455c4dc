import Collaboration
package import EDTF
import EventJournal
import Events
import JSONSchema
import LMDB
import Transparency

extension Ledger {
    /// Decides on some lines and stores them, in one write transaction.
    ///
    /// Verdicts come in this order: parse, envelope, ids, condition, schema, rules. Nothing is
    /// visible or consumed when any step refuses.
    ///
    /// - `now`: the clock.
    /// - Throws: `Refusal` for what was asked, `LedgerError` for what the ledger cannot do now.
    @available(*, noasync)
    package func append(_ request: AppendRequest, at now: Instant) throws -> AppendOutcome {
        let intake = try Intake(request, by: preparer(recordingBy: request.by))
        try requireWritable()
        return try Failure.translated(directory) {
            try journal.environment.write { transaction in
                var session = try AppendSession(self, at: now, in: transaction)
                let outcome = try decide(intake, request, &session, in: transaction)
                let batch = try session.take(storingKeys: !request.isDryRun)
                if let batch, !request.isDryRun { try journal.write(batch, in: &transaction) }
                return outcome
            }
        }
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
        let head = try journal.head(in: transaction)
        if let after = condition.after, after >= head.size {
            throw LedgerError(
                .refused,
                "--after \(after) lies beyond the last position of this ledger, "
                    + "\(head.size == 0 ? "which is empty" : String(head.size - 1)); "
                    + "it was read from another or a restored ledger"
            )
        }
        guard let position = try journal.firstConflict(with: condition, in: transaction) else {
            return
        }
        let leaf = try HistoryLoader(self).leaf(at: position, in: transaction)
        let start = condition.after.map { "came after \($0)" } ?? "is stored"
        throw Refusal(
            .conflict,
            "event \(position) (\(leaf?.type?.text ?? "unknown")) \(start) and matches the query; "
                + "the head is \(head.size - 1): read on, decide again, resubmit",
            position: position
        )
    }

    func requireWritable() throws {
        guard try files.secret("log") != nil else {
            throw LedgerError(
                .notPermitted,
                "this ledger follows another and has no log key, so it cannot be written; bring the "
                    + "keys with `entente keys import`"
            )
        }
    }
}
