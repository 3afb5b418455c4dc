package import Timestamps

extension TimestampAuthorities {
    /// What verifies a token over a text, as ``DossierVerifier`` and ``EvidenceVerifier`` take it.
    package var reader: @Sendable ([UInt8], [UInt8]) throws -> DossierVerifier.Demands.Time {
        { token, text in
            let timestamp = try TimestampResponse(parsing: token).verify(
                over: text,
                trusting: self
            )
            return DossierVerifier.Demands.Time(
                authority: timestamp.authority,
                seconds: timestamp.seconds
            )
        }
    }
}
