import ArgumentParser

/// Opens a ledger and reads its first event.
struct OpenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open",
        abstract: "Open a ledger in this process and read its first event."
    )

    @Argument(help: "The ledger.")
    var ledger: String

    func run() throws {
        var first: [UInt8]?
        let time = try ContinuousClock().measure {
            first = try LedgerWorks(ledger, readOnly: true).firstEvent()
        }
        var measurement = Measurement()
        measurement.set("bytes", to: first?.count ?? 0)
        measurement.set("first_read_us", to: time.microseconds)
        try measurement.print()
    }
}
