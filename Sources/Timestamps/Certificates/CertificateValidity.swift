import EDTF
import SwiftASN1
import X509

/// From when until when a certificate is valid, both included (RFC 5280 section 4.1.2.5).
///
/// Read from the bytes: `Certificate` gives both as dates, and giving them ends a debug build where
/// a second is 61, which the reading of certificates lets through.
struct CertificateValidity: DERParseable {
    /// The first second, since 1970; negative before.
    let first: Int64

    /// The last second, since 1970; negative before.
    let last: Int64

    /// What a certificate says.
    ///
    /// - Throws: what is wrong with its bytes; `TimestampError` when a time is none.
    init(of certificate: Certificate) throws {
        let contents = try DER.parse(certificate.tbsCertificateBytes)
        self = try DER.sequence(contents, identifier: .sequence) { nodes in
            _ = try DER.optionalExplicitlyTagged(&nodes, tagNumber: 0, tagClass: .contextSpecific) {
                $0
            }
            // The serial number, the algorithm and the issuer stand before it.
            for _ in 0..<3 { _ = nodes.next() }
            let validity = try Self(derEncoded: &nodes)
            while nodes.next() != nil {}
            return validity
        }
    }

    init(derEncoded node: ASN1Node) throws {
        self = try DER.sequence(node, identifier: .sequence) { nodes in
            let first = try Self.seconds(&nodes)
            return Self(first: first, last: try Self.seconds(&nodes))
        }
    }

    private init(first: Int64, last: Int64) {
        self.first = first
        self.last = last
    }

    private static func seconds(_ nodes: inout ASN1NodeCollection.Iterator) throws -> Int64 {
        guard let node = nodes.next() else {
            throw TimestampError.malformed(part: "a certificate", fault: "it has no validity")
        }
        guard node.identifier == .utcTime else {
            return try seconds(of: GeneralizedTime(derEncoded: node))
        }
        let time = try UTCTime(derEncoded: node)
        return try seconds(
            of: GeneralizedTime(
                year: time.year,
                month: time.month,
                day: time.day,
                hours: time.hours,
                minutes: time.minutes,
                seconds: time.seconds,
                fractionalSeconds: 0
            )
        )
    }

    private static func seconds(of time: GeneralizedTime) throws -> Int64 {
        try Instant.of(time).microseconds / 1_000_000
    }
}
