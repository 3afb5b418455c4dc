import CanonicalJSON
import Entente

/// What a type's schema says of one place in the payload, in the terms of the command line.
///
/// Reads the few keywords that the catalogue uses and follows its references. It guides and
/// explains; the verdict is the ledger's.
struct SchemaShape {
    /// One member of an object.
    struct Field {
        let name: String
        let isRequired: Bool
        let description: String
        let shape: SchemaShape
    }

    /// A place of which the schema says nothing.
    static let anything = SchemaShape(.object(JSONObject()), common: .null)

    private let schema: JSONValue
    private let common: JSONValue

    /// The payload of a type.
    init(of type: CompiledType) {
        self.init(type.document, common: type.common)
    }

    private init(_ schema: JSONValue, common: JSONValue) {
        self.common = common
        self.schema = schema
    }

    /// The members, required ones first, each group in the order of their names.
    var fields: [Field] {
        let required = (target["required"]?.array ?? []).compactMap(\.string)
        let properties = target["properties"]?.object?.members ?? []
        let fields = properties.map { member in
            let shape = SchemaShape(member.value, common: common)
            return Field(
                name: member.key,
                isRequired: required.contains(member.key),
                description: shape.description,
                shape: shape
            )
        }
        return fields.filter(\.isRequired) + fields.filter { !$0.isRequired }
    }

    /// What stands in the list, if it is one.
    var element: SchemaShape? {
        guard target["type"]?.string == "array" else { return nil }
        return SchemaShape(target["items"] ?? .object(JSONObject()), common: common)
    }

    /// Whether a list stands at the end of a path.
    func isList(at path: ArraySlice<String>) -> Bool {
        if element != nil { return true }
        guard let name = path.first,
            let field = fields.first(where: { $0.name == name })
        else { return false }
        return field.shape.isList(at: path.dropFirst())
    }

    /// The fields as they are written on the command line; of an object, its members.
    var paths: [String] {
        fields.flatMap { field -> [String] in
            let inner = field.shape.element ?? field.shape
            let members = inner.fields
            return members.isEmpty ? [field.name] : members.map { "\(field.name).\($0.name)" }
        }
    }

    /// The values that can stand at the end of a path, where they are few.
    func values(at path: ArraySlice<String>) -> [String] {
        let inner = element ?? self
        guard let name = path.first else {
            if inner.target["type"]?.string == "boolean" { return ["true", "false"] }
            let constant = inner.target["const"].flatMap(\.string)
            return (inner.target["enum"]?.array ?? []).compactMap(\.string)
                + [constant].compactMap(\.self)
        }
        let field = inner.fields.first { $0.name == name }
        return field?.shape.values(at: path.dropFirst()) ?? []
    }

    /// The text as a number or a truth value, where only such can stand and it is one.
    func converted(_ text: String) -> JSONValue? {
        let constant = target["const"]
        switch target["type"]?.string {
        case "integer", "number": return number(text)
        case "boolean": return truth(text)
        default: break
        }
        if constant?.number != nil { return number(text) }
        if constant?.bool != nil { return truth(text) }
        return nil
    }

    /// The persons whose personal value this is, as a pointer; `nil` when it is not personal.
    var personal: String? { schema["x-person"]?.string ?? target["x-person"]?.string }

    /// What can stand here, in a few words.
    var words: String {
        if let element { return "list of \(element.words)" }
        if let values = target["enum"]?.array {
            return "one of " + values.compactMap(\.string).joined(separator: ", ")
        }
        if let constant = target["const"] {
            return "always " + String(decoding: constant.canonicalBytes(), as: UTF8.self)
        }
        if let kind = tagWords { return kind }
        switch target["type"]?.string {
        case "object": return objectWords
        case "integer": return "whole number"
        case "boolean": return "true or false"
        case "string": return formatWords
        case let type?: return type
        case nil: return "any value"
        }
    }

    private var description: String {
        schema["description"]?.string ?? target["description"]?.string ?? ""
    }

    /// The schema behind the references.
    private var target: JSONValue {
        var current = schema
        for _ in 0..<8 {
            guard let reference = current["$ref"]?.string,
                let hash = reference.firstIndex(of: "#"),
                let pointer = try? JSONPointer(
                    parsing: String(reference[reference.index(after: hash)...])
                ),
                let next = common[pointer]
            else { return current }
            current = next
        }
        return current
    }

    private var objectWords: String {
        let names = fields.map { $0.isRequired ? $0.name : $0.name + "?" }
        return names.isEmpty ? "object" : "{" + names.joined(separator: ", ") + "}"
    }

    private var tagWords: String? {
        guard target["type"]?.string == "string", let tag = target["x-tag"] else { return nil }
        let kinds = tag.array?.compactMap(\.string) ?? [tag.string].compactMap(\.self)
        return kinds.isEmpty ? nil : kinds.map { "\($0):…" }.joined(separator: " or ")
    }

    private var formatWords: String {
        switch target["format"]?.string {
        case "edtf": "date (EDTF)"
        case "uri": "web address"
        case "language-tag": "language (BCP 47)"
        case "duration": "duration (P6M)"
        default: "text"
        }
    }

    private func number(_ text: String) -> JSONValue? {
        let read = try? JSONReader().read(Array(text.utf8))
        return read?.number == nil ? nil : read
    }

    private func truth(_ text: String) -> JSONValue? {
        switch text {
        case "true": true
        case "false": false
        default: nil
        }
    }
}
