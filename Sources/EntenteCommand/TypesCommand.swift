import ArgumentParser
import CanonicalJSON
import Entente
import Events

/// Lists the types of events.
struct TypesCommand: ParsableCommand, MachineReadable {
    static let configuration = CommandConfiguration(
        commandName: "types",
        abstract: "List the types of events, grouped by what they are about.",
        discussion: """
            Types of your own, registered in the ledger, are among them.

              entente types
              entente types --format json
            """
    )

    @OptionGroup var location: LedgerLocation
    @OptionGroup var form: TwoForms

    var isJSON: Bool { form.isJSON }

    func run() throws {
        let types = try TypeSource(location).all()
        guard isJSON else { return try Output.print(text(types)) }
        try Output.print(
            .array(
                types.map { type in
                    var json: JSONObject = [
                        "type": .string(type.type.text), "noun": .string(String(type.type.noun)),
                        "version": .integer(type.version), "title": .string(type.title),
                    ]
                    if let writer = EnvelopeReader.ownWriter(of: type.type) {
                        json["writtenBy"] = .string(writer)
                    }
                    return .object(json)
                }
            )
        )
    }

    private func text(_ types: [CompiledType]) -> String {
        let width = types.map(\.type.text.count).max() ?? 0
        var lines: [String] = []
        var noun: Substring?
        for type in types {
            if let noun, noun != type.type.noun { lines.append("") }
            noun = type.type.noun
            lines.append(type.type.text.padded(to: width) + "  " + type.title)
        }
        return lines.joined(separator: "\n")
    }
}
