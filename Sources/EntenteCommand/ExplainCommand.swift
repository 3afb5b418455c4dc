import ArgumentParser
import CanonicalJSON
import Collaboration
import Entente
import Events

/// Explains a type of event, or everything about one noun.
struct ExplainCommand: ParsableCommand, MachineReadable {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explain a type: its fields, its rules, an example; or a noun: its states.",
        discussion: """
            --format json gives the schema and an example that `entente append` accepts.

              entente explain agreement.signed
              entente explain agreement
              entente explain commitment.planned --format json
            """
    )

    @Argument(
        help: ArgumentHelp(
            "For example agreement.signed, agreement or office.",
            valueName: "type|noun"
        )
    )
    var subject: String

    @OptionGroup var form: TwoForms

    var isJSON: Bool { form.isJSON }

    func run() throws {
        if let noun {
            let types = Catalogue.embedded.types.filter { $0.noun == noun }
            let noun = try NounExplanation(noun, types: types)
            return isJSON ? try Output.print(noun.json) : try Output.print(noun.text)
        }
        let type = TypeExplanation(try TypeLookup.type(named: subject))
        isJSON ? try Output.print(type.json) : try Output.print(type.text)
    }

    /// The noun that is asked for: by itself, or by its last word, which its tags have as their
    /// kind, such as `office` for `liaison-office`.
    private var noun: String? {
        let nouns = Catalogue.embedded.types.map { String($0.noun) }
        return nouns.first { $0 == subject } ?? nouns.first { $0.hasSuffix("-" + subject) }
    }
}
