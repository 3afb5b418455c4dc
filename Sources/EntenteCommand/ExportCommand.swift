import ArgumentParser
import Entente
import EventJournal
import Transparency

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
        let head = try location.open().export(to: directory) { progress.update($0, of: $1) }
        progress.finish()
        try Output.print("exported \(head.size) events to \(directory), root \(head.root)")
    }
}

/// Makes a ledger from an export.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Make a ledger with the same events and root from an export.",
        discussion: """
            The new ledger is the one --ledger names; it can be read and audited, not written, until \
            `entente keys import` brings its keys.

              entente export ./to-follow
              entente import ./to-follow --ledger ./follower
              entente audit --ledger ./follower
            """
    )

    @OptionGroup var location: LedgerLocation

    @Argument(help: "A folder that `entente export` made.")
    var directory: String

    func run() throws {
        let progress = Progress("import")
        let ledger = try Ledger.importing(directory, to: location.directory) { done, total in
            progress.update(done, of: total)
        }
        progress.finish()
        let head = try ledger.head()
        try Output.print(
            "imported \(head.size) events to \(location.directory), root \(head.root.hex)"
        )
    }
}
