import CanonicalJSON
import Collaboration
import Entente
import Events

/// All there is to know of one type of event before recording one.
struct TypeExplanation {
    private let type: CompiledType
    private let shape: SchemaShape
    private let row: Family.Row?

    private let example: JSONValue?

    /// An explanation of a type, with its own example or one that fits a ledger.
    init(_ type: CompiledType, example: JSONValue? = nil) {
        self.type = type
        self.example = example ?? type.document["examples"]?[0]
        shape = SchemaShape(of: type)
        row = Rulebook.standard.row(type.type)
    }

    /// The shape scripts read: `{"type","version","schema","rules","example"}`.
    var json: JSONValue {
        let rules = (row?.rules ?? []).map { rule -> JSONValue in
            [
                "id": .string(rule.id), "weight": .string(rule.weight.slug),
                "words": .string(rule.words),
            ]
        }
        var json: JSONObject = [
            "type": .string(type.type.text), "version": .integer(type.version),
            "schema": type.document, "rules": .array(rules),
        ]
        if let example { json["example"] = example }
        if let state = row?.state { json["state"] = .string(state) }
        return .object(json)
    }

    /// For people.
    var text: String {
        var blocks = [["\(type.type) (version \(type.version)): \(type.title)"]]
        if let description = type.document["description"]?.string { blocks[0].append(description) }
        if let writer = EnvelopeReader.ownWriter(of: type.type) {
            blocks[0].append("Written by \(writer) only.")
        }
        blocks.append(
            ["fields (* required; what has the form kind:… becomes a tag of the event)"]
                + shape.fields.flatMap(Self.lines)
        )
        if !personal.isEmpty {
            blocks.append([
                "personal, sealed under the person's key: " + personal.joined(separator: ", ")
            ])
        }
        if let row { blocks += Self.blocks(of: row) }
        if let example {
            blocks.append([
                "an example, as a line for `entente append`",
                String(decoding: example.canonicalBytes(), as: UTF8.self),
            ])
        }
        return blocks.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
    }

    /// The part of a reference page that speaks of the type, in lines of Markdown.
    var markdown: [String] {
        var lines = ["### \(type.type)", "", "\(type.title) (version \(type.version)). "]
        lines[2] += type.document["description"]?.string ?? ""
        lines += ["", "| field | what | |", "| --- | --- | --- |"]
        lines += shape.fields.map { field in
            let name = "`\(field.name)`" + (field.isRequired ? "\\*" : "")
            let note = field.shape.personal == nil ? "" : "Personal: sealed. "
            return "| \(name) | \(Self.cell(field.shape.words)) | "
                + "\(note)\(Self.cell(field.description)) |"
        }
        if let row, !row.rules.isEmpty {
            lines.append("")
            lines += row.rules.map { "- \($0.words) (`\($0.id)`; \($0.weight.words))" }
        }
        if let example {
            let text = String(decoding: example.canonicalBytes(), as: UTF8.self)
            lines += ["", "```json", text, "```"]
        }
        return lines
    }

    private static func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }

    private var personal: [String] {
        shape.fields.filter { $0.shape.personal != nil }.map(\.name)
    }

    private static func lines(_ field: SchemaShape.Field) -> [String] {
        let mark = field.isRequired ? "*" : " "
        let note = field.shape.personal == nil ? "" : ", personal"
        let first = "\(mark) \(field.name): \(field.shape.words)\(note)"
        return field.description.isEmpty ? [first] : [first, "      \(field.description)"]
    }

    private static func blocks(of row: Family.Row) -> [[String]] {
        var blocks: [[String]] = []
        if let state = row.state {
            let from = row.from.isEmpty ? "any state" : row.from.joined(separator: " or ")
            blocks.append(["moves the entity from \(from) to \(state)"])
        }
        if !row.rules.isEmpty {
            let rules = row.rules.map { "  \($0.words) (\($0.id); \($0.weight.words))" }
            blocks.append(["rules"] + rules)
        }
        return blocks
    }
}

extension Objection.Weight {
    /// The name scripts read.
    var slug: String {
        switch self {
        case .contradiction: "contradiction"
        case .missingAntecedent: "missing-antecedent"
        }
    }

    /// What a broken rule leads to.
    fileprivate var words: String {
        switch self {
        case .contradiction: "refused always"
        case .missingAntecedent: "refused live, a gap when attested"
        }
    }
}
