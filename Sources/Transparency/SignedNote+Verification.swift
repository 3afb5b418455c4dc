extension SignedNote {
    /// A signature that a known key has made on a note.
    package struct Verified: Sendable, Hashable {
        /// The key that made it.
        package let verifier: NoteVerifier

        /// The time it states, in POSIX seconds; only cosignatures state one.
        package let seconds: UInt64?
    }

    /// Verifies the note with the keys that the reader trusts.
    ///
    /// Signatures by other keys say nothing and are skipped. A signature that claims to be by a
    /// trusted key and is not refuses the whole note, whoever else has signed it.
    ///
    /// - Parameter verifiers: The keys, from the reader's own settings and never from the note.
    /// - Returns: At least one signature, in the order of the note. Which of them must be there
    ///   is for the caller to say: a log's own signature alone is no witness.
    /// - Throws: ``NoteError/badSignature(name:)`` or ``NoteError/noKnownSignature``.
    package func verified(by verifiers: [NoteVerifier]) throws(NoteError) -> [Verified] {
        var verified: [Verified] = []
        for signature in signatures {
            let candidates = verifiers.filter { $0.claims(signature) }
            guard !candidates.isEmpty else { continue }
            guard let found = candidates.lazy.compactMap({ $0.verify(signature, on: text) }).first
            else { throw .badSignature(name: signature.name) }
            verified.append(found)
        }
        guard !verified.isEmpty else { throw .noKnownSignature }
        return verified
    }
}
