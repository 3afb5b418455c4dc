import ArgumentParser
import CanonicalJSON
import Entente
import Transparency

/// Moves the keys of a ledger.
struct KeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "Export, import or change the keys of a ledger.",
        discussion: """
            Whoever has the file can sign as the ledger and read every personal value.

              entente keys export keys.json
              entente backup ./for-keys
              entente restore ./for-keys --ledger ./with-keys
              entente keys import keys.json --ledger ./with-keys
            """,
        subcommands: [Export.self, Import.self, Rotate.self]
    )

    /// Writes the keys to a file of their own.
    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "export",
            abstract: "Write the keys to a new file that only you can read.",
            discussion: """
                  entente keys export more-keys.json
                """
        )

        @OptionGroup var location: LedgerLocation

        @Argument(help: "A file that does not exist yet.")
        var file: String

        func run() throws {
            let keys = try location.open().exportKeys()
            let text = keys.prettyPrinted() + "\n"
            // The file is born with mode 0600: nobody can open it in between.
            guard let made = try? FileStream(writing: file, .own, replacing: false) else {
                throw LedgerError(
                    .cannotCreate,
                    "the file \(file) cannot be made, or exists already; name a new one"
                )
            }
            try made.write(Array(text.utf8))
            try made.synchronize()
            Words.say("wrote the keys to \(file); keep it secret and apart from backups")
        }
    }

    /// Brings keys to a restored or imported ledger.
    struct Import: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "import",
            abstract: "Bring exported keys to a restored or imported ledger.",
            discussion: """
                Persons erased in the ledger or in the file stay erased.

                  entente keys export my-keys.json
                  entente keys import my-keys.json
                """
        )

        @OptionGroup var location: LedgerLocation

        @Argument(help: "A file that `entente keys export` made.")
        var file: String

        func run() throws {
            let keys: JSONValue
            do {
                keys = try JSONReader().read(try InputFile.whole(file))
            } catch let error as JSONError {
                throw LedgerError(.refused, "\(file) is no file of keys: \(error)")
            }
            let counts = try Ledger.importKeys(keys, into: location.directory)
            try Output.print(
                "imported the keys of \(Words.count(counts.imported, "person")), left out \(counts.erased) erased"
            )
        }
    }

    /// Changes the key that signs checkpoints.
    struct Rotate: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rotate",
            abstract: "Draw a new signing key, say so in the log, and sign with both keys once.",
            discussion: """
                Give the new verifier key to partners and witnesses. The checkpoint that is \
                printed bears both signatures, so that whoever trusts the earlier key sees that \
                its owner named the new one.

                  entente keys rotate --reason 'Yearly change of keys.'
                """
        )

        @OptionGroup var location: LedgerLocation

        @Option(help: "Why; it must not name a person.")
        var reason: String?

        func run() throws {
            let ledger = try location.open()
            let note = try ledger.rotateKey(reason: reason, at: Clock.now)
            Words.say("the new verifier key is:\n\(try ledger.verifierKey)")
            let output = Output()
            try output.write(Array(note.description.utf8))
            try output.flush()
        }
    }
}
