/// What a witness answers over HTTP.
package struct WitnessAnswer: Sendable, Hashable {
    /// The status code.
    package let status: Int

    /// The type of the body.
    package let contentType: String

    /// The body.
    package let body: [UInt8]

    /// What the witness's operator may want to read, if anything.
    package private(set) var notice: String?

    /// An answer as it came over the network.
    package init(status: Int, contentType: String, body: [UInt8]) {
        self.status = status
        self.contentType = contentType
        self.body = body
        notice = nil
    }

    init(_ status: Int, _ body: String, type: String = plainText, notice: String? = nil) {
        self.status = status
        contentType = type
        self.body = Array(body.utf8)
        self.notice = notice
    }

    /// An answer that says in words why there is no other.
    init(_ status: Int, saying words: String, notice: String? = nil) {
        self.init(status, words + "\n", notice: notice)
    }

    /// The same answer with words for the operator.
    func noting(_ words: String) -> WitnessAnswer {
        var answer = self
        answer.notice = words
        return answer
    }

    private static let plainText = "text/plain; charset=utf-8"

    /// The type of a body that is a size (C2SP tlog-witness).
    package static let sizeType = "text/x.tlog.size"
}
