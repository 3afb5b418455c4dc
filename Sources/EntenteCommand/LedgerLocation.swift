import ArgumentParser
import Entente

/// Which ledger a verb is about.
struct LedgerLocation: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The ledger's folder; else ENTENTE_LEDGER, else ./ledger.",
            valueName: "dir"
        )
    )
    var ledger: String?

    /// The folder.
    var directory: String { Self.directory(ledger) }

    /// The folder, when the command line gives this one or none.
    static func directory(_ given: String?) -> String { given ?? Setting.ledger ?? "./ledger" }

    /// Opens the ledger to write.
    func open() throws -> Ledger { try Ledger.open(directory) }

    /// Opens the ledger to read.
    func openToRead() throws -> Ledger { try Ledger.open(directory, readOnly: true) }
}
