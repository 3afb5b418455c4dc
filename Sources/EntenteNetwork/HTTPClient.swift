import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Asking other servers, over HTTP or HTTPS, one request at a time.
///
/// No redirect is followed and no proxy is used: an answer comes from the server that was named, or
/// there is none. Certificates are checked against those that the system trusts.
package enum HTTPClient {
    /// Never shut down: it lives as long as the process, and does nothing before its first use.
    private static let client = AsyncHTTPClient.HTTPClient(
        eventLoopGroupProvider: .singleton,
        configuration: configuration
    )

    private static var configuration: AsyncHTTPClient.HTTPClient.Configuration {
        var configuration = AsyncHTTPClient.HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(
                connect: .seconds(NetworkLimits.connectionInSeconds),
                read: .seconds(NetworkLimits.silenceInSeconds)
            ),
            decompression: .disabled
        )
        configuration.httpVersion = .http1Only
        return configuration
    }

    /// Gets what is at a URL.
    ///
    /// - Parameters:
    ///   - url: `http://…` or `https://…`.
    ///   - limit: the most bytes that the answer may have.
    /// - Returns: the answer, of whatever status; a redirect is one too.
    /// - Throws: ``HTTPError`` when there is none.
    package static func get(_ url: String, limit: Int) throws(HTTPError) -> HTTPAnswer {
        try send(.GET, url, body: nil, limit: limit)
    }

    /// Posts something to a URL.
    ///
    /// - Parameters:
    ///   - body: what is posted.
    ///   - contentType: its media type; plain text when it is left out.
    ///   - url: `http://…` or `https://…`.
    ///   - limit: the most bytes that the answer may have.
    /// - Returns: the answer, of whatever status.
    /// - Throws: ``HTTPError`` when there is none.
    package static func post(
        _ body: [UInt8],
        as contentType: String = "text/plain; charset=utf-8",
        to url: String,
        limit: Int
    ) throws(HTTPError) -> HTTPAnswer {
        try send(.POST, url, body: (body, contentType), limit: limit)
    }

    private static func send(
        _ method: HTTPMethod,
        _ url: String,
        body: (bytes: [UInt8], contentType: String)?,
        limit: Int
    ) throws(HTTPError) -> HTTPAnswer {
        do {
            var request = try AsyncHTTPClient.HTTPClient.Request(url: url, method: method)
            request.headers.add(name: "User-Agent", value: "entente")
            if let body {
                request.headers.add(name: "Content-Type", value: body.contentType)
                request.body = .bytes(body.bytes)
            }
            let accumulator = ResponseAccumulator(request: request, maxBodySize: limit)
            let deadline = NIODeadline.now() + .seconds(NetworkLimits.exchangeInSeconds)
            let response = try client.execute(
                request: request,
                delegate: accumulator,
                deadline: deadline
            )
            .wait()
            return HTTPAnswer(
                status: Int(response.status.code),
                contentType: response.headers.first(name: "Content-Type") ?? "",
                body: response.body.map { Array($0.readableBytesView) } ?? []
            )
        } catch let error as ResponseAccumulator.ResponseTooBigError {
            throw HTTPError("\(url) answers with more than \(error.maxBodySize) bytes")
        } catch {
            throw HTTPError("\(url) cannot be reached: \(Self.reason(for: error))")
        }
    }

    /// What stands in the way, and what to do.
    ///
    /// The TLS library is not imported for the two errors of it that have a remedy of their own.
    private static func reason(for error: any Error) -> String {
        let words = "\(error)"
        let isUntrusted = ["CERTIFICATE_VERIFY_FAILED", "failedToValidateHostname"].contains {
            words.contains($0)
        }
        guard !isUntrusted else {
            return "its certificate is not for this name, has run out, or is signed by nobody that "
                + "this machine trusts; check the address, or add the signer to the certificates of "
                + "the system"
        }
        return "\(words); check the address and the server"
    }
}
