/// A request that reached our server, whole.
package struct HTTPRequest: Sendable, Hashable {
    /// The method, in capitals: `GET`, `POST`.
    package let method: String

    /// The path, without the query.
    package let path: String

    /// The body.
    package let body: [UInt8]
}

/// An answer over HTTP, from a server or by ours.
package struct HTTPAnswer: Sendable, Hashable {
    /// The status code.
    package let status: Int

    /// The media type of the body; empty when it is not given.
    package let contentType: String

    /// The body.
    package let body: [UInt8]

    /// Makes an answer.
    package init(status: Int, contentType: String, body: [UInt8]) {
        self.status = status
        self.contentType = contentType
        self.body = body
    }
}

/// Why there is no answer.
package struct HTTPError: Error, Hashable, CustomStringConvertible {
    /// What was asked, what stands in the way and what to do.
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}
