import ArgumentParser

/// Hashes every leaf again and builds the tree.
struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Hash every leaf again, build the tree, and compare its root."
    )

    @Argument(help: "The ledger.")
    var ledger: String

    func run() throws {
        let works = try LedgerWorks(ledger, readOnly: true)
        var result: (events: UInt64, root: String, findings: Int) = (0, "", 0)
        let time = try ContinuousClock().measure { result = try works.verifyTree() }
        var measurement = Measurement()
        measurement.set("events", to: Int(result.events))
        measurement.set("root", to: result.root)
        measurement.set("findings", to: result.findings)
        measurement.set("seconds", to: time.inSeconds)
        try measurement.print()
    }
}
