import ArgumentParser
import CanonicalJSON
import Entente
import JSONSchema
import Reports

/// Checks a JSON instance against a schema.
struct ValidateCommand: ParsableCommand, MachineReadable {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Check JSON on standard input against a JSON Schema (2020-12).",
        discussion: """
            Exit 0 when it is valid, 65 when it is not. References are never fetched; the shared \
            definitions of the catalogue, urn:entente:common:1, are known.

              echo '{"type": "object", "required": ["a"]}' > schema.json
              echo '{"a": 1}' | entente validate --schema schema.json
            """
    )

    @Option(help: ArgumentHelp("The schema.", valueName: "file"))
    var schema: String

    @OptionGroup var form: TwoForms

    var isJSON: Bool { form.isJSON }

    func run() throws {
        let violations = try compiled().violations(of: try JSONInput.read())
        if isJSON {
            try Output().finish(with: [
                "valid": .bool(violations.isEmpty), "violations": .array(violations.map(\.json)),
            ])
        } else {
            let lines = violations.map { "\($0)".withControlsEscaped }
            try Output.print(lines.isEmpty ? "valid" : lines.joined(separator: "\n"))
        }
        if !violations.isEmpty { throw ExitCode(ExitCodes.refused) }
    }

    private func compiled() throws -> Schema {
        let document = try JSONInput.read(from: schema)
        var resources: [String: JSONValue] = [:]
        if let file = Catalogue.embedded.files.first(where: { $0.path == "common.v1.json" }) {
            resources["urn:entente:common:1"] = try JSONReader(numbers: .ieee754)
                .read(Array(file.text.utf8))
        }
        do {
            return try Schema(compiling: document, resources: resources)
        } catch {
            throw LedgerError(.refused, "\(schema): \(error)")
        }
    }
}

extension Violation {
    /// The shape scripts read.
    fileprivate var json: JSONValue {
        [
            "pointer": .string("\(pointer)"), "rule": .string(rule),
            "schemaPointer": .string("\(schemaPointer)"), "message": .string(message),
        ]
    }
}
