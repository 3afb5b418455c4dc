import Entente
import EntenteNetwork
import Transparency

/// A published log on a web server.
struct HTTPPublishedLog: PublishedLog {
    let name: String

    /// A log by the address that its files stand below, with or without a slash at its end.
    init(_ url: String) {
        name = url.hasSuffix("/") ? String(url.dropLast()) : url
    }

    func contents(of path: String, limit: Int) throws -> [UInt8]? {
        let answer: HTTPAnswer
        do throws(HTTPError) {
            answer = try HTTPClient.get(name + "/" + path, limit: limit)
        } catch {
            throw LedgerError(.unavailable, "\(error)")
        }
        switch answer.status {
        case 200: return answer.body
        case 404, 410: return nil
        default:
            throw LedgerError(
                .unavailable,
                "\(name)/\(path) is answered with status \(answer.status); is it the address of a "
                    + "published log?"
            )
        }
    }
}
