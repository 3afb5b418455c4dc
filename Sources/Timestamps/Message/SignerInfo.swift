import FoundationEssentials
import SwiftASN1
import X509

/// The one signature of a token, and what it covers (RFC 5652 section 5.3).
struct SignerInfo: Sendable {
    /// How the signer is found among certificates.
    private enum Identity: Sendable {
        case issuer(DistinguishedName, serial: ArraySlice<UInt8>)
        case key(ArraySlice<UInt8>)
    }

    private let identity: Identity
    private let algorithm: Certificate.SignatureAlgorithm
    private let signature: [UInt8]

    /// The signed attributes in DER, tagged as what they are: a SET (section 5.4).
    private let signedBytes: [UInt8]

    let digestAlgorithm: DigestAlgorithm

    /// The signed hash of the content.
    let messageDigest: [UInt8]

    /// Which certificates the signer says it signed with, at least one.
    let signingCertificates: [SigningCertificate]

    /// Whether a certificate is the one that the signature names.
    func isOf(_ certificate: Certificate) -> Bool {
        switch identity {
        case .issuer(let issuer, let serial):
            certificate.issuer == issuer && certificate.serialNumber.bytes == serial
        case .key(let identifier):
            (try? certificate.extensions.subjectKeyIdentifier)?.keyIdentifier == identifier
        }
    }

    /// Whether the certificate's key has made the signature.
    func isSigned(by certificate: Certificate) -> Bool {
        certificate.publicKey.isValidSignature(
            signature,
            for: signedBytes,
            signatureAlgorithm: algorithm
        )
    }
}

extension SignerInfo: DERParseable {
    init(derEncoded node: ASN1Node) throws {
        self = try DER.sequence(node, identifier: .sequence) { nodes in
            _ = try Int(derEncoded: &nodes)
            let identity = try Self.identity(try next(&nodes))
            let digestAlgorithm = try DigestAlgorithm(derEncoded: &nodes)
            let attributes = DER.optionalImplicitlyTagged(
                &nodes,
                tagNumber: 0,
                tagClass: .contextSpecific
            ) { $0 }
            guard let attributes else {
                throw TimestampError.malformed(part: "the token", fault: "no attributes are signed")
            }
            let algorithm = try AlgorithmName(derEncoded: &nodes).name
            let signature = try ASN1OctetString(derEncoded: &nodes)
            // What stands beside the signature is not signed, so nothing rests on it.
            _ = DER.optionalImplicitlyTagged(&nodes, tagNumber: 1, tagClass: .contextSpecific) {
                $0
            }
            let read = try SignedAttributes(attributes)
            return Self(
                identity: identity,
                algorithm: try Self.signatureAlgorithm(algorithm, digestAlgorithm),
                signature: Array(signature.bytes),
                signedBytes: [0x31] + attributes.encodedBytes.dropFirst(),
                digestAlgorithm: digestAlgorithm,
                messageDigest: read.messageDigest,
                signingCertificates: read.signingCertificates
            )
        }
    }

    private static func identity(_ node: ASN1Node) throws -> Identity {
        guard node.identifier == .sequence else {
            let tag = ASN1Identifier(tagWithNumber: 0, tagClass: .contextSpecific)
            return .key(try ASN1OctetString(derEncoded: node, withIdentifier: tag).bytes)
        }
        return try DER.sequence(node, identifier: .sequence) { nodes in
            let issuer = try DistinguishedName(derEncoded: try next(&nodes))
            return .issuer(issuer, serial: try ArraySlice<UInt8>(derEncoded: &nodes))
        }
    }

    /// Names of a key's algorithm alone leave the hash function to the digest's (RFC 3370, 5754).
    private static func signatureAlgorithm(
        _ name: ASN1ObjectIdentifier,
        _ digest: DigestAlgorithm
    ) throws -> Certificate.SignatureAlgorithm {
        let rsa: ASN1ObjectIdentifier = [1, 2, 840, 113_549, 1, 1, 1]
        switch (name, digest) {
        case (rsa, .sha256), ([1, 2, 840, 113_549, 1, 1, 11], .sha256):
            return .sha256WithRSAEncryption
        case (rsa, .sha384), ([1, 2, 840, 113_549, 1, 1, 12], .sha384):
            return .sha384WithRSAEncryption
        case (rsa, .sha512), ([1, 2, 840, 113_549, 1, 1, 13], .sha512):
            return .sha512WithRSAEncryption
        case ([1, 2, 840, 10_045, 4, 3, 2], .sha256): return .ecdsaWithSHA256
        case ([1, 2, 840, 10_045, 4, 3, 3], .sha384): return .ecdsaWithSHA384
        case ([1, 2, 840, 10_045, 4, 3, 4], .sha512): return .ecdsaWithSHA512
        default:
            throw TimestampError.unsupported("the signature algorithm \(name) with that hash")
        }
    }
}
