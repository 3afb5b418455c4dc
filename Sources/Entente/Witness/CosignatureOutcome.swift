package import Transparency

/// What came of asking one witness.
package struct CosignatureOutcome: Sendable, Hashable {
    /// How it went.
    package enum Result: Sendable, Hashable {
        /// It cosigned at this time, in POSIX seconds, and the cosignature is kept.
        case cosigned(seconds: UInt64)

        /// It did not; the words say why and what to do.
        case refused(String)

        /// There was no usable answer; the same may work later.
        case unreachable(String)
    }

    /// The key of the witness.
    package let witness: NoteVerifier

    /// How it went.
    package let result: Result
}
