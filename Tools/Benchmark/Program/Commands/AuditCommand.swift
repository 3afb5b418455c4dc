import ArgumentParser

/// Audits a ledger.
struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Replay everything and compare it with all that is derived."
    )

    @Argument(help: "The ledger.")
    var ledger: String

    func run() throws {
        var result: (events: UInt64, findings: Int) = (0, 0)
        let time = try ContinuousClock().measure { result = try LedgerWorks.audit(ledger) }
        var measurement = Measurement()
        measurement.set("events", to: Int(result.events))
        measurement.set("findings", to: result.findings)
        measurement.set("seconds", to: time.inSeconds)
        try measurement.print()
    }
}
