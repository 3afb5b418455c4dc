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
    var recorder: String? { Self.recorder(by) }

    /// Who records, when the command line gives this one or none.
    static func recorder(_ given: String?) -> String? { given ?? Setting.by }
}
