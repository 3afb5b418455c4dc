import CanonicalJSON
package import Transparency

/// A file of evidence that stands alone, told by how it begins.
package enum EvidenceFile: Sendable {
    /// One event in its place (C2SP tlog-proof).
    case event(LogProof)

    /// A log continues what it was at an earlier size (C2SP tlog-witness, add-checkpoint).
    case consistency(AddCheckpointRequest)

    /// A checkpoint.
    case checkpoint(SignedNote)

    /// The largest file that is read, in bytes.
    package static let byteLimit = SignedNote.byteLimit

    /// Reads a file.
    ///
    /// - Throws: `LedgerError` of kind `refused` when it is none of these.
    package init(parsing bytes: [UInt8]) throws {
        do {
            if bytes.starts(with: "c2sp.org/tlog-proof@".utf8) {
                self = .event(try LogProof(parsing: bytes))
            } else if bytes.starts(with: "old ".utf8) {
                self = .consistency(try AddCheckpointRequest(parsing: bytes))
            } else {
                self = .checkpoint(try SignedNote(parsing: bytes))
            }
        } catch {
            throw LedgerError(
                .refused,
                "the file is no evidence this program can read: \(error)"
            )
        }
    }

    /// The checkpoint it rests on.
    package var note: SignedNote {
        switch self {
        case .event(let proof): proof.note
        case .consistency(let request): request.note
        case .checkpoint(let note): note
        }
    }
}
