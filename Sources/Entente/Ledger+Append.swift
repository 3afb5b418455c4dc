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
        let intake = try Intake(request, catalogue: catalogue)
        try requireWritable()
        do {
            return try Failure.translated(directory) {
                try journal.environment.write { transaction in
                    let outcome = try decide(intake, request, at: now, in: &transaction)
                    if request.isDryRun { throw DryRun(outcome: outcome) }
                    return outcome
                }
            }
        } catch let dryRun as DryRun {
            return dryRun.outcome
        }
    }

    /// Leaves a write transaction without a commit.
    private struct DryRun: Error {
        let outcome: AppendOutcome
    }

    private func decide(
        _ intake: Intake,
        _ request: AppendRequest,
        at now: Instant,
        in transaction: inout WriteTransaction
    ) throws -> AppendOutcome {
        let resubmission = try Resubmission(self)
        if request.policy == .atomic {
            let replayed = try resubmission.whole(intake.events, in: transaction)
            if let replayed { return try outcome(replayed, [], in: transaction) }
        }
        if let condition = request.condition { try require(condition, in: transaction) }
        let isRejecting = request.policy == .rejecting
        let types = isRejecting ? [] : try intake.events.map(schemaChecked)
        var session = try AppendSession(self, at: now, in: transaction)
        try session.adoptCatalogue(in: &transaction)
        var receipts: [Receipt] = []
        var refusals = intake.refusals
        for (index, event) in intake.events.enumerated() {
            do {
                // The ids of an atomic batch are known to be new as a whole.
                if request.policy != .atomic,
                    let known = try resubmission.single(event, session.appender, in: transaction)
                {
                    receipts.append(known)
                    continue
                }
                let type = isRejecting ? try schemaChecked(event) : types[index]
                receipts.append(try session.admit(event, as: type, in: &transaction))
            } catch let refusal as Refusal where isRejecting {
                refusals.append(refusal)
            }
        }
        try session.finish(in: &transaction, storingKeys: !request.isDryRun)
        return try outcome(receipts, refusals, in: transaction)
    }

    private func outcome(
        _ receipts: [Receipt],
        _ refusals: [Refusal],
        in transaction: borrowing WriteTransaction
    ) throws -> AppendOutcome {
        let head = try journal.head(in: transaction)
        return AppendOutcome(
            receipts: receipts,
            refusals: refusals.sorted { ($0.line ?? 0) < ($1.line ?? 0) },
            size: head.size,
            root: head.root.hex
        )
    }

    /// The type of an event, whose payload follows its schema.
    private func schemaChecked(_ event: WriterEvent) throws -> CompiledType {
        guard let type = try catalogue.type(event.type) else {
            let near = catalogue.suggestions(for: event.type.text)
            let hint = near.isEmpty ? "" : "; did you mean \(near.joined(separator: ", "))?"
            throw Refusal(
                .unknownType,
                "there is no type '\(event.type)'\(hint); `entente types` lists them all",
                line: event.line,
                id: event.id,
                pointer: "/type"
            )
        }
        if let violation = type.schema.violations(of: event.data).first {
            throw Refusal(
                .schema,
                "\(violation.message); see `entente explain \(event.type)`",
                line: event.line,
                id: event.id,
                pointer: "/data\(violation.cause)"
            )
        }
        return type
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
