/// How a ledger reaches a time-stamping authority: HTTP or a program for the command line,
/// something nearer in a test.
package protocol TimestampTransport: Sendable {
    /// Brings a query to the authority and its reply back, both in DER (RFC 3161 section 2.4).
    ///
    /// - Throws: when there is no reply; what the error says is shown to people.
    func reply(to query: [UInt8]) throws -> [UInt8]
}
