import ArgumentParser
import Entente

/// Appends lines one by one.
struct SingleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "single",
        abstract: "Append lines, each in a durable commit of its own."
    )

    @Option(help: "How many lines to append first, in one batch that is not measured.")
    var before = 0

    @Option(help: "How many lines to pass over.")
    var skip = 0

    @Option(help: "How many lines to append and measure.")
    var count: Int

    @Option(
        help: """
            The same events with their tags spelt out: each append is refused if an event with its \
            first tag came after the one appended last.
            """
    )
    var unless: String?

    @Flag(help: "Prepare and judge later lines while an earlier one waits for the disk.")
    var ahead = false

    @Argument(help: "The ledger.")
    var ledger: String

    @Argument(help: "The lines.")
    var file: String

    func validate() throws {
        if ahead, unless != nil {
            throw ValidationError("--unless asks what came before each line; leave out --ahead")
        }
    }

    func run() throws {
        let works = try LedgerWorks(ledger)
        var input = try LineInput(file)
        var isFirst = true
        try works.append({
            defer { isFirst = false }
            return isFirst ? try input.next(before) : []
        }) { _ in }
        try input.skip(skip)
        let lines = try input.next(count)
        let tags = try unless.map { try firstTags($0) }
        var times: [Duration] = []
        times.reserveCapacity(lines.count)
        let whole = try ContinuousClock().measure {
            try ahead
                ? appendAhead(lines, to: works, &times)
                : append(lines, unless: tags, to: works, &times)
        }
        var measurement = Measurement()
        measurement.set("events", to: lines.count)
        measurement.set("size", to: Int(try works.head().size))
        measurement.set("per_s", to: Double(lines.count) / whole.inSeconds)
        measurement.set(times: times)
        try measurement.print()
    }

    /// One after the other, each when the one before is durable; takes the time of each.
    ///
    /// - `tags`: of each line the tag that no later event may have.
    private func append(
        _ lines: [InputLine],
        unless tags: [String]?,
        to works: LedgerWorks,
        _ times: inout [Duration]
    ) throws {
        var seen = try works.head().size - 1
        for (index, line) in lines.enumerated() {
            let condition = tags.flatMap { LedgerWorks.condition(unless: $0[index], after: seen) }
            times.append(
                try ContinuousClock().measure {
                    seen = try works.append(line, on: condition) ?? seen
                }
            )
        }
    }

    /// Later ones while an earlier one waits; takes the time from one durable event to the next.
    private func appendAhead(
        _ lines: [InputLine],
        to works: LedgerWorks,
        _ times: inout [Duration]
    ) throws {
        var rest = lines[...]
        var last = ContinuousClock.now
        try works.append({ rest.popFirst().map { [$0] } ?? [] }) { _ in
            let now = ContinuousClock.now
            times.append(now - last)
            last = now
        }
    }

    /// The first tag of each line that is measured.
    private func firstTags(_ path: String) throws -> [String] {
        var input = try LineInput(path)
        try input.skip(before + skip)
        return try input.next(count).map { line in
            let start = "{\"tags\":[\"".utf8.count
            return String(
                decoding: line.bytes.dropFirst(start).prefix { $0 != UInt8(ascii: "\"") },
                as: UTF8.self
            )
        }
    }
}
