import ArgumentParser

/// Makes the register of agreements.
struct RegisterCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "register",
        abstract: "The register of agreements at each of some dates, as known at some size."
    )

    @Option(parsing: .upToNextOption, help: "The dates.")
    var asOf: [String]

    @Option(parsing: .upToNextOption, help: "The sizes known, one for each date.")
    var knownAt: [UInt64]

    @Argument(help: "The ledger.")
    var ledger: String

    func run() throws {
        guard asOf.count == knownAt.count else {
            throw ValidationError("give as many sizes as dates")
        }
        let works = try LedgerWorks(ledger, readOnly: true)
        for (date, size) in zip(asOf, knownAt) {
            var rows = 0
            let time = try ContinuousClock().measure {
                rows = try works.register(asOf: date, knownAt: size)
            }
            var measurement = Measurement()
            measurement.set("asOf", to: date)
            measurement.set("knownAt", to: Int(size))
            measurement.set("rows", to: rows)
            measurement.set("seconds", to: time.inSeconds)
            measurement.set("row_us", to: time.microseconds / Double(max(1, rows)))
            try measurement.print()
        }
    }
}
