import NIOCore
import NIOHTTP1
import NIOPosix

/// One connection to our server: gathers a request, has it answered, and waits for the next.
///
/// The pipeline before it lets one request through at a time.
final class HTTPExchange: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private enum Stage {
        /// Waiting for a request, or for the rest of one.
        case reading(HTTPRequestHead?, body: [UInt8])
        /// A worker has the request.
        case answering
        /// The last answer is on its way, and what still comes is dropped.
        case leaving
    }

    private let bodyLimit: Int
    private let workers: NIOThreadPool
    private let answer: @Sendable (HTTPRequest) -> HTTPAnswer
    private var stage = Stage.reading(nil, body: [])
    private var isLast = false
    private var isCutShort = false
    private var deadline: Scheduled<Void>?

    init(
        bodyLimit: Int,
        workers: NIOThreadPool,
        answer: @escaping @Sendable (HTTPRequest) -> HTTPAnswer
    ) {
        self.bodyLimit = bodyLimit
        self.workers = workers
        self.answer = answer
    }

    func channelActive(context: ChannelHandlerContext) {
        setDeadline(context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard event is HTTPFarewell else { return context.fireUserInboundEventTriggered(event) }
        isLast = true
        if case .reading = stage { context.close(promise: nil) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .reading(let head, var body) = stage else { return }
        switch unwrapInboundIn(data) {
        case .head(let head):
            stage = .reading(head, body: [])
            if !head.isKeepAlive { isLast = true }
            let length = head.headers.first(name: "Content-Length").flatMap { Int($0) } ?? 0
            guard length <= bodyLimit else { return refuseBody(context) }
            if head.headers[canonicalForm: "Expect"].contains("100-continue") {
                let goOn = HTTPResponseHead(version: head.version, status: .continue)
                context.writeAndFlush(wrapOutboundOut(.head(goOn)), promise: nil)
            }
        case .body(let bytes):
            guard body.count + bytes.readableBytes <= bodyLimit else { return refuseBody(context) }
            // Taken out first, so that the bytes are appended in place.
            stage = .reading(nil, body: [])
            body.append(contentsOf: bytes.readableBytesView)
            stage = .reading(head, body: body)
        case .end:
            guard let head else { return }
            hand(head, body, context)
        }
    }

    /// Gives a whole request to a worker, and its answer back to the client.
    private func hand(_ head: HTTPRequestHead, _ body: [UInt8], _ context: ChannelHandlerContext) {
        stage = .answering
        deadline?.cancel()
        let path = head.uri.prefix { $0 != "?" }
        let request = HTTPRequest(method: head.method.rawValue, path: String(path), body: body)
        let (workers, answer) = (workers, answer)
        let place = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        workers.runIfActive(eventLoop: context.eventLoop) { answer(request) }
            .whenComplete { result in
                let (exchange, context) = place.value
                switch result {
                case .success(let answer): exchange.write(answer, context)
                case .failure: context.close(promise: nil)
                }
            }
    }

    private func refuseBody(_ context: ChannelHandlerContext) {
        isLast = true
        isCutShort = true
        let words = "the request has more than \(bodyLimit) bytes\n"
        let type = "text/plain; charset=utf-8"
        write(HTTPAnswer(status: 413, contentType: type, body: Array(words.utf8)), context)
    }

    private func write(_ answer: HTTPAnswer, _ context: ChannelHandlerContext) {
        // Writing the end lets the next request in, which may be the last one in its turn.
        let isLast = isLast
        stage = isLast ? .leaving : .reading(nil, body: [])
        var headers: HTTPHeaders = [
            "Content-Type": answer.contentType, "Content-Length": "\(answer.body.count)",
        ]
        if isLast { headers.add(name: "Connection", value: "close") }
        let status = HTTPResponseStatus(statusCode: answer.status)
        let head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        let body = context.channel.allocator.buffer(bytes: answer.body)
        context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        setDeadline(context)
        let written = context.writeAndFlush(wrapOutboundOut(.end(nil)))
        guard isLast else { return }
        let place = NIOLoopBound(context, eventLoop: context.eventLoop)
        // A client that is still sending would lose the answer with the connection; it reads it,
        // and hangs up, or the deadline does.
        let mode = isCutShort ? CloseMode.output : .all
        written.whenComplete { _ in place.value.close(mode: mode, promise: nil) }
    }

    /// Ends the connection unless the next request is there in time.
    private func setDeadline(_ context: ChannelHandlerContext) {
        deadline?.cancel()
        let channel = context.channel
        deadline = context.eventLoop.scheduleTask(
            in: .seconds(NetworkLimits.requestInSeconds)
        ) { channel.close(promise: nil) }
    }
}
