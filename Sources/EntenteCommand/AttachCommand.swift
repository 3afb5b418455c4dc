import ArgumentParser
import CanonicalJSON
import Entente

/// Stores a document.
struct AttachCommand: ParsableCommand, MachineReadable {
    static let configuration = CommandConfiguration(
        commandName: "attach",
        abstract: "Store a document beside the ledger, and print its SHA-256 to cite it by.",
        discussion: """
            Cite it in an event, as source.document=sha256:… or in document.registered. The \
            document itself is no part of the log; a dossier encloses it when it is asked for.

              printf 'Memorandum' > memorandum.txt
              entente attach memorandum.txt
              entente record document.registered document=document:memorandum \\
                kind=agreement-text title.text='Memorandum' title.lang=en language=en \\
                sha256=$(entente attach memorandum.txt) --occurred 2020-04-01
            """
    )

    @OptionGroup var location: LedgerLocation

    @Argument(help: "The file; - is standard input.")
    var file: String

    @OptionGroup var form: TwoForms

    var isJSON: Bool { form.isJSON }

    func run() throws {
        let ledger = try location.open()
        let stored = try ledger.documents.store(InputFile.open(file))
        guard isJSON else { return try Output.print(stored.digest) }
        try Output.print([
            "sha256": .string(stored.digest), "bytes": .integer(UInt64(stored.byteCount)),
        ])
    }
}
