import X509

extension TimestampResponse {
    /// Verifies that the answer time-stamps a text (RFC 3161 section 2.2).
    ///
    /// In this order: the hash is the text's; the nonce is the query's; the signer's certificate is
    /// the one the signature names in both ways; the signature covers the content; the certificate
    /// is for time-stamping alone and was valid at that time; a trusted authority stands behind it.
    /// Whether a certificate was revoked is not looked up.
    ///
    /// - Parameters:
    ///   - text: what must be time-stamped.
    ///   - request: the query, where it is at hand.
    ///   - authorities: whom to trust; without them anybody may have made the token, and the last
    ///     check is left out.
    /// - Returns: who says so, and by when the text was there.
    /// - Throws: ``TimestampError`` for the first check that fails.
    package func verify(
        over text: [UInt8],
        answering request: TimestampRequest? = nil,
        trusting authorities: TimestampAuthorities? = nil
    ) throws(TimestampError) -> Timestamp {
        guard isOver(text) else { throw .otherText }
        if let request, info.nonce != request.nonce { throw .otherNonce }
        let known = signed.certificates + (authorities?.others ?? [])
        let named = known.filter(signed.signer.isOf)
        guard !named.isEmpty else { throw .noSignerCertificate }
        let certificate = try TimestampError.reading("a certificate") {
            try named.first { certificate in
                try signed.signer.signingCertificates.allSatisfy { try $0.names(certificate) }
            }
        }
        guard let certificate else { throw .otherSigner }
        let digest = signed.signer.digestAlgorithm.digest(of: signed.content)
        guard digest == signed.signer.messageDigest else { throw .otherContent }
        let authority = String(describing: certificate.subject)
        guard signed.signer.isSigned(by: certificate) else {
            throw .brokenSignature(authority: authority)
        }
        if let why = certificate.objectionToTimestamping(at: info.seconds) {
            throw .unfitSigner(authority: authority, why: why)
        }
        if let authorities {
            var path = CertificatePath(
                to: authorities.trusted,
                through: known,
                at: info.seconds
            )
            guard path.leads(from: certificate) else {
                throw .untrusted(authority: authority, why: path.obstacle)
            }
        }
        return Timestamp(authority: authority, seconds: UInt64(info.latestSeconds))
    }
}
