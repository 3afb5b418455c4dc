import ArgumentParser

/// Writes the workload.
struct WorkloadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workload",
        abstract: "Write a made-up history, the same for everybody with the same seed.",
        discussion: """
            The lines are input for `entente append`. A shorter history is the beginning of a \
            longer one.

              entente-bench workload --count 1000000 events.jsonl
              entente-bench workload --count 1000000 --plain plain.jsonl events.jsonl
            """
    )

    @Option(help: "What chance depends on.")
    var seed: UInt64 = 1

    @Option(help: "How many events.")
    var count: Int

    @Option(help: "How many events to pass over first.")
    var skip = 0

    @Option(help: "Write the same events with their tags spelt out to this file as well.")
    var plain: String?

    @Argument(help: "The file; - is standard output.")
    var file: String

    func validate() throws {
        guard count >= 0, skip >= 0 else {
            throw ValidationError("--count and --skip take 0 or more")
        }
    }

    func run() throws {
        var workload = Workload(seed: seed)
        for _ in 0..<skip { workload.next() }
        var output = try LineOutput(file)
        var plainOutput = try plain.map { try LineOutput($0) }
        for _ in 0..<count {
            workload.next()
            try output.write(workload.line)
            try plainOutput?.write(workload.line, spellingOut: workload.tags)
        }
        try output.finish()
        try plainOutput?.finish()
    }
}
