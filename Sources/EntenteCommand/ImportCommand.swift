import ArgumentParser
import Entente
import EventJournal
import Transparency

/// Makes a ledger from an export.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Make a ledger with the same events and root from an export.",
        discussion: """
            The new ledger is the one --ledger names; it can be read and audited, not written, \
            until `entente keys import` brings its keys.

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
            "imported \(Words.count(head.size, "event")) to \(location.directory), root \(head.root.hex)"
        )
    }
}
