import SwiftASN1
import X509

/// What an authority says in a time-stamp token (RFC 3161 section 2.4.2).
struct TSTInfo: Sendable {
    let imprint: MessageImprint

    /// The authority's clock when it signed, POSIX seconds; a fraction is left out.
    let seconds: Int64

    /// The end of the last second in which the token can have been made: the time with its fraction
    /// and its accuracy, rounded up.
    let latestSeconds: Int64

    /// The contents of the INTEGER that a query sent.
    let nonce: [UInt8]?
}

extension TSTInfo: DERParseable {
    init(derEncoded node: ASN1Node) throws {
        self = try DER.sequence(node, identifier: .sequence) { nodes in
            let version = try Int(derEncoded: &nodes)
            guard version == 1 else {
                throw TimestampError.unsupported("version \(version) of a time-stamp")
            }
            _ = try ASN1ObjectIdentifier(derEncoded: &nodes)
            let imprint = try MessageImprint(derEncoded: &nodes)
            _ = try ArraySlice<UInt8>(derEncoded: &nodes)
            let time = try GeneralizedTime(derEncoded: &nodes)
            let accuracy = try DER.optionalImplicitlyTagged(
                &nodes,
                tagNumber: ASN1Identifier.sequence.tagNumber,
                tagClass: .universal
            ) { try TimestampAccuracy(derEncoded: $0) }
            // DER leaves out what is false; what is said of an order is not used here.
            _ = try DER.optionalImplicitlyTagged(
                &nodes,
                tagNumber: ASN1Identifier.boolean.tagNumber,
                tagClass: .universal
            ) { try Bool(derEncoded: $0) }
            let nonce = DER.optionalImplicitlyTagged(
                &nodes,
                tagNumber: ASN1Identifier.integer.tagNumber,
                tagClass: .universal
            ) { $0 }
            // The authority is who its certificate says, not what it calls itself here.
            _ = try DER.optionalExplicitlyTagged(&nodes, tagNumber: 0, tagClass: .contextSpecific) {
                $0
            }
            try DER.optionalImplicitlyTagged(
                &nodes,
                tagNumber: 1,
                tagClass: .contextSpecific,
                Self.checkExtensions
            )
            let (seconds, microseconds) = try Self.moment(time)
            let spread = microseconds + (accuracy?.microseconds ?? 0)
            return TSTInfo(
                imprint: imprint,
                seconds: seconds,
                latestSeconds: seconds + (spread + 999_999) / 1_000_000,
                nonce: try nonce.map(Self.contents)
            )
        }
    }

    private static func contents(_ node: ASN1Node) throws -> [UInt8] {
        guard case .primitive(let bytes) = node.content, !bytes.isEmpty else {
            throw TimestampError.malformed(part: "the nonce", fault: "it is no number")
        }
        return Array(bytes)
    }

    private static func checkExtensions(_ node: ASN1Node) throws {
        guard case .constructed(let nodes) = node.content else {
            throw TimestampError.malformed(part: "the time-stamp", fault: "extensions are no list")
        }
        for node in nodes {
            let found = try Certificate.Extension(derEncoded: node, withIdentifier: .sequence)
            guard !found.critical else {
                throw TimestampError.unsupported("the critical extension \(found.oid)")
            }
        }
    }
}
