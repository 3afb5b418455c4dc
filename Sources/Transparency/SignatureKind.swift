/// How a signature on a note was made (C2SP signed-note, signature types).
///
/// Notes may carry further types; they are skipped, because no key that is known here has them.
package enum SignatureKind: UInt8, Sendable, Hashable {
    /// Ed25519 over the text of the note: the log itself speaks.
    case ed25519 = 0x01

    /// Ed25519 over a time and the text: a witness has seen this checkpoint and none that
    /// contradicts it (C2SP tlog-cosignature).
    case cosignature = 0x04

    /// The number that tells keys of one name apart: the first four bytes of a hash over name,
    /// kind and key.
    func keyID(name: String, publicKey: [UInt8]) -> UInt32 {
        let message = Array(name.utf8) + [0x0A, rawValue] + publicKey
        return UInt32(truncatingIfNeeded: SHA256Hashing.hash(message).words.0 >> 32)
    }

    /// What is signed.
    ///
    /// - Parameters:
    ///   - text: The text of the note, with its last line feed.
    ///   - seconds: The time of a cosignature in POSIX seconds; a plain signature has none.
    /// - Returns: The exact bytes that Ed25519 signs.
    func message(text: String, seconds: UInt64) -> [UInt8] {
        switch self {
        case .ed25519: Array(text.utf8)
        case .cosignature: Array("cosignature/v1\ntime \(seconds)\n\(text)".utf8)
        }
    }
}
