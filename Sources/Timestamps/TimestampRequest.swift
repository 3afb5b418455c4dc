import SwiftASN1

/// A question to a time-stamping authority: by when this text is there (RFC 3161 section 2.4.1).
///
/// It holds the SHA-256 of the text and not the text, a nonce, and asks for the authority's
/// certificate in the answer.
package struct TimestampRequest: Sendable {
    /// How many random bytes make a nonce.
    package static let nonceByteCount = 8

    /// The contents of the INTEGER that the reply must repeat.
    let nonce: [UInt8]

    private let imprint: MessageImprint

    /// A question about a text.
    ///
    /// - `random`: ``nonceByteCount`` random bytes.
    package init(over text: [UInt8], random: [UInt8]) {
        precondition(random.count == Self.nonceByteCount, "a nonce is drawn whole")
        imprint = MessageImprint(of: text)
        // A first byte between 0x40 and 0x7F makes the number positive and its bytes the shortest.
        nonce = [random[0] & 0x3F | 0x40] + random[1...]
    }

    /// The question in DER, as `application/timestamp-query`.
    package var bytes: [UInt8] {
        get throws(TimestampError) {
            try TimestampError.reading("the query") {
                var coder = DER.Serializer()
                try coder.appendConstructedNode(identifier: .sequence) { coder in
                    try coder.serialize(1)
                    try coder.serialize(imprint)
                    coder.appendPrimitiveNode(identifier: .integer) {
                        $0.append(contentsOf: nonce)
                    }
                    try coder.serialize(true)
                }
                return coder.serializedBytes
            }
        }
    }
}
