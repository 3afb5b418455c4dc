import ArgumentParser
import Events

/// Asks for the state of some entities.
struct StateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "state",
        abstract: "The state of each entity on standard input, at each of some dates."
    )

    @Option(help: "How often.")
    var rounds = 1

    @Option(parsing: .upToNextOption, help: "The dates.")
    var asOf: [String]

    @Argument(help: "The ledger.")
    var ledger: String

    func run() throws {
        let works = try LedgerWorks(ledger, readOnly: true)
        let entities = try LineInput.texts("-").compactMap(Tag.init)
        let dates = try asOf.map { try LedgerWorks.asOf($0) }
        var times: [Duration] = []
        var members = 0
        let clock = ContinuousClock()
        for _ in 0..<rounds {
            for entity in entities {
                for date in dates {
                    times.append(
                        try clock.measure { members += try works.state(of: entity, asOf: date) }
                    )
                }
            }
        }
        var measurement = Measurement()
        measurement.set("answers", to: times.count)
        measurement.set("members", to: members)
        measurement.set(times: times)
        try measurement.print()
    }
}
