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
        let head = try works.head()
        var root = ""
        let time = try ContinuousClock().measure { root = try works.replayedRoot() }
        guard root == head.root else { throw ValidationError("the root is \(root)") }
        var measurement = Measurement()
        measurement.set("events", to: Int(head.size))
        measurement.set("root", to: root)
        measurement.set("seconds", to: time.inSeconds)
        try measurement.print()
    }
}
