import ArgumentParser

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
