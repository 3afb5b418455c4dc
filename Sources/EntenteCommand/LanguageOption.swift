import ArgumentParser

/// The languages to read in.
struct LanguageOption: ParsableArguments {
    @Option(
        name: .customLong("lang"),
        help: ArgumentHelp(
            "A language to read in (BCP 47); repeat, or separate by commas, preferred first.",
            valueName: "tag"
        )
    )
    var languages: [String] = []

    /// Every language, one by one.
    var list: [String] {
        languages.flatMap { $0.split(separator: ",").map(String.init) }
    }
}
