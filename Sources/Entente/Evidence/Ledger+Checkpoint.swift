import EventJournal
import Events
import LMDB
package import Transparency

extension Ledger {
    /// Where checkpoints are kept.
    var checkpoints: CheckpointFiles { CheckpointFiles(ledger: directory) }

    /// The name of a tree: the ledger's own, or `<ledger>/agreement/<id>`.
    package func origin(of tree: SignedTree) -> String {
        switch tree {
        case .ledger: origin
        case .dossier(let agreement): DossierOrigin.of(agreement: String(agreement.id), in: origin)
        }
    }

    /// Signs a checkpoint of a tree as it is now and keeps it; the one kept, with its cosignatures,
    /// when that size was signed before.
    ///
    /// A dossier is signed only after a checkpoint of the ledger that covers it. Nothing is signed
    /// that is smaller than, or differs from, what was signed before: the log is compared with the
    /// last checkpoint while no other process can write or sign.
    ///
    /// - Throws: `LedgerError` of kind `notPermitted` for a follower, which has no log key;
    ///   `damaged` when the ledger contradicts the last one signed; `notFound` for an agreement
    ///   that no event is about.
    /// - Complexity: O(log n) for the ledger; for a dossier, its events are hashed again.
    package func checkpoint(of tree: SignedTree) throws -> SignedNote {
        try Failure.translated(directory) {
            guard let signer = try signer() else {
                throw LedgerError(
                    .notPermitted,
                    "\(directory) is a follower and has no log key; checkpoints are signed where "
                        + "the ledger is written"
                )
            }
            return try journal.environment.write { transaction in
                try finishKeyRotation(in: transaction)
                let whole = try sign(.ledger, with: [signer], in: transaction)
                guard case .dossier = tree else { return whole }
                return try sign(tree, with: [signer], in: transaction)
            }
        }
    }

    /// Signs a tree with the keys given, the one in force first.
    ///
    /// The transaction is what keeps others from writing and signing meanwhile.
    func sign(
        _ tree: SignedTree,
        with signers: [NoteSigner],
        in transaction: borrowing WriteTransaction
    ) throws -> SignedNote {
        let (size, root) = try head(of: tree, in: transaction)
        let name = origin(of: tree)
        if let kept = try lastKept(of: tree, in: transaction) {
            try require(kept, of: tree, in: transaction)
            // A rotation signs anew what one key has signed before.
            if kept.checkpoint.size == size, signers.count == 1 { return kept.note }
        }
        let text = try Checkpoint(origin: name, size: size, root: root).text
        var note: SignedNote?
        for signer in signers {
            let named = try signer.named(name)
            note = try note?.adding(named.signature(of: text)) ?? named.signedNote(text)
        }
        guard let note else { preconditionFailure("a checkpoint is signed by at least one key") }
        try store(note, of: tree, size: size)
        return note
    }

    /// Writes a note where it belongs.
    func store(_ note: SignedNote, of tree: SignedTree, size: UInt64) throws {
        try checkpoints.set(note, of: tree, size: size)
        guard tree == .ledger, try lastCheckpoint().map({ $0.checkpoint.size <= size }) ?? true
        else { return }
        try checkpoints.setLast(note)
    }

    /// The last checkpoint signed of the whole ledger.
    func lastCheckpoint() throws -> (note: SignedNote, checkpoint: Checkpoint)? {
        guard let bytes = try checkpoints.last() else { return nil }
        return try readOwn(bytes, of: .ledger, in: checkpoints.lastPath)
    }

    /// Reads a note that this ledger has signed.
    ///
    /// - Throws: `LedgerError` of kind `damaged` when it is none.
    func readOwn(
        _ bytes: [UInt8],
        of tree: SignedTree,
        in path: String
    ) throws -> (note: SignedNote, checkpoint: Checkpoint) {
        do {
            let note = try SignedNote(parsing: bytes)
            return (note, try verifyOwn(note, of: tree))
        } catch {
            throw LedgerError(
                .damaged,
                "the file \(path) is not a checkpoint signed by this ledger: \(error)"
            )
        }
    }

    /// Refuses a log that is shorter than, or differs from, what it has signed before.
    func checkLastCheckpoint() throws {
        guard let last = try lastCheckpoint() else { return }
        try read { snapshot in try require(last, of: .ledger, in: snapshot) }
    }

    /// Refuses a tree that is shorter than, or differs from, a checkpoint signed of it.
    private func require(
        _ kept: (note: SignedNote, checkpoint: Checkpoint),
        of tree: SignedTree,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws {
        let size = kept.checkpoint.size
        let subject = tree == .ledger ? "the ledger" : tree.words
        guard let root = try root(of: tree, size: size, in: snapshot) else {
            throw LedgerError(
                .damaged,
                "\(subject) is shorter than the checkpoint of \(size) events it has signed; "
                    + "an older state was put in its place: restore it into a folder of its own"
            )
        }
        guard root == kept.checkpoint.root else {
            throw LedgerError(
                .damaged,
                "the first \(size) events of \(subject) are not those of the checkpoint this "
                    + "ledger has signed; run `entente audit` and restore a backup"
            )
        }
    }

    /// The newest checkpoint kept of a tree.
    private func lastKept(
        of tree: SignedTree,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> (note: SignedNote, checkpoint: Checkpoint)? {
        if tree == .ledger { return try lastCheckpoint() }
        guard let size = checkpoints.sizes(of: tree).last,
            let bytes = try checkpoints.contents(of: tree, size: size)
        else { return nil }
        return try readOwn(bytes, of: tree, in: checkpoints.path(of: tree, size: size))
    }
}
