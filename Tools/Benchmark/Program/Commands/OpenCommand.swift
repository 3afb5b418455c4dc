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
        let start = ContinuousClock.now
        let works = try LedgerWorks(ledger, readOnly: true)
        let first = try works.firstEvent()
        let time = ContinuousClock.now - start
        // Closing is no part of it, as it is none with the other stores.
        withExtendedLifetime(works) {}
        var measurement = Measurement()
        measurement.set("bytes", to: first?.count ?? 0)
        measurement.set("first_read_us", to: time.microseconds)
        try measurement.print()
    }
}
