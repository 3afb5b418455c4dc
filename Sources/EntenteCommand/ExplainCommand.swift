import ArgumentParser
import CanonicalJSON
import Collaboration
import Entente
import Events

/// Explains a type of event, everything about one noun, or all of them.
struct ExplainCommand: ParsableCommand, MachineReadable {
    /// Text, JSON, or a page of reference.
    enum Form: String, CaseIterable, ExpressibleByArgument {
        case text, json, markdown
    }

    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explain a type: its fields, its rules, an example; or a noun: its states.",
        discussion: """
            --format json gives the schema and an example that `entente append` accepts. --all \
            gives every type; with --format markdown, a page of reference.

              entente explain agreement.signed
              entente explain agreement
              entente explain commitment.planned --format json
              entente explain --all --format markdown > types.md
            """
    )

    @OptionGroup var location: LedgerLocation

    @Argument(
        help: ArgumentHelp(
            "For example agreement.signed, agreement or office.",
            valueName: "type|noun"
        ),
        completion: .custom { words, _, _ in Completion.nounsAndTypes(words) }
    )
    var subject: String?

    @Flag(help: "Explain every type.")
    var all = false

    @Option(help: "For people, for machines, or as a page of Markdown.")
    var format: Form = .text

    @Flag(help: "The same as --format json.")
    var json = false

    var isJSON: Bool { json || format == .json }

    func validate() throws {
        guard all == (subject == nil) else {
            throw ValidationError("name a type or a noun, or use --all")
        }
    }

    func run() throws {
        let source = try TypeSource(location)
        let types = try source.all()
        guard let subject else { return try show(all: types) }
        if let noun = Self.noun(subject, among: types) {
            let own = types.filter { $0.type.noun == noun }
            if format == .markdown { return try Output.print(TypeReference(own).markdown) }
            let explanation = NounExplanation(noun, types: own)
            return isJSON
                ? try Output.print(explanation.json) : try Output.print(explanation.text)
        }
        let type = try source.type(named: subject)
        if format == .markdown { return try Output.print(TypeReference([type]).markdown) }
        let explanation = TypeExplanation(type, example: try source.example(of: type))
        isJSON ? try Output.print(explanation.json) : try Output.print(explanation.text)
    }

    private func show(all types: [CompiledType]) throws {
        if format == .markdown { return try Output.print(TypeReference(types).markdown) }
        let explanations = types.map { TypeExplanation($0) }
        isJSON
            ? try Output.print(.array(explanations.map(\.json)))
            : try Output.print(explanations.map(\.text).joined(separator: "\n\n\n"))
    }

    /// The noun that is asked for: by itself, or by its last word, which its tags have as their
    /// kind, such as `office` for `liaison-office`.
    private static func noun(_ subject: String, among types: [CompiledType]) -> String? {
        let nouns = types.map { String($0.type.noun) }
        return nouns.first { $0 == subject } ?? nouns.first { $0.hasSuffix("-" + subject) }
    }
}
