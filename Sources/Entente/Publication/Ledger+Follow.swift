package import Transparency

/// What came of following a published log.
package enum FollowOutcome: Sendable {
    /// The follower holds what the checkpoint commits to; `earlierSize` is what it held before.
    case followed(Checkpoint, earlierSize: UInt64)

    /// The log is not the one it was; nothing was taken, and `evidence` is the folder of proofs.
    case diverged(Divergence, evidence: String)
}

extension Ledger {
    /// Mirrors a published log into a follower, verified before anything is stored.
    ///
    /// The checkpoint's signature and name, its tree against every checkpoint seen before and
    /// against what is held, each leaf against its hash: only then leaves are committed, page by
    /// page. A call that was interrupted goes on at the next. The follower answers *withheld* for
    /// personal values, which are never published.
    ///
    /// - Parameters:
    ///   - log: where the log is published. What it gives may be anything; it is bounded.
    ///   - directory: a follower made here before, or a folder that is new or empty.
    ///   - key: the log's key, got from its owner by another way; needed the first time.
    ///   - progress: told how many events of how many are stored.
    /// - Returns: what came of it; a divergence is an answer, not an error.
    /// - Throws: `LedgerError` of kind `refused` when the log is not whole, not signed or not a
    ///   ledger's, `usage` without a key, `cannotCreate` for a folder of something else,
    ///   `notPermitted` for a ledger that writes itself.
    package static func follow(
        _ log: any PublishedLog,
        into directory: String,
        key: NoteVerifier? = nil,
        progress: (UInt64, UInt64) -> Void = { _, _ in }
    ) throws -> FollowOutcome {
        do {
            return try Failure.translated(directory) {
                try Follower(log, directory: directory).run(key, progress)
            }
        } catch let error as PublishedLogError {
            throw LedgerError(.refused, "\(log.name): \(error)")
        }
    }
}
