import ArgumentParser
import CanonicalJSON
import EDTF
import Entente
import Events
import Glibc

/// Lists events.
struct LogCommand: ParsableCommand, MachineReadable {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "List events, the newest first.",
        discussion: """
            JSON is one event a line, byte for byte as it is stored and hashed; --with-head adds a \
            last line with the size and the root of the same snapshot.

              entente log --tag party:morava --limit 10
              entente log --type 'agreement.*' --since 2020-01 --until 2020-06
              entente log --known-at 3 --reverse --format json --with-head
            """
    )

    private static let pollInMicroseconds: UInt32 = 500_000

    @OptionGroup var location: LedgerLocation

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("Only events with this tag; repeat to ask for all.", valueName: "tag"),
        transform: Parsing.tag
    )
    var tag: [Tag] = []

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "Only events of this type, with * at the end for several; repeat for any of.",
            valueName: "type"
        ),
        transform: Parsing.typePattern
    )
    var type: [String] = []

    @Option(
        help: ArgumentHelp("Only what may have happened then or later.", valueName: "date"),
        transform: Parsing.date
    )
    var since: ImpreciseDate?

    @Option(
        help: ArgumentHelp("Only what may have happened then or before.", valueName: "date"),
        transform: Parsing.date
    )
    var until: ImpreciseDate?

    @OptionGroup var knowledge: KnowledgeOption

    @Flag(help: "The oldest first.")
    var reverse = false

    @Option(help: ArgumentHelp("At most so many events.", valueName: "count"))
    var limit: Int?

    @Flag(help: "The oldest first, and go on with new events until interrupted.")
    var follow = false

    @OptionGroup var form: TwoForms

    @Flag(help: "End JSON with the head of the same snapshot.")
    var withHead = false

    var isJSON: Bool { form.isJSON }

    func validate() throws {
        if let limit, limit < 1 { throw ValidationError("--limit takes 1 or more") }
        if let since, let until, let start = since.earliest, let end = until.latest, end < start {
            throw ValidationError(
                "--until \(until) ends before --since \(since) begins; no event lies in between"
            )
        }
        if follow, knowledge.knownAt != .now {
            throw ValidationError("--follow goes on with what is known now; leave out --known-at")
        }
        if follow, limit != nil {
            throw ValidationError("--follow has no end; leave out --limit")
        }
        if withHead, follow || !isJSON {
            throw ValidationError("--with-head ends JSON output; give --format json, no --follow")
        }
    }

    func run() throws {
        let ledger = try location.openToRead()
        let output = Output()
        let head = try ledger.log(query()) { event in try show(event, in: output) }
        if withHead {
            try output.json(["head": ["size": .integer(head.size), "root": .string(head.root)]])
        }
        try output.flush()
        if follow { try goOn(ledger, from: head.size, output) }
    }

    private func query(after: Position? = nil) -> LogQuery {
        LogQuery(
            tags: tag,
            types: type,
            since: since,
            until: until,
            knownAt: knowledge.knownAt,
            oldestFirst: reverse || follow,
            limit: limit,
            after: after
        )
    }

    /// Looks again and again for events behind a size.
    private func goOn(_ ledger: Ledger, from size: UInt64, _ output: Output) throws -> Never {
        var size = size
        while true {
            let after = size == 0 ? nil : size - 1
            size = try ledger.log(query(after: after)) { try show($0, in: output) }.size
            try output.flush()
            usleep(Self.pollInMicroseconds)
        }
    }

    private func show(_ event: StoredEvent, in output: Output) throws {
        if isJSON {
            try output.write(event.bytes + [UInt8(ascii: "\n")])
        } else {
            try output.write(Array((EventLine(event).text + "\n").utf8))
        }
    }
}
