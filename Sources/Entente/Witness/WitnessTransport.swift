/// How a ledger reaches its witnesses: HTTP for the program, something nearer in a test.
package protocol WitnessTransport: Sendable {
    /// Gets what is at a URL.
    ///
    /// - Throws: when there is no answer; what the error says is shown to people.
    func get(_ url: String) throws -> WitnessAnswer

    /// Posts a text to a URL.
    ///
    /// - Throws: when there is no answer; what the error says is shown to people.
    func post(_ body: [UInt8], to url: String) throws -> WitnessAnswer
}
