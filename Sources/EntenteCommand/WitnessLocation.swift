import ArgumentParser
import Entente

/// Which witness a verb is about.
struct WitnessLocation: ParsableArguments {
    @OptionGroup var location: LedgerLocation

    @Option(
        help: ArgumentHelp(
            "The witness's folder; else 'witness' in the ledger's folder.",
            valueName: "dir"
        )
    )
    var state: String?

    /// The folder.
    var directory: String { state ?? location.directory + "/witness" }
}
