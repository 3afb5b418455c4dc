import ArgumentParser
import Entente
import EventJournal
import Transparency

/// Copies the ledger while it is in use.
struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the ledger while it is in use; its keys are not part of the copy.",
        discussion: """
            Keep the keys apart, with `entente keys export`, so that an erasure is not undone by an \
            old copy.

              entente backup ./backup
            """
    )

    @OptionGroup var location: LedgerLocation

    @Argument(help: "A folder that does not exist yet, or is empty.")
    var directory: String

    func run() throws {
        let head = try location.open().backup(to: directory)
        try Output.print("backed up \(head.size) events to \(directory), root \(head.root)")
    }
}

/// Makes a ledger from a backup.
struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Make a ledger from a backup.",
        discussion: """
            The new ledger is the one --ledger names; bring its keys with `entente keys import`.

              entente backup ./to-restore
              entente restore ./to-restore --ledger ./restored
              entente log --ledger ./restored
            """
    )

    @OptionGroup var location: LedgerLocation

    @Argument(help: "A folder that `entente backup` made.")
    var directory: String

    func run() throws {
        let head = try Ledger.restore(directory, to: location.directory).head()
        try Output.print(
            "restored \(head.size) events to \(location.directory), root \(head.root.hex)"
        )
    }
}
