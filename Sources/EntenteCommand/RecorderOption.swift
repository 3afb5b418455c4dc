import ArgumentParser

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
