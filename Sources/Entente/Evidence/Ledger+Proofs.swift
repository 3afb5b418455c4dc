import CanonicalJSON
import Collaboration
import EventJournal
package import Events
import LMDB
package import Transparency

extension Ledger {
    /// A file that proves one event of this ledger to somebody offline (C2SP tlog-proof).
    ///
    /// The event's bytes stand in its `extra` line, so that the file is enough.
    ///
    /// - Throws: `LedgerError` of kind `notFound` for a position beyond the end; `notPermitted`
    ///   for a follower that keeps no checkpoint of the event.
    package func logProof(of position: Position) throws -> LogProof {
        guard let leaf = try leaf(at: position) else {
            throw LedgerError(
                .notFound,
                "there is no event \(position); the ledger has \(try head().size)"
            )
        }
        let note = try ledgerNote(covering: position)
        let size = try Checkpoint(parsing: note.text).size
        return LogProof(
            index: position,
            path: try inclusionProof(of: position, inSize: size).path,
            note: note,
            extra: leaf.document.bytes
        )
    }
}

extension Ledger {
    /// A file that proves that a tree continues what it was at an earlier size: the body of a C2SP
    /// tlog-witness request.
    ///
    /// - Throws: `LedgerError` of kind `notFound` for a size the tree has not reached.
    package func consistencyFile(
        of tree: SignedTree,
        from earlier: UInt64
    ) throws -> AddCheckpointRequest {
        let note = try signer() == nil ? newestKept(of: tree) : checkpoint(of: tree)
        let size = try Checkpoint(parsing: note.text).size
        let proof = try consistencyProof(of: tree, from: earlier, to: size)
        return try AddCheckpointRequest(earlierSize: earlier, path: proof.path, note: note)
    }

    private func newestKept(of tree: SignedTree) throws -> SignedNote {
        guard let size = keptCheckpoints(of: tree).last,
            let note = try keptCheckpoint(of: tree, size: size)
        else {
            throw LedgerError(
                .notPermitted,
                "\(directory) is a follower and keeps no checkpoint of \(tree.words)"
            )
        }
        return note
    }
}
