import LMDB
package import Timestamps
package import Transparency

extension Ledger {
    /// A query about a checkpoint's text, for whoever brings it to an authority.
    package func timestampQuery(over note: SignedNote) -> TimestampRequest {
        TimestampRequest(
            over: Array(note.text.utf8),
            random: entropy.bytes(TimestampRequest.nonceByteCount)
        )
    }

    /// Has a kept checkpoint time-stamped (RFC 3161) and keeps the reply; the time-stamp kept
    /// before, without asking again, when there is one.
    ///
    /// The reply is verified before it is kept, as far as possible without `authorities`.
    ///
    /// - Throws: `LedgerError` of kind `refused` when the time-stamp does not hold; what the
    ///   transport throws when there is no reply.
    package func timestamp(
        _ note: SignedNote,
        of tree: SignedTree,
        through transport: some TimestampTransport,
        trusting authorities: TimestampAuthorities? = nil
    ) throws -> Timestamp {
        let size = try Checkpoint(parsing: note.text).size
        if let kept = try keptTimestamp(over: note, of: tree, trusting: authorities) {
            return kept
        }
        let request = timestampQuery(over: note)
        let reply = try transport.reply(to: try request.bytes)
        let timestamp = try Self.explained("the authority's reply") { () throws(TimestampError) in
            try TimestampResponse(parsing: reply).verify(
                over: Array(note.text.utf8),
                answering: request,
                trusting: authorities
            )
        }
        guard try keepTimestamp(reply, of: tree, size: size) else {
            // Somebody else was faster.
            return try keptTimestamp(over: note, of: tree, trusting: authorities) ?? timestamp
        }
        return timestamp
    }

    /// Keeps a reply that was fetched by other means, with the checkpoint that it is over; what was
    /// kept before stays.
    ///
    /// - Returns: the checkpoint, and the time-stamp that is kept over it now.
    /// - Throws: `LedgerError` of kind `refused` when the reply is over no checkpoint kept of this
    ///   tree, or does not hold.
    /// - Complexity: reads the checkpoints kept of the tree, the newest first, up to that one.
    package func keepReply(
        _ reply: [UInt8],
        of tree: SignedTree,
        trusting authorities: TimestampAuthorities? = nil
    ) throws -> (note: SignedNote, timestamp: Timestamp) {
        let response = try Self.explained("the reply") { () throws(TimestampError) in
            try TimestampResponse(parsing: reply)
        }
        for size in keptCheckpoints(of: tree).reversed() {
            guard let note = try keptCheckpoint(of: tree, size: size),
                response.isOver(Array(note.text.utf8))
            else { continue }
            let timestamp = try Self.explained("the reply") { () throws(TimestampError) in
                try response.verify(over: Array(note.text.utf8), trusting: authorities)
            }
            guard try !keepTimestamp(reply, of: tree, size: size) else { return (note, timestamp) }
            let kept = try keptTimestamp(over: note, of: tree, trusting: authorities)
            return (note, kept ?? timestamp)
        }
        throw LedgerError(
            .refused,
            "the reply is over none of the checkpoints that were kept of \(tree.words); write the "
                + "query with `entente checkpoint --timestamp-query FILE`"
        )
    }

    /// The time-stamp kept over a checkpoint, verified; `nil` when there is none.
    ///
    /// - Throws: `LedgerError` of kind `refused` when it does not hold.
    package func keptTimestamp(
        over note: SignedNote,
        of tree: SignedTree,
        trusting authorities: TimestampAuthorities? = nil
    ) throws -> Timestamp? {
        let size = try Checkpoint(parsing: note.text).size
        guard let kept = try keptTimestamp(of: tree, size: size) else { return nil }
        return try Self.explained("the time-stamp kept over \(size) events of \(tree.words)") {
            () throws(TimestampError) in
            try TimestampResponse(parsing: kept).verify(
                over: Array(note.text.utf8),
                trusting: authorities
            )
        }
    }

    private static func explained<R>(
        _ what: String,
        _ body: () throws(TimestampError) -> R
    ) throws -> R {
        do throws(TimestampError) {
            return try body()
        } catch {
            throw LedgerError(.refused, "\(what) cannot be used: \(error)")
        }
    }
}
