import SwiftASN1

extension ASN1ObjectIdentifier {
    /// Names of CMS (RFC 5652) and of time-stamps (RFC 3161, RFC 5035).
    enum Timestamp {
        /// id-signedData, RFC 5652 section 5.1.
        static let signedData: ASN1ObjectIdentifier = [1, 2, 840, 113_549, 1, 7, 2]

        /// id-ct-TSTInfo, RFC 3161 section 2.4.2.
        static let content: ASN1ObjectIdentifier = [1, 2, 840, 113_549, 1, 9, 16, 1, 4]

        /// id-contentType, RFC 5652 section 11.1.
        static let contentType: ASN1ObjectIdentifier = [1, 2, 840, 113_549, 1, 9, 3]

        /// id-messageDigest, RFC 5652 section 11.2.
        static let messageDigest: ASN1ObjectIdentifier = [1, 2, 840, 113_549, 1, 9, 4]

        /// id-aa-signingCertificate, RFC 5035 section 5.
        static let signingCertificate: ASN1ObjectIdentifier = [
            1, 2, 840, 113_549, 1, 9, 16, 2, 12,
        ]

        /// id-aa-signingCertificateV2, RFC 5035 section 3.
        static let signingCertificateV2: ASN1ObjectIdentifier = [
            1, 2, 840, 113_549, 1, 9, 16, 2, 47,
        ]
    }
}
