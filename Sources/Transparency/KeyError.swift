/// Why a text is not a verifier key, or a seed not a key.
package enum KeyError: Error, Hashable, CustomStringConvertible {
    /// The text is not `<name>+<eight hexadecimal digits>+<base64>`.
    case malformed(String)

    /// The name is empty or has white space, a control character or a plus sign.
    case malformedName(String)

    /// The digits in the text are not those of its name and key.
    case otherKeyID(String)

    /// The key signs in a way that is not supported here.
    case unsupportedKind(UInt8)

    /// The key has not 32 bytes.
    case wrongLength(Int)

    /// The key is one of the few that make a signature fit any text.
    case weakKey

    package var description: String {
        switch self {
        case .malformed(let text):
            "'\(text)' is not a verifier key; it reads <name>+<8 hexadecimal digits>+<base64>"
        case .malformedName(let name):
            "'\(name)' cannot name a key: leave out white space, control characters and '+'"
        case .otherKeyID(let text):
            "the digits in '\(text)' do not belong to its name and key; copy the key again, whole"
        case .unsupportedKind(let kind):
            "keys of type \(kind) are not supported; "
                + "use Ed25519 (type 1) or an Ed25519 cosigner (type 4)"
        case .wrongLength(let count):
            "an Ed25519 key has 32 bytes, this one has \(count)"
        case .weakKey:
            "the key is of small order and would accept signatures on any text; refuse its owner"
        }
    }
}
