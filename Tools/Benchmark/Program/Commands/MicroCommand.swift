import ArgumentParser

/// Measures the parts of the pipeline one by one, on one core.
struct MicroCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "micro",
        abstract: "Nanoseconds an event for each part of the pipeline, without a ledger."
    )

    @Option(help: "How many lines.")
    var count = 20_000

    @Argument(help: "The lines, from the beginning of a workload.")
    var file: String

    func run() throws {
        var input = try LineInput(file)
        let lines = try input.next(count)
        var measurement = Measurement()
        measurement.set("events", to: lines.count)
        let clock = ContinuousClock()
        try LedgerWorks.parts(of: lines) { name, body in
            let time = try clock.measure {
                for index in lines.indices { try body(index) }
            }
            measurement.set(name, to: time.microseconds * 1_000 / Double(max(1, lines.count)))
        }
        try measurement.print()
    }
}
