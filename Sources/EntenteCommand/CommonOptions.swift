import ArgumentParser
import Collaboration
import EDTF
import Entente
import Events

/// A verb that can answer for machines.
protocol MachineReadable {
    /// Whether this call asks for JSON; refusals are JSON then too.
    var isJSON: Bool { get }
}

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
    var directory: String { ledger ?? Setting.ledger ?? "./ledger" }

    /// Opens the ledger to write.
    func open() throws -> Ledger { try Ledger.open(directory) }

    /// Opens the ledger to read.
    func openToRead() throws -> Ledger { try Ledger.open(directory, readOnly: true) }
}

/// Who records.
struct RecorderOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Who records: person:… or script:…; else ENTENTE_BY.",
            valueName: "tag"
        )
    )
    var by: String?

    /// Who records, as far as the command line and the environment say.
    var recorder: String? { by ?? Setting.by }
}

/// Text or JSON.
struct TwoForms: ParsableArguments {
    /// The forms of an answer.
    enum Form: String, CaseIterable, ExpressibleByArgument {
        case text, json
    }

    @Option(help: "For people or for machines.")
    var format: Form = .text

    @Flag(help: "The same as --format json.")
    var json = false

    var isJSON: Bool { json || format == .json }
}

/// When a question is about, and what was known then.
struct BasisOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The valid date (EDTF), up to its last instant; now when left out.",
            valueName: "date"
        ),
        transform: Parsing.asOf
    )
    var asOf: AsOf?

    @OptionGroup var knowledge: KnowledgeOption

    /// The valid date that was asked for, or this moment.
    var validDate: AsOf { asOf ?? AsOf(Clock.now) }
}

/// What was known.
struct KnowledgeOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A number of events, or a time (RFC 3339); all when left out.",
            valueName: "size|time"
        ),
        transform: Parsing.knownAt
    )
    var knownAt: KnownAt = .now
}

/// The languages to read names in.
struct LanguageOption: ParsableArguments {
    @Option(
        name: .customLong("lang"),
        help: ArgumentHelp(
            "A language for names (BCP 47); repeat, or separate by commas, preferred first.",
            valueName: "tag"
        )
    )
    var languages: [String] = []

    /// Every language, one by one.
    var list: [String] {
        languages.flatMap { $0.split(separator: ",").map(String.init) }
    }
}
