import ArgumentParser
import Entente

/// Writes the ledger out for others.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the ledger, byte for byte, into a folder that others can verify.",
        discussion: """
            Keys and sealed personal values are not part of it.

              entente export ./exported
            """
    )

    @OptionGroup var location: LedgerLocation

    @Argument(help: "A folder that does not exist yet, or is empty.")
    var directory: String

    func run() throws {
        let progress = Progress("export")
        let head = try location.open().export(to: directory, at: Clock.now) {
            progress.update($0, of: $1)
        }
        progress.finish()
        try Output.print(
            "exported \(Words.count(head.size, "event")) to \(directory), root \(head.root)"
        )
    }
}
