/// The key with which a witness confirms the checkpoints of others (signature type 0x04).
///
/// A cosignature says: as of this time, the largest tree of this origin that I have seen has this
/// root (C2SP tlog-cosignature). Check consistency with the last one before you cosign.
package struct NoteCosigner: Sendable {
    private let key: SigningKey

    /// Makes the key from its 32 secret bytes, which no other key of its owner shares.
    package init(name: String, seed: [UInt8]) throws(KeyError) {
        key = try SigningKey(name: name, seed: seed, kind: .cosignature)
    }

    /// The public half, for those who verify.
    package var verifier: NoteVerifier {
        key.verifier
    }

    /// The public half as text, the form in which partners exchange it.
    package var verifierKey: String {
        key.verifier.verifierKey
    }

    /// Cosigns the text of a checkpoint.
    ///
    /// - Parameters:
    ///   - text: The three lines of the checkpoint.
    ///   - seconds: The time in POSIX seconds; a later one than 2^63 - 1 counts as that.
    /// - Returns: The signature line to add to the note.
    /// - Throws: ``NoteError/notACheckpoint(_:)`` or ``NoteError/signingFailed``.
    package func cosign(_ text: String, atSeconds seconds: UInt64) throws(NoteError)
        -> NoteSignature
    {
        do {
            _ = try Checkpoint(parsing: text)
        } catch {
            throw .notACheckpoint(error)
        }
        return try key.sign(text, seconds: min(seconds, UInt64(Int64.max)))
    }
}
