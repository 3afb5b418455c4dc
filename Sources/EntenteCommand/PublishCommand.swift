import ArgumentParser
import CanonicalJSON
import Entente
import Transparency

/// Publishes the ledger as static files.
struct PublishCommand: ParsableCommand, MachineReadable {
    static let configuration = CommandConfiguration(
        commandName: "publish",
        abstract: "Write the ledger into a folder that any static web server can serve.",
        discussion: """
            The layout is C2SP tlog-tiles. Run it again to bring the folder up to the ledger: only \
            what is new is written, and the checkpoint comes last, so readers never see half of \
            it. Keys and personal values are not part of it.

              entente publish ./published
              entente follow ./published --ledger ./mirror --key "$(head -n 1 ./published/key)"
            """
    )

    @OptionGroup var location: LedgerLocation
    @OptionGroup var form: TwoForms

    @Argument(help: "A folder that is new, empty, or was published by this ledger before.")
    var directory: String

    var isJSON: Bool { form.isJSON }

    func run() throws {
        let progress = Progress("publish")
        let made = try location.open().publish(to: directory) { progress.update($0, of: $1) }
        progress.finish()
        let checkpoint = made.checkpoint
        guard isJSON else {
            return try Output.print(
                "published \(Words.count(checkpoint.size, "event")) to \(directory), "
                    + "\(checkpoint.size - made.earlierSize) of them new, root \(checkpoint.root.hex)"
            )
        }
        let answer: JSONValue = [
            "size": .integer(checkpoint.size), "root": .string(checkpoint.root.hex),
            "from": .integer(made.earlierSize), "files": .integer(made.fileCount),
        ]
        try Output.print(answer)
    }
}
