import CanonicalJSON

/// Where schemas stand inside a schema (JSON Schema Core, 8.2.4 and 10; Validation, 8.5).
enum SchemaPlaces {
    private static let single = [
        "additionalProperties", "contains", "contentSchema", "else", "if", "items", "not",
        "propertyNames", "then", "unevaluatedItems", "unevaluatedProperties",
    ]
    private static let lists = ["allOf", "anyOf", "oneOf", "prefixItems"]
    private static let maps = [
        "$defs", "definitions", "dependentSchemas", "patternProperties", "properties",
    ]

    /// Keywords that assert, apply or identify; all others are annotations.
    static let silentKeywords: [String] =
        single + lists + maps + [
            "$id", "$schema", "$ref", "$anchor", "$dynamicRef", "$dynamicAnchor", "$vocabulary",
            "$comment", "type", "enum", "const", "multipleOf", "maximum", "exclusiveMaximum",
            "minimum", "exclusiveMinimum", "maxLength", "minLength", "pattern", "maxItems",
            "minItems",
            "uniqueItems", "maxContains", "minContains", "maxProperties", "minProperties",
            "required",
            "dependentRequired",
        ]

    /// The direct subschemas of `schema` with the way to them.
    static func subschemas(of schema: JSONObject) -> [(tokens: [String], schema: JSONValue)] {
        var found: [(tokens: [String], schema: JSONValue)] = []
        for keyword in single {
            if let value = schema[keyword] { found.append(([keyword], value)) }
        }
        for keyword in lists {
            guard case .array(let branches)? = schema[keyword] else { continue }
            for (index, branch) in branches.enumerated() {
                found.append(([keyword, String(index)], branch))
            }
        }
        for keyword in maps {
            guard case .object(let members)? = schema[keyword] else { continue }
            for member in members.members {
                found.append(([keyword, member.key], member.value))
            }
        }
        return found
    }
}
