import ArgumentParser

/// Proves that events are in the tree.
struct ProveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove",
        abstract: "Make and check inclusion proofs of events all over the ledger."
    )

    @Option(help: "How many.")
    var count = 1_000

    @Argument(help: "The ledger.")
    var ledger: String

    func run() throws {
        let works = try LedgerWorks(ledger, readOnly: true)
        let size = try works.head().size
        var times: [Duration] = []
        var hashes = 0
        let clock = ContinuousClock()
        for index in 0..<UInt64(count) {
            let position = index &* 2_654_435_761 % size
            times.append(try clock.measure { hashes += try works.prove(position) })
        }
        var measurement = Measurement()
        measurement.set("proofs", to: count)
        measurement.set("hashes", to: hashes)
        measurement.set(times: times)
        try measurement.print()
    }
}
