/// Why a time-stamp, or a file of certificates to judge it by, says nothing.
package enum TimestampError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There are too many bytes to read.
    case tooLarge(byteCount: Int, limit: Int)

    /// A part is not what its specification says; the fault is in words of ASN.1.
    case malformed(part: String, fault: String)

    /// The part is sound as far as one can tell, but of a kind that is not understood.
    case unsupported(String)

    /// The authority gave no time-stamp; its status and what it said with it.
    case notGranted(status: Int, words: String)

    /// The token is over another text.
    case otherText

    /// The token answers another query.
    case otherNonce

    /// The certificate of the token's signer is neither in the token nor among those given.
    case noSignerCertificate

    /// The signer signed with another certificate than the one that identifies it here.
    case otherSigner

    /// What was signed is not the content of the token.
    case otherContent

    /// The signature does not verify.
    case brokenSignature(authority: String)

    /// The signer's certificate does not let it time-stamp, or did not then.
    case unfitSigner(authority: String, why: String)

    /// No trusted authority stands behind the signer.
    case untrusted(authority: String, why: String)

    /// A file holds no certificate of a certification authority.
    case noAuthorities

    package var description: String {
        switch self {
        case .tooLarge(let count, let limit):
            "there are \(count) bytes, over the limit of \(limit)"
        case .malformed(let part, let fault): "\(part) is malformed: \(fault)"
        case .unsupported(let what): "\(what) is not understood here"
        case .notGranted(let status, let words):
            "the authority gave no time-stamp: status \(status)\(words.isEmpty ? "" : ", \(words)")"
        case .otherText: "the time-stamp is over another text than this checkpoint's"
        case .otherNonce: "the time-stamp answers another query: its nonce is not the one sent"
        case .noSignerCertificate:
            "the certificate of the authority that signed is not in the time-stamp; put it "
                + "beside its CA's into the file of --tsa"
        case .otherSigner:
            "the time-stamp was signed with another certificate than the one it is shown with"
        case .otherContent: "what the authority signed is not what the time-stamp says"
        case .brokenSignature(let authority): "the signature of \(authority) does not verify"
        case .unfitSigner(let authority, let why): "\(authority) may not time-stamp: \(why)"
        case .untrusted(let authority, let why):
            "\(authority) is certified by none of the CA certificates given: \(why)"
        case .noAuthorities: "there is no certificate of a CA in it"
        }
    }

    /// Runs a body that reads a part, and says of what it throws which part it was.
    static func reading<R>(
        _ part: String,
        _ body: () throws -> R
    ) throws(TimestampError) -> R {
        do {
            return try body()
        } catch let error as TimestampError {
            throw error
        } catch {
            throw .malformed(part: part, fault: fault(error))
        }
    }
}
