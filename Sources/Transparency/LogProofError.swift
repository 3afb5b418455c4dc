/// Why a proof file proves nothing.
package enum LogProofError: Error, Hashable, CustomStringConvertible {
    /// The file is not a proof file.
    case malformed(String)

    /// The note is malformed or not signed as claimed.
    case note(NoteError)

    /// The text of the note is not a checkpoint.
    case checkpoint(CheckpointError)

    /// No trusted key bears the name of the log and has signed.
    case notSignedByLog(origin: String)

    /// The hashes do not lead from the leaf to the root.
    case proof(ProofError)

    package var description: String {
        switch self {
        case .malformed(let reason): "the file is not a proof of a log: \(reason)"
        case .note(let error): error.description
        case .checkpoint(let error): error.description
        case .notSignedByLog(let origin):
            "no key that you trust in the name of '\(origin)' has signed the checkpoint; "
                + "get the verifier key of that log"
        case .proof(let error): error.description
        }
    }
}
