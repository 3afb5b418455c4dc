import ArgumentParser
import Entente
import Events

/// Appends events, one JSON object a line.
struct AppendCommand: ParsableCommand, MachineReadable {
    static let configuration = CommandConfiguration(
        commandName: "append",
        abstract: "Append events from files or standard input, one JSON object a line.",
        discussion: """
            Without options it is all or nothing: one refused line refuses the whole batch. A \
            batch that was stored before is not stored again; its old positions are returned.

              echo '{"id":"fix-1","type":"agreement.text-fixed","occurred":"2020-04-20",
                "data":{"agreement":"agreement:morava-hsinchu","version":1,
                "languages":["en"]}}' |
                tr -d '\\n' > events.jsonl
              entente append events.jsonl --dry-run
              entente append events.jsonl
              entente append events.jsonl --json

            Large inputs: --batch commits every so many lines; after an error the same command can \
            be run again, since lines whose id is stored with the same content are replayed.

              entente append events.jsonl --batch 1000
              entente append events.jsonl --rejects refused.jsonl

            A script may keep one `append --batch 1 --json` running: it answers each line with its \
            receipt, once that event is durable, before the next line need be written.

            Guard: append only if nobody was faster. The query names types (any of) and tags (all \
            of); events at or below --after are ignored.

              echo '{"items":[{"tags":["agreement:hsinchu-2"]}]}' > unless.json
              entente append events.jsonl --unless unless.json
            """
    )

    @OptionGroup var location: LedgerLocation
    @OptionGroup var recorder: RecorderOption
    @OptionGroup var form: TwoForms

    @Argument(help: ArgumentHelp("Files of JSON Lines; - is standard input.", valueName: "file"))
    var files: [String] = []

    @Option(help: ArgumentHelp("Commit after every so many lines.", valueName: "lines"))
    var batch: Int?

    @Option(
        help: ArgumentHelp(
            "Go on past refused lines and write each with its reason to this file.",
            valueName: "file"
        )
    )
    var rejects: String?

    @Flag(help: "Judge, store nothing.")
    var dryRun = false

    @Option(
        help: ArgumentHelp(
            "Refuse the batch if a stored event answers the query in this file.",
            valueName: "query.json"
        )
    )
    var unless: String?

    @Option(
        help: ArgumentHelp(
            "The last position you have seen; only later events count for --unless.",
            valueName: "position"
        )
    )
    var after: UInt64?

    var isJSON: Bool { form.isJSON }

    func validate() throws {
        if let batch, !(1...Limits.batchCount).contains(batch) {
            throw ValidationError("--batch takes 1 to \(Limits.batchCount) lines")
        }
        let isChunked = batch != nil || rejects != nil
        if isChunked, unless != nil {
            throw ValidationError(
                "--unless guards one atomic batch; leave out --batch and --rejects"
            )
        }
        if isChunked, dryRun {
            throw ValidationError(
                "--dry-run judges one atomic batch; leave out --batch and --rejects"
            )
        }
        if after != nil, unless == nil {
            throw ValidationError("--after says from where --unless counts; give both")
        }
    }

    func run() throws {
        let condition = try unless.map {
            AppendCondition(failIfEventsMatch: try QueryFile.read($0), after: after)
        }
        let ledger = try location.open()
        if files.isEmpty, Terminal.isTypedInto {
            Words.say("reading events from the terminal, one JSON object a line; end with Ctrl-D")
        }
        var run = AppendRun(
            ledger,
            input: InputLines(files),
            by: recorder.recorder,
            isJSON: isJSON
        )
        if let rejects {
            try run.rejecting(to: rejects, batch ?? Limits.defaultBatchCount)
        } else if let batch {
            try run.resumable(batch)
        } else {
            try run.atomic(unless: condition, isDryRun: dryRun)
        }
    }
}
