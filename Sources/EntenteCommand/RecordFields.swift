import CanonicalJSON
import Entente
import Events

/// Builds a payload field by field, guided by the schema of its type.
struct RecordFields {
    /// The payload so far.
    private(set) var data: JSONValue = .object(JSONObject())

    private let type: CompiledType
    private let shape: SchemaShape

    init(for type: CompiledType) {
        self.type = type
        shape = SchemaShape(of: type)
    }

    /// Sets a field, or adds to it where it is a list.
    ///
    /// - Throws: `Refusal` with `schema` for a field that the type does not have.
    mutating func set(_ assignment: FieldAssignment) throws {
        let place = ["data"]
        data = try set(assignment.value, assignment.path[...], in: data, shape, place)
    }

    /// Sets a member of the payload itself.
    mutating func set(_ name: String, to value: JSONValue) {
        var object = data.object ?? JSONObject()
        object[name] = value
        data = .object(object)
    }

    /// Refuses when a required field is missing, and says what it is.
    func requireAll() throws {
        let missing = shape.fields.filter { $0.isRequired && data[$0.name] == nil }
        guard let first = missing.first else { return }
        let list = missing.map { "\($0.name) (\($0.shape.words)): \($0.description)" }
        throw Refusal(
            .schema,
            "\(type.type) needs \(missing.count == 1 ? "a field" : "fields") that "
                + "\(missing.count == 1 ? "is" : "are") not there:\n  "
                + list.joined(separator: "\n  "),
            pointer: "/data/\(first.name)"
        )
    }

    private func set(
        _ value: FieldAssignment.Value,
        _ path: ArraySlice<String>,
        in old: JSONValue?,
        _ shape: SchemaShape,
        _ place: [String]
    ) throws -> JSONValue {
        if let element = shape.element {
            return try add(value, path, to: old, element, place)
        }
        guard let name = path.first else {
            let made = Self.value(value, shape)
            guard let old else { return made }
            return .array((old.array ?? [old]) + [made])
        }
        let field = try field(name, in: shape, place)
        var object = old?.object ?? JSONObject()
        object[name] = try set(
            value,
            path.dropFirst(),
            in: object[name],
            field,
            place + [name]
        )
        return .object(object)
    }

    /// Adds to a list: to its last element as long as that lacks what is set, else to a new one.
    private func add(
        _ value: FieldAssignment.Value,
        _ path: ArraySlice<String>,
        to old: JSONValue?,
        _ element: SchemaShape,
        _ place: [String]
    ) throws -> JSONValue {
        var list = old?.array ?? []
        if path.isEmpty, case .json(.array(let values)) = value { return .array(list + values) }
        if !path.isEmpty, let last = list.last, !element.isList(at: path),
            last[JSONPointer(Array(path))] == nil
        {
            list[list.count - 1] = try set(value, path, in: last, element, place)
        } else if !path.isEmpty, let last = list.last, element.isList(at: path) {
            list[list.count - 1] = try set(value, path, in: last, element, place)
        } else {
            list.append(try set(value, path, in: nil, element, place))
        }
        return .array(list)
    }

    private static func value(_ value: FieldAssignment.Value, _ shape: SchemaShape) -> JSONValue {
        switch value {
        case .json(let json): json
        case .text(let text): shape.converted(text) ?? .string(text)
        }
    }

    private func field(
        _ name: String,
        in shape: SchemaShape,
        _ place: [String]
    ) throws -> SchemaShape {
        let fields = shape.fields
        if let field = fields.first(where: { $0.name == name }) { return field.shape }
        guard !fields.isEmpty else { return .anything }
        let whose = place.count == 1 ? type.type.text : place.dropFirst().joined(separator: ".")
        let near = name.nearest(among: fields.map(\.name))
        let hint = near.map { "; did you mean '\($0)'?" } ?? ";"
        throw Refusal(
            .schema,
            "\(whose) has no field '\(name)'\(hint) Its fields are "
                + fields.map(\.name).joined(separator: ", "),
            pointer: JSONPointer(place + [name]).description
        )
    }
}
