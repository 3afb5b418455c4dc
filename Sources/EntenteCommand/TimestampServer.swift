import Entente
import EntenteNetwork
import Timestamps

/// A time-stamping authority reached over HTTP (RFC 3161 section 3.4).
struct TimestampServer: TimestampTransport {
    let url: String

    func reply(to query: [UInt8]) throws -> [UInt8] {
        let answer: HTTPAnswer
        do throws(HTTPError) {
            answer = try HTTPClient.post(
                query,
                as: "application/timestamp-query",
                to: url,
                limit: TimestampLimits.replyByteCount
            )
        } catch {
            throw LedgerError(.unavailable, "there is no time-stamp: \(error)")
        }
        guard answer.status == 200, Self.mediaType(answer) == "application/timestamp-reply" else {
            throw LedgerError(
                .unavailable,
                "\(url) gives no time-stamp: it answers with status \(answer.status) and "
                    + "'\(answer.contentType)'; is it the address of an RFC 3161 authority?"
            )
        }
        return answer.body
    }

    /// The media type without its parameters.
    private static func mediaType(_ answer: HTTPAnswer) -> String {
        let type = answer.contentType.prefix { $0 != ";" && $0 != " " }
        return type.lowercased()
    }
}
