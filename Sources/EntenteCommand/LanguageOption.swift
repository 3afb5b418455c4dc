import ArgumentParser

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
