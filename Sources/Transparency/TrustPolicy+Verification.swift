/// A checkpoint with the signatures on it that a reader's policy knows.
package struct VerifiedCheckpoint: Sendable, Hashable {
    /// A witness and when it says it saw the tree.
    package struct Cosignature: Sendable, Hashable {
        /// The key of the witness.
        package let witness: NoteVerifier

        /// The time it states, in POSIX seconds.
        package let seconds: UInt64

        /// What a witness says.
        package init(witness: NoteVerifier, seconds: UInt64) {
            self.witness = witness
            self.seconds = seconds
        }
    }

    /// What the note says.
    package let checkpoint: Checkpoint

    /// The key of the log that signed; `nil` when only witnesses of the policy did.
    package let log: NoteVerifier?

    /// The witnesses of the policy who cosigned, in the order of the note.
    package let cosignatures: [Cosignature]
}

extension TrustPolicy {
    /// Reads a note as a checkpoint and verifies every signature of a key in the policy.
    ///
    /// - Returns: `nil` when no key of the policy has signed: the note says nothing to this reader.
    /// - Throws: `CheckpointError` when the text is no checkpoint, `NoteError` when a signature
    ///   that claims a key of the policy is not by it.
    package func verify(_ note: SignedNote) throws -> VerifiedCheckpoint? {
        let checkpoint = try Checkpoint(parsing: note.text)
        let keys = logs(of: checkpoint.origin) + witnesses
        let isKnown = note.signatures.contains { signature in
            keys.contains { $0.claims(signature) }
        }
        guard isKnown else { return nil }
        let verified = try note.verified(by: keys)
        return VerifiedCheckpoint(
            checkpoint: checkpoint,
            log: verified.first { $0.verifier.kind == .ed25519 }?.verifier,
            cosignatures: verified.compactMap { signature in
                signature.seconds.map { .init(witness: signature.verifier, seconds: $0) }
            }
        )
    }

    /// The latest time as of which witnesses that satisfy the quorum have signed.
    ///
    /// - Returns: the time in POSIX seconds; `nil` when the quorum is not reached, or asks for
    ///   nobody: then the log alone speaks.
    package func time(of cosignatures: [VerifiedCheckpoint.Cosignature]) -> UInt64? {
        guard asksForWitnesses else { return nil }
        let times = Set(cosignatures.map(\.seconds)).sorted(by: >)
        return times.first { time in
            isSatisfied(by: cosignatures.filter { $0.seconds >= time }.map(\.witness))
        }
    }
}
