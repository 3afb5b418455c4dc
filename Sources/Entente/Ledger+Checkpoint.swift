import EventJournal
import Events
import LMDB
import Transparency

extension Ledger {
    private var checkpointPath: String { directory + "/checkpoint" }

    /// Signs a checkpoint of the whole ledger and keeps it beside the environment.
    ///
    /// - Returns: the C2SP signed note; `nil` for a follower, which has no log key.
    /// - Throws: `LedgerError` of kind `damaged` when the ledger contradicts the last one signed.
    func signCheckpoint() throws -> String? {
        guard let signer = try signer() else { return nil }
        try checkLastCheckpoint()
        let head = try head()
        let checkpoint = try Checkpoint(origin: origin, size: head.size, root: head.root)
        if let last = try lastCheckpoint(), last.checkpoint.size == head.size { return last.note }
        let note = try signer.sign(checkpoint.text)
        try DurableFile.write(Array(note.utf8), to: checkpointPath)
        return note
    }

    /// The last checkpoint signed.
    func lastCheckpoint() throws -> (note: String, checkpoint: Checkpoint)? {
        guard let data = try File.contents(of: checkpointPath) else { return nil }
        do {
            let note = try SignedNote(parsing: data)
            let checkpoint = try Checkpoint(parsing: note.text)
            _ = try note.verified(by: [logKey(atSize: checkpoint.size)])
            return (note.description, checkpoint)
        } catch {
            throw LedgerError(
                .damaged,
                "the file \(checkpointPath) is not a checkpoint signed by this ledger: \(error)"
            )
        }
    }

    /// Refuses a log that is shorter than, or differs from, what it has signed before.
    func checkLastCheckpoint() throws {
        guard let (_, last) = try lastCheckpoint() else { return }
        let root = try read { snapshot in
            try journal.head(in: snapshot).size < last.size
                ? nil : try journal.root(ofSize: last.size, in: snapshot)
        }
        guard let root else {
            throw LedgerError(
                .damaged,
                "the ledger is shorter than the checkpoint of \(last.size) events it has signed; "
                    + "an older state was put in its place: restore it into a folder of its own"
            )
        }
        guard root == last.root else {
            throw LedgerError(
                .damaged,
                "the first \(last.size) events are not those of the checkpoint this ledger has "
                    + "signed; run `entente audit` and restore a backup"
            )
        }
    }
}
