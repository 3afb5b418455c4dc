import CanonicalJSON
package import EDTF
import EventJournal
package import Events
import LMDB

extension Ledger {
    /// Erases a person: says so in the log, then destroys the key.
    ///
    /// Leaves, hashes and proofs stay valid; what was sealed can never be opened again, in this
    /// ledger, its backups and its exports. What was begun is finished when the ledger is opened
    /// next, should the program be stopped in between.
    ///
    /// - Throws: `LedgerError` of kind `notFound` for a person the ledger does not know.
    @available(*, noasync)
    package func erase(
        _ person: Tag,
        reason: String,
        by: String? = nil,
        at now: Instant
    ) throws -> Receipt {
        guard person.kind == "person" else {
            throw LedgerError(.usage, "'\(person)' is no person; erase takes a tag person:…")
        }
        guard (1...Limits.reasonCharacterCount).contains(reason.unicodeScalars.count) else {
            throw LedgerError(
                .usage,
                "a reason has 1 to \(Limits.reasonCharacterCount) characters, and does not name the "
                    + "person; give one with --reason"
            )
        }
        try requireWritable()
        return try Failure.translated(directory) {
            let known = try journal.environment.read { snapshot in
                try journal.positions(tagged: person, limit: 1, in: snapshot)
            }
            guard !known.isEmpty else {
                throw LedgerError(.notFound, "no event mentions \(person)")
            }
            let receipt = try appendErasure(of: person, reason, by, at: now)
            try finishErasures()
            return receipt
        }
    }

    /// Destroys the keys of persons whose erasure stands in the log and was not finished.
    func finishErasures() throws {
        guard !files.erasing().isEmpty else { return }
        try journal.environment.write { transaction in
            // Read again under the lock: another process may have begun one since.
            let begun = files.erasing().compactMap(Tag.init)
            let erased = try begun.filter { try isErased($0, in: transaction) }
            try keyStore()?.destroy(keysOf: erased)
            try files.setErasing([])
        }
    }

    func isErased(
        _ person: Tag,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> Bool {
        try journal.erasure(of: person, in: snapshot) != nil
    }

    private func appendErasure(
        of person: Tag,
        _ reason: String,
        _ by: String?,
        at now: Instant
    ) throws -> Receipt {
        try journal.environment.write { transaction in
            if try isErased(person, in: transaction) {
                throw Refusal(
                    .rule,
                    "\(person) is erased already (rule erased-once)",
                    pointer: "/data/person"
                )
            }
            var session = try AppendSession(self, at: now, in: transaction)
            let receipt = try session.appendOwn(
                "subject.erased",
                data: [
                    "person": .string(person.text), "reason": .string(reason),
                    "keyDestroyed": true,
                ],
                by: by ?? "script:entente",
                in: transaction
            )
            try session.store(in: &transaction)
            // Nobody else can change the list while the transaction is held; should the commit not
            // come, the list names a person who is not erased, which finishing passes over.
            try files.setErasing(files.erasing() + [person.text])
            return receipt
        }
    }
}
