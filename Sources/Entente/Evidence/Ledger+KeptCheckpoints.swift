import EventJournal
import Events
import LMDB
package import Transparency

extension Ledger {
    /// The sizes at which checkpoints of a tree were kept, ascending.
    package func keptCheckpoints(of tree: SignedTree) -> [UInt64] {
        checkpoints.sizes(of: tree)
    }

    /// The checkpoint of a tree kept at a size, with its cosignatures; `nil` when there is none.
    ///
    /// - Throws: `LedgerError` of kind `damaged` when the file is none that this ledger signed.
    package func keptCheckpoint(of tree: SignedTree, size: UInt64) throws -> SignedNote? {
        try Failure.translated(directory) {
            guard let bytes = try checkpoints.contents(of: tree, size: size) else { return nil }
            return try readOwn(bytes, of: tree, in: checkpoints.path(of: tree, size: size)).note
        }
    }

    /// The checkpoint of a tree as it is kept at a note's size, else the note.
    package func checkpointKept(of tree: SignedTree, like note: SignedNote) throws -> SignedNote {
        let size = try Checkpoint(parsing: note.text).size
        return try keptCheckpoint(of: tree, size: size) ?? note
    }

    /// Keeps a checkpoint of this ledger with the cosignatures it has gathered.
    ///
    /// Signatures kept before stay; one by the same key is replaced. Whoever calls has verified the
    /// cosignatures; that the ledger itself signed it, and that its root is the tree's, is checked
    /// here.
    ///
    /// - Returns: the checkpoint as it is kept now.
    /// - Throws: `LedgerError` of kind `refused` for a note that is not one of this tree.
    @discardableResult
    package func keep(_ note: SignedNote, of tree: SignedTree) throws -> SignedNote {
        try Failure.translated(directory) {
            let checkpoint: Checkpoint
            do {
                checkpoint = try verifyOwn(note, of: tree)
            } catch {
                throw LedgerError(.refused, "the note is no checkpoint of this ledger: \(error)")
            }
            return try journal.environment.write { transaction in
                let root = try root(of: tree, size: checkpoint.size, in: transaction)
                guard root == checkpoint.root else {
                    throw LedgerError(
                        .refused,
                        "the note of \(checkpoint.size) events is no checkpoint of \(tree.words): "
                            + "its root is another"
                    )
                }
                return try merge(note, of: tree, size: checkpoint.size)
            }
        }
    }

    private func merge(
        _ note: SignedNote,
        of tree: SignedTree,
        size: UInt64
    ) throws -> SignedNote {
        guard let bytes = try checkpoints.contents(of: tree, size: size) else {
            try store(note, of: tree, size: size)
            return note
        }
        var kept = try readOwn(bytes, of: tree, in: checkpoints.path(of: tree, size: size)).note
        for signature in note.signatures where !kept.signatures.contains(signature) {
            kept = try kept.adding(signature)
        }
        try store(kept, of: tree, size: size)
        return kept
    }

    /// The RFC 3161 time-stamp kept over a checkpoint's text; `nil` when there is none.
    package func keptTimestamp(of tree: SignedTree, size: UInt64) throws -> [UInt8]? {
        try Failure.translated(directory) { try checkpoints.timestamp(of: tree, size: size) }
    }

    /// Keeps an RFC 3161 time-stamp over a checkpoint's text; whoever calls has verified it.
    ///
    /// - Returns: `false` when one was kept before: the first one stays, a later one says less.
    @discardableResult
    package func keepTimestamp(
        _ response: [UInt8],
        of tree: SignedTree,
        size: UInt64
    ) throws -> Bool {
        guard response.count <= CheckpointFiles.timestampByteLimit else {
            throw LedgerError(
                .refused,
                "the time-stamp has \(response.count) bytes, over the limit of "
                    + "\(CheckpointFiles.timestampByteLimit)"
            )
        }
        return try Failure.translated(directory) {
            // The transaction keeps others from writing one meanwhile.
            try journal.environment.write { _ in
                guard try checkpoints.timestamp(of: tree, size: size) == nil else { return false }
                try checkpoints.setTimestamp(response, of: tree, size: size)
                return true
            }
        }
    }
}
