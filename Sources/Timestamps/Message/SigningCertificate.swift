import Crypto
import SwiftASN1
import X509

/// Which certificate a signer says it signed with, by the certificate's hash, so that no other one
/// with the same key can be put in its place (RFC 5035, RFC 5816).
///
/// The issuer and serial number that may stand beside the hash are part of what is hashed.
enum SigningCertificate: Hashable, Sendable {
    /// By SHA-1, as RFC 3161 had it; a second certificate with a given hash is still not found.
    case first([UInt8])

    /// By a hash function that is named, SHA-256 when none is.
    case second(DigestAlgorithm, [UInt8])

    /// Reads the first certificate of a SigningCertificate; it is the signer's.
    init(first node: ASN1Node) throws {
        let hash = try Self.leading(node) { node in
            try DER.sequence(node, identifier: .sequence) { nodes in
                let hash = try ASN1OctetString(derEncoded: &nodes)
                _ = nodes.next()
                return Array(hash.bytes)
            }
        }
        self = .first(hash)
    }

    /// Reads the first certificate of a SigningCertificateV2; it is the signer's.
    init(second node: ASN1Node) throws {
        self = try Self.leading(node) { node in
            try DER.sequence(node, identifier: .sequence) { nodes in
                var element = try next(&nodes)
                var algorithm = DigestAlgorithm.sha256
                if element.identifier == .sequence {
                    algorithm = try DigestAlgorithm(derEncoded: element)
                    element = try next(&nodes)
                }
                let hash = try ASN1OctetString(derEncoded: element)
                _ = nodes.next()
                return .second(algorithm, Array(hash.bytes))
            }
        }
    }

    /// Whether a certificate is the one that is named.
    func names(_ certificate: Certificate) throws -> Bool {
        var coder = DER.Serializer()
        try coder.serialize(certificate)
        return switch self {
        case .first(let hash): Array(Insecure.SHA1.hash(data: coder.serializedBytes)) == hash
        case .second(let algorithm, let hash):
            algorithm.digest(of: coder.serializedBytes) == hash
        }
    }

    /// The first of the certificates named; policies may follow them.
    private static func leading<R>(_ node: ASN1Node, _ read: (ASN1Node) throws -> R) throws -> R {
        try DER.sequence(node, identifier: .sequence) { nodes in
            let names = try DER.sequence(try next(&nodes), identifier: .sequence) { nodes in
                var names: [ASN1Node] = []
                while let name = nodes.next() { names.append(name) }
                return names
            }
            _ = nodes.next()
            guard let first = names.first,
                names.count <= TimestampLimits.namedCertificateCount
            else {
                throw TimestampError.malformed(
                    part: "the token",
                    fault: "it names no certificate of its signer, or too many"
                )
            }
            return try read(first)
        }
    }
}
