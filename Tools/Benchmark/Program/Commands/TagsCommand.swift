import ArgumentParser
import Events

/// Reads all events of some tags.
struct TagsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tags",
        abstract: "Read all events of each tag on standard input."
    )

    @Option(help: "How often.")
    var rounds = 1

    @Argument(help: "The ledger.")
    var ledger: String

    func run() throws {
        let works = try LedgerWorks(ledger, readOnly: true)
        let tags = try LineInput.texts("-").compactMap(Tag.init)
        var times: [Duration] = []
        var events = 0
        var byteCount = 0
        let clock = ContinuousClock()
        for _ in 0..<rounds {
            for tag in tags {
                times.append(
                    try clock.measure {
                        let read = try works.read(tag)
                        events += read.events
                        byteCount += read.byteCount
                    }
                )
            }
        }
        var measurement = Measurement()
        measurement.set("reads", to: times.count)
        measurement.set("events", to: events)
        measurement.set("bytes", to: byteCount)
        measurement.set(times: times)
        try measurement.print()
    }
}
