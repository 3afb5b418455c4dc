import EventJournal
import FoundationEssentials
import LMDB
import Transparency

/// The folder of a follower: its ledger, and the files that say what was seen of the log.
struct FollowerFolder {
    let path: String

    init(_ path: String) {
        self.path = path
    }

    private var checkpointPath: String { path + "/checkpoint" }
    private var pendingPath: String { path + "/following" }

    /// Opens the follower; `nil` when none was made yet.
    ///
    /// - Throws: `LedgerError` when something else is there.
    func open() throws -> Ledger? {
        guard try isBegun() else {
            try requireEmpty()
            return nil
        }
        let ledger = try Ledger.open(path)
        let isWithheld = try ledger.read { snapshot in
            try ledger.journal.meta(.personal, in: snapshot) == Self.withheld
        }
        guard try ledger.files.secret("log") == nil else {
            throw LedgerError(
                .notPermitted,
                "\(path) is a ledger with its own log key, which writes and does not follow; name "
                    + "another folder"
            )
        }
        if try ledger.head().size == 0 {
            try Self.withhold(ledger)
        } else if !isWithheld {
            throw LedgerError(
                .cannotCreate,
                "\(path) was restored from a backup and is no follower; name another folder"
            )
        }
        return ledger
    }

    /// Makes the follower's ledger, without events.
    func make(origin: String) throws -> Ledger {
        _ = try Journal.create(path, origin: origin)
        let ledger = try Ledger.open(path)
        try Self.withhold(ledger)
        return ledger
    }

    /// The checkpoints seen before: the one kept, and one whose leaves were being taken.
    func seenCheckpoints(_ held: Ledger?) throws -> [(SignedNote, Checkpoint)] {
        try [checkpointPath, pendingPath].compactMap { path in
            guard let bytes = try File.contents(of: path) else { return nil }
            do {
                let note = try SignedNote(parsing: bytes)
                return (note, try Checkpoint(parsing: note.text))
            } catch {
                throw LedgerError(.damaged, "\(path) is no signed checkpoint: \(error)")
            }
        }
    }

    /// Notes durably that the leaves of a checkpoint are about to be taken.
    func begin(_ note: SignedNote) throws {
        try Ledger.makeFolder(path)
        try DurableFile.write(Array(note.description.utf8), to: pendingPath)
    }

    /// Keeps checkpoints whose leaves are all there, with the cosignatures kept before.
    ///
    /// - Throws: `LedgerError` of kind `refused` for one that is not signed by the key in force.
    func keep(_ notes: [SignedNote], in ledger: Ledger) throws {
        let last = notes.last.map { Array($0.description.utf8) }
        guard try hasPending || File.contents(of: checkpointPath) != last else { return }
        for note in notes { _ = try ledger.keep(note, of: .ledger) }
        if hasPending { try File.remove(pendingPath) }
        DurableFile.synchronize(directory: path)
    }

    private var hasPending: Bool { ((try? File.status(of: pendingPath)) ?? nil) != nil }

    /// Whether a ledger was begun in full; what a call that was stopped left of one is removed.
    private func isBegun() throws -> Bool {
        let file = path + "/data.mdb"
        guard let status = try File.status(of: file) else { return false }
        guard hasPending else { return true }
        if status.size >= Ledger.leastByteCount {
            do {
                _ = try Journal.open(path, readOnly: true)
                return true
            } catch JournalError.noLedger {
            } catch JournalError.otherFormat(found: "none", _) {
            }
        }
        // The format is written last, so nothing can have been stored.
        try File.remove(file)
        if try File.status(of: path + "/lock.mdb") != nil { try File.remove(path + "/lock.mdb") }
        return false
    }

    private func requireEmpty() throws {
        guard let status = try File.status(of: path) else { return }
        let names = try? FileManager.default.contentsOfDirectory(atPath: path)
        let ours = ["evidence", "lock.mdb"]
        let isOurs = names?.allSatisfy { $0.hasPrefix("following") || ours.contains($0) }
        guard status.isFolder, isOurs == true else {
            throw LedgerError(
                .cannotCreate,
                "\(path) exists already and is neither a follower nor empty; name another folder"
            )
        }
    }

    private static let withheld = Array("withheld".utf8)

    private static func withhold(_ ledger: Ledger) throws {
        try ledger.journal.environment.write { transaction in
            try ledger.journal.setMeta(.personal, to: withheld, in: &transaction)
        }
    }
}
