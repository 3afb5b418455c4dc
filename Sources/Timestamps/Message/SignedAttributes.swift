import SwiftASN1

/// What a signer signs with the content, as far as a time-stamp needs it (RFC 5652 section 11).
struct SignedAttributes {
    let messageDigest: [UInt8]
    let signingCertificates: [SigningCertificate]

    init(_ node: ASN1Node) throws {
        guard case .constructed(let nodes) = node.content else { throw Self.fault("are no set") }
        var contentType: ASN1ObjectIdentifier?
        var messageDigest: [UInt8]?
        var signingCertificates: [SigningCertificate] = []
        var seen: Set<ASN1ObjectIdentifier> = []
        for node in nodes {
            let (name, value) = try Self.attribute(node)
            guard seen.insert(name).inserted, seen.count <= TimestampLimits.attributeCount else {
                throw Self.fault("are too many, or one is there twice")
            }
            switch name {
            case .Timestamp.contentType:
                contentType = try ASN1ObjectIdentifier(derEncoded: try Self.only(value))
            case .Timestamp.messageDigest:
                messageDigest = Array(try ASN1OctetString(derEncoded: try Self.only(value)).bytes)
            case .Timestamp.signingCertificate:
                signingCertificates.append(try SigningCertificate(first: try Self.only(value)))
            case .Timestamp.signingCertificateV2:
                signingCertificates.append(try SigningCertificate(second: try Self.only(value)))
            default: break
            }
        }
        guard contentType == .Timestamp.content else {
            throw Self.fault("do not say that the content is a time-stamp")
        }
        guard let messageDigest else { throw Self.fault("do not hold the content's hash") }
        guard !signingCertificates.isEmpty else {
            throw Self.fault("do not name the signer's certificate")
        }
        self.messageDigest = messageDigest
        self.signingCertificates = signingCertificates
    }

    private static func attribute(_ node: ASN1Node) throws -> (ASN1ObjectIdentifier, ASN1Node) {
        try DER.sequence(node, identifier: .sequence) { nodes in
            (try ASN1ObjectIdentifier(derEncoded: &nodes), try next(&nodes))
        }
    }

    /// The one value of an attribute's set.
    private static func only(_ values: ASN1Node) throws -> ASN1Node {
        try DER.set(values, identifier: .set) { nodes in try next(&nodes) }
    }

    private static func fault(_ words: String) -> TimestampError {
        .malformed(part: "the token", fault: "the signed attributes \(words)")
    }
}
