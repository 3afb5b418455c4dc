import CanonicalJSON
import Collaboration
package import EDTF
import EventJournal
import Events
import LMDB
package import Transparency

extension Ledger {
    static let keyRotated: EventType = "ledger.key-rotated"
    private static let keyFile = "log"
    private static let nextKeyFile = "log-next"

    /// The key under which a tree is signed now.
    ///
    /// - Throws: `KeyError` when the log holds no readable key.
    package func verifier(of tree: SignedTree) throws -> NoteVerifier {
        let key = try read { snapshot in try verifierKey(ofSize: .max, in: snapshot) }
        return try NoteVerifier(key).named(origin(of: tree))
    }

    /// Verifies that this ledger has signed a checkpoint of a tree.
    ///
    /// One of the whole ledger is signed with the key in force at its size. The size of a dossier
    /// says nothing of the ledger's, so one of these is signed with any key the ledger has had.
    ///
    /// - Throws: `NoteError`, `CheckpointError` or `KeyError`, whichever says what is wrong.
    func verifyOwn(_ note: SignedNote, of tree: SignedTree) throws -> Checkpoint {
        let checkpoint = try Checkpoint(parsing: note.text)
        let name = origin(of: tree)
        let keys = try read { snapshot in try verifierKeys(in: snapshot) }
            .map { (position: $0.position, key: try NoteVerifier($0.key).named(name)) }
        let signers = try note.verified(by: keys.map(\.key))
        let inForce = keys.last { $0.position < checkpoint.size } ?? keys[0]
        guard tree != .ledger || signers.contains(where: { $0.verifier == inForce.key }) else {
            throw NoteError.noKnownSignature
        }
        guard checkpoint.origin.utf8.elementsEqual(name.utf8) else {
            throw NoteError.badSignature(name: checkpoint.origin)
        }
        return checkpoint
    }

    /// Every verifier key that the ledger has had and the event that names it, the first one first.
    private func verifierKeys(
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> [(position: Position, key: String)] {
        let loader = HistoryLoader(self)
        let positions = try [0] + journal.positions(ofType: Self.keyRotated, in: snapshot)
        return try positions.map { position in
            let leaf = try loader.leaf(at: position, in: snapshot)
            return (position, leaf?.event["data"]?["key"]?.string ?? "")
        }
    }

    /// The verifier key in force at a size: the last one that an event before it names.
    func verifierKey(
        ofSize size: UInt64,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> String {
        let last = try journal.positions(ofType: Self.keyRotated, below: size, in: snapshot).last
        let leaf = try HistoryLoader(self).leaf(at: last ?? 0, in: snapshot)
        return leaf?.event["data"]?["key"]?.string ?? ""
    }

    /// Draws a new signing key, says so in the log, and signs a checkpoint with both keys.
    ///
    /// The new key is on the disk before the event that names it; a rotation that a crash cut short
    /// is finished, or undone, at the next opening.
    ///
    /// - Returns: the checkpoint that bears both signatures; partners who trust the earlier key
    ///   can take the new one from it.
    /// - Throws: `LedgerError`; of kind `notPermitted` for a follower.
    package func rotateKey(reason: String?, at now: Instant) throws -> SignedNote {
        try Failure.translated(directory) {
            guard let current = try signer() else {
                throw LedgerError(
                    .notPermitted,
                    "\(directory) is a follower and has no log key to change"
                )
            }
            if let reason, !(1...Limits.reasonCharacterCount).contains(reason.count) {
                throw LedgerError(
                    .usage,
                    "a reason has 1 to \(Limits.reasonCharacterCount) characters"
                )
            }
            let seed = entropy.bytes(32)
            let next = try NoteSigner(name: origin, seed: seed)
            try files.setSecret(Self.nextKeyFile, to: seed)
            try journal.environment.write { transaction in
                var session = try AppendSession(self, at: now, in: transaction)
                try session.adoptCatalogue(in: transaction)
                _ = try session.appendOwn(
                    Self.keyRotated,
                    data: Self.rotation(to: next, from: current, reason),
                    in: transaction
                )
                try session.store(in: &transaction)
            }
            return try journal.environment.write { transaction in
                try finishKeyRotation(in: transaction)
                return try sign(.ledger, with: [next], in: transaction)
            }
        }
    }

    /// Finishes a rotation that a crash cut short, or undoes one that never came into the log.
    func finishKeyRotation() throws {
        guard try files.hasSecret(Self.nextKeyFile) else { return }
        try journal.environment.write { transaction in
            try finishKeyRotation(in: transaction)
        }
    }

    /// The same, while no other process can write.
    func finishKeyRotation(in transaction: borrowing WriteTransaction) throws {
        guard let seed = try files.secret(Self.nextKeyFile) else { return }
        let next = try NoteSigner(name: origin, seed: seed)
        guard try verifierKey(ofSize: .max, in: transaction) == next.verifierKey else {
            return try files.removeSecret(Self.nextKeyFile)
        }
        if let current = try signer(), current.verifierKey != next.verifierKey {
            _ = try sign(.ledger, with: [next, current], in: transaction)
        }
        try files.replaceSecret(Self.keyFile, by: Self.nextKeyFile)
    }

    private static func rotation(
        to next: NoteSigner,
        from current: NoteSigner,
        _ reason: String?
    ) -> JSONValue {
        var data: JSONObject = [
            "key": .string(next.verifierKey), "previous": .string(current.verifierKey),
        ]
        if let reason { data["reason"] = .string(reason) }
        return .object(data)
    }
}
