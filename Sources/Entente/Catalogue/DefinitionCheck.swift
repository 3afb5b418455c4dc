import CanonicalJSON
import Events
import JSONSchema

/// Why a JSON Schema cannot be that of a user's own type.
struct DefinitionError: Error, Hashable, CustomStringConvertible {
    /// Where in the schema the cause lies.
    let pointer: JSONPointer

    /// What stands in the way and what to do, without a full stop.
    let reason: String

    var description: String { reason }
}

/// Checks what a schema must be so that everybody derives the same tags and sealed places from it.
///
/// Annotations count only where the walk of the ledger's format meets them: on the way from the
/// root through references, members and items. A verifier follows that walk without judging
/// alternatives, so an annotation anywhere else is refused, and a reference that leads out of the
/// schema and the shared definitions as well.
struct DefinitionCheck {
    private let definition: JSONValue
    private var seen: Set<Place> = []

    /// A subschema that was looked at, on the walk or beside it.
    private struct Place: Hashable {
        let pointer: JSONPointer
        let isWalked: Bool
    }

    init(_ definition: JSONValue) {
        self.definition = definition
    }

    /// Runs the check.
    ///
    /// - Throws: ``DefinitionError``, the first that is found.
    func run() throws(DefinitionError) {
        var check = self
        try check.requireAxis()
        try check.visit(definition, at: JSONPointer([]), isWalked: true)
    }

    private static let shared = "urn:entente:common:1#/$defs/"

    /// Keywords whose value is a map from names to subschemas.
    private static let maps: Set<String> = [
        "properties", "patternProperties", "dependentSchemas", "$defs", "definitions",
    ]

    /// Keywords whose value is a subschema or a list of them.
    private static let places: Set<String> = [
        "items", "prefixItems", "additionalProperties", "allOf", "anyOf", "oneOf", "not", "if",
        "then", "else", "contains", "propertyNames", "unevaluatedItems", "unevaluatedProperties",
    ]

    private func requireAxis() throws(DefinitionError) {
        guard let axis = definition["x-axis"], axis.string != "record" else { return }
        throw DefinitionError(
            pointer: JSONPointer(["x-axis"]),
            reason: "x-axis can only be \"record\"; leave it out for what holds from when it "
                + "happened"
        )
    }

    private mutating func visit(
        _ schema: JSONValue,
        at pointer: JSONPointer,
        isWalked: Bool
    ) throws(DefinitionError) {
        guard let members = schema.object,
            seen.insert(Place(pointer: pointer, isWalked: isWalked)).inserted
        else { return }
        for member in members.members {
            let here = pointer.appending(member.key)
            switch member.key {
            case "x-tag", "x-person":
                guard isWalked else { throw Self.misplaced(member.key, at: here) }
                try Self.requireMeaning(member, at: here)
            case "x-axis":
                guard pointer.tokens.isEmpty else {
                    throw DefinitionError(
                        pointer: here,
                        reason: "x-axis stands at the root of a schema only"
                    )
                }
            case "$id":
                guard pointer.tokens.isEmpty else {
                    throw DefinitionError(
                        pointer: here,
                        reason: "only the root of a schema has an $id here; use $defs and #/$defs/…"
                    )
                }
            case "$ref":
                try follow(member.value, at: here, isWalked: isWalked)
            case "$dynamicRef":
                throw DefinitionError(
                    pointer: here,
                    reason: "a user's own type has no $dynamicRef; use $ref"
                )
            case let key where Self.maps.contains(key):
                let isWay = key == "properties" && isWalked
                guard key != "$defs", key != "definitions" else { continue }
                for entry in member.value.object?.members ?? [] {
                    try visit(entry.value, at: here.appending(entry.key), isWalked: isWay)
                }
            case let key where Self.places.contains(key):
                try visitAll(member.value, at: here, isWalked: isWalked && Self.isWay(key, members))
            default:
                break
            }
        }
    }

    private mutating func visitAll(
        _ value: JSONValue,
        at pointer: JSONPointer,
        isWalked: Bool
    ) throws(DefinitionError) {
        guard let list = value.array else {
            return try visit(value, at: pointer, isWalked: isWalked)
        }
        for (index, item) in list.enumerated() {
            try visit(item, at: pointer.appending(String(index)), isWalked: isWalked)
        }
    }

    /// Whether the walk goes through a keyword: patterns could claim a member first.
    private static func isWay(_ key: String, _ schema: JSONObject) -> Bool {
        switch key {
        case "items", "prefixItems": true
        case "additionalProperties": schema["patternProperties"] == nil
        default: false
        }
    }

    private mutating func follow(
        _ reference: JSONValue,
        at pointer: JSONPointer,
        isWalked: Bool
    ) throws(DefinitionError) {
        guard let text = reference.string else { return }
        if text.hasPrefix(Self.shared) {
            // The shared definitions are on the way wherever they are referred to from it; some
            // of them are tags.
            guard isWalked || Self.isPlain(text) else { throw Self.misplaced("x-tag", at: pointer) }
            return
        }
        guard text.hasPrefix("#"), let target = try? JSONPointer(parsing: String(text.dropFirst())),
            let schema = definition[target]
        else {
            throw DefinitionError(
                pointer: pointer,
                reason: "the reference '\(text)' leads nowhere; it can lead to '#/$defs/…' in "
                    + "this schema or to '\(Self.shared)…'"
            )
        }
        try visit(schema, at: target, isWalked: isWalked)
    }

    /// Whether a shared definition and all it leads to have no annotation.
    private static func isPlain(_ reference: String) -> Bool {
        guard let name = reference.split(separator: "/").last,
            let text = Catalogue.embedded.files.first(where: { $0.path == "common.v1.json" })?.text,
            let common = try? JSONReader(numbers: .ieee754).read(Array(text.utf8)),
            let target = common["$defs"]?[String(name)]
        else { return false }
        let bytes = String(decoding: target.canonicalBytes(), as: UTF8.self)
        return !bytes.contains("\"x-") && !bytes.contains("\"$ref\"")
    }

    private static func misplaced(_ key: String, at pointer: JSONPointer) -> DefinitionError {
        DefinitionError(
            pointer: pointer,
            reason: "\(key) stands where nobody looks for it; put it on properties, "
                + "additionalProperties without patternProperties, items or prefixItems, not "
                + "inside alternatives and conditions"
        )
    }

    private static func requireMeaning(
        _ annotation: JSONObject.Member,
        at pointer: JSONPointer
    ) throws(DefinitionError) {
        let isSound =
            annotation.key == "x-tag"
            ? isTagRule(annotation.value)
            : annotation.value.string?.hasPrefix("/data/") ?? false
        guard !isSound else { return }
        throw DefinitionError(
            pointer: pointer,
            reason: annotation.key == "x-tag"
                ? "x-tag is a kind such as \"party\", a list of kinds, or {\"kind\": …, "
                    + "\"join\": [members]}; the kind schema is the ledger's own"
                : "x-person is a JSON Pointer from the event's root to the tag of a person, such "
                    + "as \"/data/person\""
        )
    }

    private static func isTagRule(_ value: JSONValue) -> Bool {
        if let object = value.object {
            let members = object["join"]?.array ?? []
            return object.members.count == 2 && !members.isEmpty
                && members.allSatisfy { $0.string != nil } && isKind(object["kind"])
        }
        if let list = value.array { return !list.isEmpty && list.allSatisfy { isKind($0) } }
        return isKind(value)
    }

    private static func isKind(_ value: JSONValue?) -> Bool {
        guard let text = value?.string, text != "schema" else { return false }
        return Tag(text + ":a") != nil && !text.contains(":")
    }
}
