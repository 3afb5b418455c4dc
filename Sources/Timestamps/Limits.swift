/// The bounds that keep a hostile reply from taking the process with it.
package enum TimestampLimits {
    /// The longest reply of an authority, in bytes.
    package static let replyByteCount = 1 << 20

    /// How long an authority may take to reply, in seconds.
    package static let exchangeInSeconds = 60

    /// The longest file of certificates from outside, in bytes.
    package static let authoritiesByteCount = 1 << 20

    /// The most certificates that a token may hold.
    static let certificateCount = 32

    /// The most attributes that a signer may sign with the content.
    static let attributeCount = 32

    /// The most certificates that a signing-certificate attribute may name.
    static let namedCertificateCount = 32

    /// The most certificates of one path, the authority's own and the trusted one included.
    static let pathLength = 8

    /// The most signatures that are checked while a path is looked for.
    static let pathSignatureCount = 64

    /// The most characters that are shown of what an authority says.
    static let shownCharacterCount = 200
}
