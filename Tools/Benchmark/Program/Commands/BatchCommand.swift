import ArgumentParser

/// Appends a file in batches.
struct BatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "batch",
        abstract: "Append a file, a durable commit after every so many lines."
    )

    @Option(help: "The lines of a commit.")
    var batch = 10_000

    @Argument(help: "The ledger.")
    var ledger: String

    @Argument(help: "The lines.")
    var file: String

    func run() throws {
        let works = try LedgerWorks(ledger)
        var input = try LineInput(file)
        var count = 0
        let time = try ContinuousClock().measure {
            try works.append({ try input.next(batch) }, stored: { count += $0 })
        }
        let head = try works.head()
        var measurement = Measurement()
        measurement.set("events", to: count)
        measurement.set("size", to: Int(head.size))
        measurement.set("root", to: head.root)
        measurement.set("seconds", to: time.inSeconds)
        try measurement.print()
    }
}
