import SwiftASN1
import X509

/// Whom a reader trusts to say what time it is: certificates from outside.
package struct TimestampAuthorities: Sendable {
    /// Certificates of certification authorities: each is trusted.
    let trusted: [Certificate]

    /// Further certificates, such as an authority's own where its tokens do not hold it.
    let others: [Certificate]

    /// Reads one or more certificates in PEM (RFC 7468); text between them is passed over.
    ///
    /// - Throws: ``TimestampError``: `tooLarge` over
    ///   ``TimestampLimits/authoritiesByteCount``, `malformed`, or `noAuthorities`.
    package init(pem bytes: [UInt8]) throws(TimestampError) {
        guard bytes.count <= TimestampLimits.authoritiesByteCount else {
            throw .tooLarge(byteCount: bytes.count, limit: TimestampLimits.authoritiesByteCount)
        }
        let certificates = try TimestampError.reading("the file of certificates") {
            try PEMDocument.parseMultiple(pemString: String(decoding: bytes, as: UTF8.self))
                .map { try Certificate(pemDocument: $0) }
        }
        trusted = certificates.filter(\.isOfCertificationAuthority)
        others = certificates.filter { !$0.isOfCertificationAuthority }
        guard !trusted.isEmpty else { throw .noAuthorities }
    }
}
