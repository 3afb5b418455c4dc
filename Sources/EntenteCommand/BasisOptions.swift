import ArgumentParser
import Collaboration

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
