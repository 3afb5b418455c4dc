/// Why a text is not a request to cosign a checkpoint.
package enum AddCheckpointError: Error, Hashable, CustomStringConvertible {
    /// The request has more bytes than anyone needs.
    case tooLarge(byteCount: Int, limit: Int)

    /// The first line is not `old` and a size.
    case malformedSize

    /// A line of the proof is not a hash.
    case malformedHash(line: Int)

    /// The proof has more hashes than any tree needs.
    case tooManyHashes(limit: Int)

    /// Nothing separates the proof from the checkpoint.
    case noEmptyLine

    /// What follows the empty line is not a signed note.
    case note(NoteError)

    package var description: String {
        switch self {
        case .tooLarge(let byteCount, let limit):
            "the request has \(byteCount) bytes, over the limit of \(limit)"
        case .malformedSize:
            "the first line is not 'old <size>', with a plain decimal number below 2^63"
        case .malformedHash(let line):
            "line \(line) is not a hash, 44 characters of base64"
        case .tooManyHashes(let limit):
            "the proof has more than \(limit) hashes; no tree needs so many"
        case .noEmptyLine:
            "no empty line stands between the proof and the checkpoint"
        case .note(let error):
            error.description
        }
    }
}
