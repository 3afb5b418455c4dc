import ArgumentParser
import Entente

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
        // The first pass loads the catalogue and touches the memory.
        _ = try nanoseconds(of: lines)
        var measurement = Measurement()
        measurement.set("events", to: lines.count)
        for (name, time) in try nanoseconds(of: lines) { measurement.set(name, to: time) }
        try measurement.print()
    }

    /// What each part takes for one line.
    private func nanoseconds(of lines: [InputLine]) throws -> [(name: String, time: Double)] {
        var found: [(name: String, time: Double)] = []
        let clock = ContinuousClock()
        var parts = PipelineParts(lines)
        try parts.run { name, body in
            let time = try clock.measure {
                for index in lines.indices { try body(index) }
            }
            found.append((name, time.microseconds * 1_000 / Double(max(1, lines.count))))
        }
        return found
    }
}
