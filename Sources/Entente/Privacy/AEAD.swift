import CanonicalJSON
import Crypto
import FoundationEssentials

/// AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce before the ciphertext.
enum AEAD {
    /// Seals bytes under a key of 32 bytes.
    ///
    /// - `context`: what the ciphertext belongs to; RFC 8785 of the list is authenticated.
    static func seal(
        _ plain: [UInt8],
        key: [UInt8],
        nonce: [UInt8],
        context: [String]
    ) throws -> [UInt8] {
        let box = try AES.GCM.seal(
            plain,
            using: SymmetricKey(data: key),
            nonce: AES.GCM.Nonce(data: nonce),
            authenticating: authenticated(context)
        )
        return nonce + Array(box.ciphertext) + Array(box.tag)
    }

    /// Opens sealed bytes; `nil` when key, context or bytes are not those of the sealing.
    static func open(_ sealed: [UInt8], key: [UInt8], context: [String]) -> [UInt8]? {
        guard let box = try? AES.GCM.SealedBox(combined: sealed) else { return nil }
        let opened = try? AES.GCM.open(
            box,
            using: SymmetricKey(data: key),
            authenticating: authenticated(context)
        )
        return opened.map(Array.init)
    }

    private static func authenticated(_ context: [String]) -> [UInt8] {
        JSONValue.array(context.map(JSONValue.string)).canonicalBytes()
    }
}
