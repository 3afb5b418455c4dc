import Entente

/// A time-stamping authority as the command line names it: a URL, or else the path of a program.
struct TimestampAuthority: TimestampTransport {
    let address: String

    func reply(to query: [UInt8]) throws -> [UInt8] {
        let isURL = ["http://", "https://"].contains { address.hasPrefix($0) }
        return isURL
            ? try TimestampServer(url: address).reply(to: query)
            : try TimestampProgram(path: address).reply(to: query)
    }
}
