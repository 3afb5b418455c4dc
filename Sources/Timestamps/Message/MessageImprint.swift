import SwiftASN1

/// The hash of what is time-stamped (RFC 3161 section 2.4.1).
struct MessageImprint: Hashable, Sendable {
    let algorithm: DigestAlgorithm
    let digest: [UInt8]

    /// The imprint of a text by SHA-256.
    init(of text: [UInt8]) {
        algorithm = .sha256
        digest = algorithm.digest(of: text)
    }

    /// Whether a text has this imprint.
    func isOf(_ text: [UInt8]) -> Bool { algorithm.digest(of: text) == digest }
}

extension MessageImprint: DERParseable, DERSerializable {
    init(derEncoded node: ASN1Node) throws {
        self = try DER.sequence(node, identifier: .sequence) { nodes in
            let algorithm = try DigestAlgorithm(derEncoded: &nodes)
            let digest = try ASN1OctetString(derEncoded: &nodes)
            return Self(algorithm: algorithm, digest: Array(digest.bytes))
        }
    }

    private init(algorithm: DigestAlgorithm, digest: [UInt8]) {
        self.algorithm = algorithm
        self.digest = digest
    }

    func serialize(into coder: inout DER.Serializer) throws {
        try coder.appendConstructedNode(identifier: .sequence) { coder in
            try coder.serialize(algorithm)
            try coder.serialize(ASN1OctetString(contentBytes: digest[...]))
        }
    }
}
