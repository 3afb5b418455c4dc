import SwiftASN1
import X509

/// What a time-stamp token is: one content, signed by one authority (RFC 5652 section 5).
///
/// In DER, but for the order of the certificates: authorities write the set as it comes.
struct SignedData: Sendable {
    /// The DER of a ``TSTInfo``.
    let content: [UInt8]

    /// The certificates beside it but those that cannot be read, which certify nothing.
    let certificates: [Certificate]

    let signer: SignerInfo

    /// Reads the ContentInfo of a token (RFC 5652 section 3).
    init(token node: ASN1Node) throws {
        self = try DER.sequence(node, identifier: .sequence) { nodes in
            guard try ASN1ObjectIdentifier(derEncoded: &nodes) == .Timestamp.signedData else {
                throw TimestampError.malformed(part: "the token", fault: "it is not signed data")
            }
            let signed = try DER.optionalExplicitlyTagged(
                &nodes,
                tagNumber: 0,
                tagClass: .contextSpecific
            ) { try SignedData(derEncoded: $0) }
            guard let signed else {
                throw TimestampError.malformed(part: "the token", fault: "it is empty")
            }
            return signed
        }
    }

    private init(content: [UInt8], certificates: [Certificate], signer: SignerInfo) {
        self.content = content
        self.certificates = certificates
        self.signer = signer
    }

    private init(derEncoded node: ASN1Node) throws {
        self = try DER.sequence(node, identifier: .sequence) { nodes in
            let version = try Int(derEncoded: &nodes)
            // Version 1 is for content that is plain data, 2 is not used.
            guard (3...5).contains(version) else {
                throw TimestampError.unsupported("version \(version) of signed data")
            }
            // What the signer used stands again beside its signature.
            _ = try DER.set(try next(&nodes), identifier: .set) { nodes in
                while nodes.next() != nil {}
            }
            let content = try Self.content(try next(&nodes))
            let certificates = try DER.optionalImplicitlyTagged(
                &nodes,
                tagNumber: 0,
                tagClass: .contextSpecific,
                Self.certificates
            )
            _ = DER.optionalImplicitlyTagged(&nodes, tagNumber: 1, tagClass: .contextSpecific) {
                $0
            }
            let signers = try DER.set(of: SignerInfo.self, identifier: .set, nodes: &nodes)
            guard let signer = signers.first, signers.count == 1 else {
                throw TimestampError.malformed(
                    part: "the token",
                    fault: "it has \(signers.count) signatures; a time-stamp has one"
                )
            }
            return Self(content: content, certificates: certificates ?? [], signer: signer)
        }
    }

    private static func content(_ node: ASN1Node) throws -> [UInt8] {
        try DER.sequence(node, identifier: .sequence) { nodes in
            guard try ASN1ObjectIdentifier(derEncoded: &nodes) == .Timestamp.content else {
                throw TimestampError.malformed(
                    part: "the token",
                    fault: "what is signed is no time-stamp"
                )
            }
            let content = try DER.optionalExplicitlyTagged(
                &nodes,
                tagNumber: 0,
                tagClass: .contextSpecific
            ) { try ASN1OctetString(derEncoded: $0) }
            guard let content else {
                throw TimestampError.malformed(part: "the token", fault: "it is empty")
            }
            return Array(content.bytes)
        }
    }

    private static func certificates(_ node: ASN1Node) throws -> [Certificate] {
        guard case .constructed(let nodes) = node.content else {
            throw TimestampError.malformed(part: "the token", fault: "certificates are no set")
        }
        var certificates: [Certificate] = []
        for (index, node) in nodes.enumerated() {
            guard index < TimestampLimits.certificateCount else {
                throw TimestampError.malformed(
                    part: "the token",
                    fault: "it has more than \(TimestampLimits.certificateCount) certificates"
                )
            }
            if let certificate = try? Certificate(derEncoded: node) {
                certificates.append(certificate)
            }
        }
        return certificates
    }
}

/// The next element, which must be there.
func next(_ nodes: inout ASN1NodeCollection.Iterator) throws -> ASN1Node {
    guard let node = nodes.next() else {
        throw ASN1Error.truncatedASN1Field()
    }
    return node
}
