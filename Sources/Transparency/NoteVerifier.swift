import Crypto

/// A public key that signs notes, under the name its owner gave it.
package struct NoteVerifier: Sendable {
    /// The name of the key; for a log its origin.
    package let name: String

    /// The number that tells keys of one name apart.
    package let keyID: UInt32

    /// What the key signs.
    package let kind: SignatureKind

    /// The 32 bytes of the Ed25519 public key.
    package let publicKey: [UInt8]

    /// Names a public key.
    package init(
        name: String,
        publicKey: [UInt8],
        kind: SignatureKind = .ed25519
    ) throws(KeyError) {
        guard KeyName.isValid(name) else { throw .malformedName(name) }
        guard publicKey.count == 32 else { throw .wrongLength(publicKey.count) }
        guard !SmallOrder.contains(publicKey) else { throw .weakKey }
        self.name = name
        self.kind = kind
        self.publicKey = publicKey
        self.keyID = kind.keyID(name: name, publicKey: publicKey)
    }

    /// Reads a verifier key, `<name>+<eight hexadecimal digits>+<base64 of kind and key>`.
    package init(_ verifierKey: String) throws(KeyError) {
        // The name has no plus sign, but base64 may: the first two are the ones that separate.
        let parts = verifierKey.utf8.split(
            separator: UInt8(ascii: "+"),
            maxSplits: 2,
            omittingEmptySubsequences: false
        )
        guard
            parts.count == 3,
            let digits = Hexadecimal.decode(String(decoding: parts[1], as: UTF8.self)),
            digits.count == 4,
            let key = Base64.decode(String(decoding: parts[2], as: UTF8.self)),
            let type = key.first
        else { throw .malformed(verifierKey) }
        guard let kind = SignatureKind(rawValue: type) else { throw .unsupportedKind(type) }
        let name = String(decoding: parts[0], as: UTF8.self)
        try self.init(name: name, publicKey: Array(key.dropFirst()), kind: kind)
        guard keyID == digits.reduce(0, { $0 << 8 | UInt32($1) }) else {
            throw .otherKeyID(verifierKey)
        }
    }

    /// The key as text, the form in which partners exchange it.
    package var verifierKey: String {
        let digits = String(keyID, radix: 16)
        let zeros = String(repeating: "0", count: 8 - digits.utf8.count)
        return "\(name)+\(zeros)\(digits)+\(Base64.encode([kind.rawValue] + publicKey))"
    }

    /// The same key under another name, which gives it another number.
    package func named(_ name: String) throws(KeyError) -> NoteVerifier {
        try NoteVerifier(name: name, publicKey: publicKey, kind: kind)
    }

    /// Whether a signature says that it is by this key.
    func claims(_ signature: NoteSignature) -> Bool {
        signature.keyID == keyID && signature.name.utf8.elementsEqual(name.utf8)
    }

    /// Verifies one signature on a text, or nothing if this key did not make it.
    func verify(_ signature: NoteSignature, on text: String) -> SignedNote.Verified? {
        guard claims(signature) else { return nil }
        var bytes = signature.payload[...]
        var seconds: UInt64?
        if kind == .cosignature {
            guard bytes.count > 8 else { return nil }
            let time = bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            guard time <= UInt64(Int64.max) else { return nil }
            seconds = time
            bytes = bytes.dropFirst(8)
        }
        guard
            bytes.count == 64,
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey),
            key.isValidSignature(bytes, for: kind.message(text: text, seconds: seconds ?? 0))
        else { return nil }
        return SignedNote.Verified(verifier: self, seconds: seconds)
    }
}

extension NoteVerifier: Hashable {
    /// Compares names byte by byte: names that only look alike name different keys.
    package static func == (left: NoteVerifier, right: NoteVerifier) -> Bool {
        left.kind == right.kind && left.publicKey == right.publicKey
            && left.name.utf8.elementsEqual(right.name.utf8)
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(kind)
        hasher.combine(publicKey)
    }
}
