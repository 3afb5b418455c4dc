import Crypto

/// The secret half that signers and cosigners share.
struct SigningKey: Sendable {
    let verifier: NoteVerifier
    private let key: Curve25519.Signing.PrivateKey

    init(name: String, seed: [UInt8], kind: SignatureKind) throws(KeyError) {
        guard
            seed.count == 32,
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed)
        else { throw .wrongLength(seed.count) }
        self.key = key
        verifier = try NoteVerifier(
            name: name,
            publicKey: Array(key.publicKey.rawRepresentation),
            kind: kind
        )
    }

    private init(key: Curve25519.Signing.PrivateKey, verifier: NoteVerifier) {
        self.key = key
        self.verifier = verifier
    }

    func named(_ name: String) throws(KeyError) -> SigningKey {
        SigningKey(key: key, verifier: try verifier.named(name))
    }

    func sign(_ text: String, seconds: UInt64?) throws(NoteError) -> NoteSignature {
        let message = verifier.kind.message(text: text, seconds: seconds ?? 0)
        guard let signature = try? key.signature(for: message) else { throw .signingFailed }
        var payload: [UInt8] = []
        if let seconds {
            payload.append(bigEndian: seconds)
        }
        payload.append(contentsOf: signature)
        return NoteSignature(name: verifier.name, keyID: verifier.keyID, payload: payload)
    }
}
