import Crypto

/// The key with which a log signs its checkpoints (signature type 0x01).
///
/// Sign one history only: a log that signs two checkpoints of one size with different roots has
/// proved its own fraud. To cosign the checkpoints of others, use a ``NoteCosigner`` with
/// another key.
package struct NoteSigner: Sendable {
    private let key: SigningKey

    private init(key: SigningKey) {
        self.key = key
    }

    /// Makes the key from its 32 secret bytes; the name of a log's key is the origin of the log.
    package init(name: String, seed: [UInt8]) throws(KeyError) {
        key = try SigningKey(name: name, seed: seed, kind: .ed25519)
    }

    /// Draws 32 secret bytes for a new key; whoever reads them can sign in your name.
    package static func newSeed() -> [UInt8] {
        Array(Curve25519.Signing.PrivateKey().rawRepresentation)
    }

    /// The public half, for those who verify.
    package var verifier: NoteVerifier {
        key.verifier
    }

    /// The public half as text, the form in which partners exchange it.
    package var verifierKey: String {
        key.verifier.verifierKey
    }

    /// Signs a text and returns the whole note.
    ///
    /// The text ends in a line feed and has no other control character.
    package func sign(_ text: String) throws(NoteError) -> String {
        try signedNote(text).description
    }

    /// The same key under another name: a ledger signs its agreements' dossiers under theirs.
    package func named(_ name: String) throws(KeyError) -> NoteSigner {
        NoteSigner(key: try key.named(name))
    }

    /// The signature line for a text, to be put under a note of that text.
    package func signature(of text: String) throws(NoteError) -> NoteSignature {
        try key.sign(text, seconds: nil)
    }

    /// Signs a text and returns the note.
    package func signedNote(_ text: String) throws(NoteError) -> SignedNote {
        guard SignedNote.isSignable(text) else { throw .malformedText }
        return try SignedNote(text: text, signatures: [try key.sign(text, seconds: nil)])
    }
}
