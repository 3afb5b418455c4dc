import ArgumentParser
import Collaboration
import Entente
import Reports

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
        let dates = try asOf.map { try LedgerWorks.asOf($0) }
        // Who asks first brings stored readings up to date; that is a figure of its own.
        if let last = dates.last {
            let time = try ContinuousClock().measure {
                _ = try works.register(asOf: last, knownAt: .now)
            }
            var measurement = Measurement()
            measurement.set("first_s", to: time.inSeconds)
            try measurement.print()
        }
        for index in dates.indices { try measure(works, dates[index], at: index) }
    }

    private func measure(_ works: LedgerWorks, _ date: AsOf, at index: Int) throws {
        let clock = ContinuousClock()
        var rows = 0
        var byteCount = 0
        var rendering = Duration.zero
        let time = try clock.measure {
            let report = try works.register(asOf: date, knownAt: .size(knownAt[index]))
            rows = report.rows.count
            rendering = clock.measure { byteCount = report.renderedBytes(as: .csv).count }
        }
        var measurement = Measurement()
        measurement.set("asOf", to: asOf[index])
        measurement.set("knownAt", to: Int(knownAt[index]))
        measurement.set("rows", to: rows)
        measurement.set("bytes", to: byteCount)
        measurement.set("seconds", to: time.inSeconds)
        measurement.set("row_us", to: time.microseconds / Double(max(1, rows)))
        measurement.set("render_us", to: rendering.microseconds / Double(max(1, rows)))
        try measurement.print()
    }
}
