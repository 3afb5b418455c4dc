import ArgumentParser
import Entente

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
