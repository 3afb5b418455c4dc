import X509

/// The way from a certificate to a trusted one, each certified by the next (RFC 5280 section 6.1).
///
/// Every certificate of it must have been valid at the time asked about. Its length and the number
/// of signatures checked are bounded, since a token may hold certificates that mislead the search.
struct CertificatePath {
    private let trusted: [Certificate]
    private let known: [Certificate]
    private let seconds: Int64
    private var signaturesLeft = TimestampLimits.pathSignatureCount

    /// What stood in the way, when no way was found.
    private(set) var obstacle = "there is no certificate of its issuer"

    init(to trusted: [Certificate], through known: [Certificate], at seconds: Int64) {
        self.trusted = trusted
        self.known = known
        self.seconds = seconds
    }

    /// Whether there is a way from a certificate.
    mutating func leads(from certificate: Certificate) -> Bool { goesOn([certificate]) }

    private mutating func goesOn(_ path: [Certificate]) -> Bool {
        guard let last = path.last, path.count < TimestampLimits.pathLength else {
            obstacle = "the way to them is longer than \(TimestampLimits.pathLength) certificates"
            return false
        }
        for issuer in trusted where certifies(issuer, last, path) { return true }
        for issuer in known where !path.contains(issuer) && certifies(issuer, last, path) {
            if goesOn(path + [issuer]) { return true }
        }
        return false
    }

    private mutating func certifies(
        _ issuer: Certificate,
        _ certificate: Certificate,
        _ path: [Certificate]
    ) -> Bool {
        guard issuer.subject == certificate.issuer else { return false }
        guard signaturesLeft > 0 else {
            obstacle = "more than \(TimestampLimits.pathSignatureCount) signatures lead to them"
            return false
        }
        signaturesLeft -= 1
        guard certificate.signatureAlgorithm != .sha1WithRSAEncryption,
            issuer.publicKey.isValidSignature(certificate.signature, for: certificate)
        else {
            obstacle = "the signature of '\(issuer.subject)' under it does not verify"
            return false
        }
        let between = path.dropFirst().count { $0.issuer != $0.subject }
        if let objection = issuer.objectionToCertifying(between, at: seconds) {
            obstacle = objection
            return false
        }
        return true
    }
}
