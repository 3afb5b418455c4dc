import SwiftASN1

/// A time-stamping authority's answer: that it gives a time-stamp, and the token
/// (TimeStampResp, RFC 3161 section 2.4.2).
package struct TimestampResponse: Sendable {
    /// The statuses with a token: granted, and granted with modifications.
    private static let granted = 0...1

    let info: TSTInfo
    let signed: SignedData

    /// Reads an answer in DER, `application/timestamp-reply`.
    ///
    /// Nothing is verified yet but that the authority grants the time-stamp.
    ///
    /// - Throws: ``TimestampError``: `tooLarge` over ``TimestampLimits/replyByteCount``,
    ///   `malformed`, `unsupported`, or `notGranted` with what the authority says.
    package init(parsing bytes: [UInt8]) throws(TimestampError) {
        guard bytes.count <= TimestampLimits.replyByteCount else {
            throw .tooLarge(byteCount: bytes.count, limit: TimestampLimits.replyByteCount)
        }
        let token = try TimestampError.reading("the reply") {
            try DER.sequence(try DER.parse(bytes), identifier: .sequence) { nodes in
                try Self.checkStatus(try next(&nodes))
                return try next(&nodes)
            }
        }
        let signed = try TimestampError.reading("the token") { try SignedData(token: token) }
        info = try TimestampError.reading("the time-stamp") {
            try TSTInfo(derEncoded: signed.content)
        }
        self.signed = signed
    }

    /// Whether it is over a text, by the text's hash alone.
    package func isOver(_ text: [UInt8]) -> Bool { info.imprint.isOf(text) }

    /// Refuses what is no grant (PKIStatusInfo, RFC 3161 section 2.4.2).
    private static func checkStatus(_ node: ASN1Node) throws {
        let (status, words) = try DER.sequence(node, identifier: .sequence) { nodes in
            let status = try Int(derEncoded: &nodes)
            let texts = try DER.optionalImplicitlyTagged(
                &nodes,
                tagNumber: ASN1Identifier.sequence.tagNumber,
                tagClass: .universal
            ) { try DER.sequence(of: ASN1UTF8String.self, identifier: .sequence, rootNode: $0) }
            _ = try DER.optionalImplicitlyTagged(
                &nodes,
                tagNumber: ASN1Identifier.bitString.tagNumber,
                tagClass: .universal
            ) { try ASN1BitString(derEncoded: $0) }
            return (status, (texts ?? []).map { String($0) }.joined(separator: "; "))
        }
        guard granted.contains(status) else {
            throw TimestampError.notGranted(
                status: status,
                words: String(words.prefix(TimestampLimits.shownCharacterCount))
            )
        }
    }
}
