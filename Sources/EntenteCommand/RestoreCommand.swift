import ArgumentParser
import Entente
import EventJournal
import Transparency

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
            "restored \(Words.count(head.size, "event")) to \(location.directory), root \(head.root.hex)"
        )
    }
}
