/// Every bound of the network, by the name that errors use.
package enum NetworkLimits {
    /// How long a connection may take to come about, in seconds.
    package static let connectionInSeconds: Int64 = 10

    /// How long a server may be silent in the middle of an answer, in seconds.
    package static let silenceInSeconds: Int64 = 30

    /// How long a request may take as a whole, its answer included, in seconds.
    package static let exchangeInSeconds: Int64 = 120

    /// How long a client of our server may take to hand in its next request, in seconds; a
    /// connection that stands idle counts from its last answer.
    package static let requestInSeconds: Int64 = 30

    /// How many connections our server holds at once; further ones are closed.
    package static let connectionCount = 128

    /// How many requests our server answers at once; further ones wait.
    package static let workerCount = 4

    /// How long our server waits for answers under way when it is to stop, in seconds.
    package static let farewellInSeconds: Int64 = 5
}
