import ArgumentParser
import CanonicalJSON
import Entente
import Reports
import Transparency

/// Mirrors a published ledger.
struct FollowCommand: ParsableCommand, MachineReadable {
    static let configuration = CommandConfiguration(
        commandName: "follow",
        abstract: "Mirror and verify a published ledger; exit 1 when it is not the one it was.",
        discussion: """
            The mirror is the ledger that --ledger names: it can be read, audited and exported, \
            not written. The first time, the log's key is needed from outside; it is kept then. \
            When the log shows another history than before, both signed checkpoints are kept in \
            the folder `evidence` of the mirror, and nothing else is changed.

              entente publish ./to-mirror
              entente follow ./to-mirror --ledger ./mirrored --key "$(head -n 1 ./to-mirror/key)"
              entente follow ./to-mirror --ledger ./mirrored

            An address works like a folder: entente follow https://ledger.example.org/skc
            """
    )

    @OptionGroup var location: LedgerLocation
    @OptionGroup var form: TwoForms

    @Option(
        help: ArgumentHelp(
            "The log's verifier key, as its owner told you by another way.",
            valueName: "vkey"
        )
    )
    var key: String?

    @Argument(help: "The folder that the log is published in, or its address on the web.")
    var source: String

    var isJSON: Bool { form.isJSON }

    func run() throws {
        let verifier = try key.map { try NoteVerifier(given: $0, as: "--key") }
        let progress = Progress("follow")
        let outcome = try Ledger.follow(published, into: location.directory, key: verifier) {
            progress.update($0, of: $1)
        }
        progress.finish()
        switch outcome {
        case .followed(let checkpoint, let earlier): try say(checkpoint, from: earlier)
        case .diverged(let divergence, let evidence):
            try say(divergence, evidence)
            throw ExitCode(ExitCodes.findings)
        }
    }

    /// The one place that knows what a source can be.
    private var published: any PublishedLog {
        source.hasPrefix("http://") || source.hasPrefix("https://")
            ? HTTPPublishedLog(source) : PublishedFolder(source)
    }

    private func say(_ checkpoint: Checkpoint, from earlier: UInt64) throws {
        guard isJSON else {
            return try Output.print(
                "\(location.directory) holds \(Words.count(checkpoint.size, "event")) of "
                    + "\(checkpoint.origin), \(checkpoint.size - earlier) of them new, root "
                    + checkpoint.root.hex
            )
        }
        let answer: JSONValue = [
            "origin": .string(checkpoint.origin), "size": .integer(checkpoint.size),
            "root": .string(checkpoint.root.hex), "from": .integer(earlier),
        ]
        try Output.print(answer)
    }

    private func say(_ divergence: Divergence, _ evidence: String) throws {
        guard isJSON else {
            return try Output.print(
                "\(divergence.words) Both signed notes are kept in \(evidence)."
                    .withControlsEscaped
            )
        }
        func json(_ witnessed: Divergence.Witnessed) -> JSONValue {
            [
                "size": .integer(witnessed.checkpoint.size),
                "root": .string(witnessed.checkpoint.root.hex),
                "key": .string(witnessed.key.verifierKey),
            ]
        }
        let answer: JSONValue = [
            "divergence": .string(divergence.kind.rawValue),
            "message": .string(divergence.words), "seen": json(divergence.seen),
            "shown": json(divergence.shown), "evidence": .string(evidence),
        ]
        try Output.print(answer)
    }
}
