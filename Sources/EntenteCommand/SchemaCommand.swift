import ArgumentParser
import CanonicalJSON
import EDTF
import Entente
import Events

/// Registers users' own types.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Register types of events of your own in the ledger.",
        discussion: """
            A type of your own is a JSON Schema (2020-12) of the event's data. Its noun starts \
            with x-. From the next event on the ledger checks and tags events by it; a new \
            version leaves those recorded before as they are. `entente explain` shows it, with \
            its example.

              entente schema add Schemas/laboratory-visited.json
            """,
        subcommands: [Add.self]
    )

    /// Registers a type, or a new version of one.
    struct Add: ParsableCommand, MachineReadable {
        static let configuration = CommandConfiguration(
            commandName: "add",
            abstract: "Register a type of your own, or a new version of one.",
            discussion: """
                The type is the one in the schema's $id, such as urn:example:x-site.visited, or \
                given with --type. A schema that is in force already is not registered again.

                x-tag on a property makes its value a tag of the event: "party", a list of kinds, \
                or {"kind": "x-site", "join": ["id"]}. x-person marks a personal value and points \
                to the person. References lead into the schema, or to the shared definitions, \
                urn:entente:common:1#/$defs/….

                  echo '{"$id": "urn:example:x-laboratory.visited", "type": "object",
                    "title": "Laboratory visited",
                    "properties": {
                      "party": {"$ref": "urn:entente:common:1#/$defs/party"},
                      "visitors": {"type": "integer", "minimum": 1}},
                    "required": ["party"]}' > laboratory.json
                  entente schema add laboratory.json
                  entente record x-laboratory.visited party=party:morava visitors:=12
                """
        )

        @OptionGroup var location: LedgerLocation
        @OptionGroup var recorder: RecorderOption
        @OptionGroup var form: TwoForms

        @Option(
            help: ArgumentHelp("The type, if $id does not name it.", valueName: "x-noun.verb")
        )
        var type: String?

        @Argument(help: "The file with the JSON Schema; - is standard input.")
        var file: String

        var isJSON: Bool { form.isJSON }

        func run() throws {
            let definition = try JSONInput.read(from: file)
            let type = try typeName(in: definition)
            let ledger = try location.open()
            let newest = try ledger.types.type(type)
            if let newest, newest.document.canonicalBytes() == definition.canonicalBytes() {
                return try show(type, newest.version, nil)
            }
            let version = (newest?.version ?? 0) + 1
            let event: JSONValue = [
                "type": "schema.registered", "occurred": .string(Clock.now.dayText),
                "data": [
                    "schema": .string("schema:" + type.text), "version": .integer(version),
                    "definition": definition,
                ],
            ]
            let line = OwnLine(event: event, by: recorder.recorder)
            try show(type, version, try line.append(to: ledger))
        }

        private func typeName(in definition: JSONValue) throws -> EventType {
            let words = definition["$id"]?.string?.split { ":/#".contains($0) } ?? []
            let named = words.first { $0.hasPrefix("x-") && $0.contains(".") }.map(String.init)
            guard let name = type ?? named else {
                throw ValidationError(
                    "the schema has no $id that names a type; give it one, such as "
                        + "urn:example:x-site.visited, or use --type x-site.visited"
                )
            }
            guard let type = EventType(name), type.isUsers else {
                throw ValidationError(
                    "'\(name)' cannot be a type of your own; write x-noun.verb in lowercase, "
                        + "for example x-site.visited"
                )
            }
            return type
        }

        private func show(_ type: EventType, _ version: Int, _ receipt: Receipt?) throws {
            guard isJSON else {
                guard let receipt else {
                    return try Output.print("\(type) is in force as version \(version) already")
                }
                return try Output.print(
                    "registered \(type) as version \(version) at position \(receipt.position), "
                        + "leaf hash \(receipt.leafHash)"
                )
            }
            var json: JSONObject = [
                "type": .string(type.text), "version": .integer(version),
                "registered": .bool(receipt != nil),
            ]
            if let receipt { json["receipt"] = receipt.json }
            try Output().finish(with: .object(json))
        }
    }
}
