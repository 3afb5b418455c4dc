/// Why a text is not a signed note, or not one to trust.
package enum NoteError: Error, Hashable, CustomStringConvertible {
    /// The note has more bytes than anyone needs.
    case tooLarge(byteCount: Int, limit: Int)

    /// The bytes are not UTF-8.
    case notUTF8

    /// The text has a control character, or no line feed at its end.
    case malformedText

    /// No empty line with signatures behind it.
    case noSignatures

    /// A line behind the empty line is not a signature.
    case malformedSignature(line: Int)

    /// The note has more signatures than anyone needs.
    case tooManySignatures(limit: Int)

    /// Two signatures claim the same key.
    case repeatedKey(name: String)

    /// A signature claims a trusted key that did not make it.
    case badSignature(name: String)

    /// No trusted key has signed.
    case noKnownSignature

    /// A cosignature is made on checkpoints only.
    case notACheckpoint(CheckpointError)

    /// The cryptographic library refused to sign.
    case signingFailed

    package var description: String {
        switch self {
        case .tooLarge(let byteCount, let limit):
            "the note has \(byteCount) bytes, over the limit of \(limit)"
        case .notUTF8:
            "the note is not UTF-8; read it again as it was published"
        case .malformedText:
            "the text of a note ends in a line feed and has no other control character; "
                + "was it stored with other line ends?"
        case .noSignatures:
            "the note has no signature: after its text come an empty line and one line for "
                + "each signature, ended by a line feed"
        case .malformedSignature(let line):
            "line \(line) is not a signature; it reads '\u{2014} <key name> <base64>'"
        case .tooManySignatures(let limit):
            "the note has more than \(limit) signatures"
        case .repeatedKey(let name):
            "two signatures claim the same key of '\(name)'; keep one"
        case .badSignature(let name):
            "the signature of '\(name)' does not fit the text; the note was changed, "
                + "or another key signed in its name"
        case .noKnownSignature:
            "none of the keys that you trust has signed the note; "
                + "name the verifier key of its signer"
        case .notACheckpoint(let error):
            "only a checkpoint can be cosigned: \(error)"
        case .signingFailed:
            "the cryptographic library could not sign; try again"
        }
    }
}
