import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A small server over HTTP/1.1: bounded in connections, in the size of a request and in the time
/// that one may take.
///
/// Each request is answered by a closure that runs on a thread of its own, so it may wait for a
/// disk or a lock. For the open network, put a server with TLS in front of it.
package final class HTTPServer: Sendable {
    private let channel: any Channel
    private let workers: NIOThreadPool
    private let connections: HTTPConnections

    /// Where it listens, with the port that the system chose if none was asked for.
    package let url: String

    /// Listens at an address.
    ///
    /// - Parameters:
    ///   - host: an address or a name of this machine.
    ///   - port: 0 lets the system choose.
    ///   - bodyLimit: the most bytes that the body of a request may have.
    ///   - answer: what to answer; called by several threads at once.
    /// - Throws: ``HTTPError`` when the address cannot be listened at.
    package init(
        host: String,
        port: Int,
        bodyLimit: Int,
        answer: @escaping @Sendable (HTTPRequest) -> HTTPAnswer
    ) throws(HTTPError) {
        let workers = NIOThreadPool(numberOfThreads: NetworkLimits.workerCount)
        let connections = HTTPConnections(limit: NetworkLimits.connectionCount)
        workers.start()
        do {
            let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .serverChannelOption(.backlog, value: Int32(NetworkLimits.connectionCount))
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelInitializer { channel in
                    guard connections.admit(channel) else { return channel.close() }
                    return channel.eventLoop.makeCompletedFuture {
                        let pipeline = channel.pipeline.syncOperations
                        try pipeline.configureHTTPServerPipeline()
                        try pipeline.addHandler(
                            HTTPExchange(bodyLimit: bodyLimit, workers: workers, answer: answer)
                        )
                    }
                }
            channel = try bootstrap.bind(host: host, port: port).wait()
            self.workers = workers
            self.connections = connections
            let place = channel.localAddress
            let name = place?.ipAddress.map { $0.contains(":") ? "[\($0)]" : $0 } ?? host
            url = "http://\(name):\(place?.port ?? port)"
        } catch {
            try? workers.syncShutdownGracefully()
            throw HTTPError(
                "\(host):\(port) cannot be listened at: \(error); name another address with "
                    + "--listen"
            )
        }
    }

    /// Takes no new connections, lets the answers under way go out for a while, and ends.
    package func stop() {
        try? channel.close().wait()
        let all = connections.close(after: .seconds(NetworkLimits.farewellInSeconds))
        for connection in all { try? connection.closeFuture.wait() }
        try? workers.syncShutdownGracefully()
    }
}

/// The connections that are open.
final class HTTPConnections: Sendable {
    private let limit: Int
    private let open = Mutex<[ObjectIdentifier: any Channel]>([:])

    init(limit: Int) {
        self.limit = limit
    }

    /// Counts a connection until it ends; `false` when there are too many.
    func admit(_ channel: any Channel) -> Bool {
        let id = ObjectIdentifier(channel)
        let isAdmitted = open.withLock { open in
            guard open.count < limit else { return false }
            open[id] = channel
            return true
        }
        guard isAdmitted else { return false }
        channel.closeFuture.whenComplete { _ in
            self.open.withLock { _ = $0.removeValue(forKey: id) }
        }
        return true
    }

    /// Tells every connection to end: at once when it is idle, else when its answer is out, or
    /// after a time.
    func close(after time: TimeAmount) -> [any Channel] {
        let all = open.withLock { Array($0.values) }
        for channel in all {
            channel.pipeline.fireUserInboundEventTriggered(HTTPFarewell())
            channel.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
        }
        return all
    }
}

/// Tells a connection that the server is about to stop.
struct HTTPFarewell: Sendable {}
