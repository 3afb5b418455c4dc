import ArgumentParser
import Entente

/// Copies the ledger while it is in use.
struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the ledger while it is in use; its keys are not part of the copy.",
        discussion: """
            Keep the keys apart, with `entente keys export`, so that an erasure is not undone by \
            an old copy.

              entente backup ./backup
            """
    )

    @OptionGroup var location: LedgerLocation

    @Argument(help: "A folder that does not exist yet, or is empty.")
    var directory: String

    func run() throws {
        let head = try location.open().backup(to: directory)
        try Output.print(
            "backed up \(Words.count(head.size, "event")) to \(directory), root \(head.root)"
        )
    }
}
