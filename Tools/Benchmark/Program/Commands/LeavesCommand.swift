import ArgumentParser

/// Writes the leaves of a ledger, so that other programs store the same bytes.
struct LeavesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "leaves",
        abstract: "Write the leaves of a ledger, one a line."
    )

    @Option(help: "The first position wanted.")
    var from: UInt64 = 0

    @Argument(help: "The ledger.")
    var ledger: String

    @Argument(help: "The file.")
    var file: String

    func run() throws {
        let works = try LedgerWorks(ledger, readOnly: true)
        var output = try LineOutput(file)
        try works.leaves(from: from) { leaf in try output.write(leaf) }
        try output.finish()
        let head = try works.head()
        var measurement = Measurement()
        measurement.set("events", to: Int(head.size))
        measurement.set("root", to: head.root)
        try measurement.print()
    }
}
