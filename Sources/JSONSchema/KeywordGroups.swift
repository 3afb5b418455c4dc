/// The kinds of keywords that one schema object has, so that the others need not be looked for.
struct KeywordGroups: OptionSet, Sendable {
    let rawValue: Int

    static let values = Self(rawValue: 1)
    static let formats = Self(rawValue: 2)
    static let children = Self(rawValue: 4)
    static let inPlace = Self(rawValue: 8)
    static let references = Self(rawValue: 16)
    static let unevaluated = Self(rawValue: 32)
    static let numbers = Self(rawValue: 64)
    static let sizes = Self(rawValue: 128)
    static let structure = Self(rawValue: 256)

    /// All that asserts by itself.
    static let assertions: Self = [.values, .numbers, .sizes, .structure]

    /// The group of a keyword; empty for one that only says something about others or identifies,
    /// `nil` for an annotation.
    static func group(of keyword: String) -> Self? { groups[keyword] }

    private static let groups: [String: Self] = {
        var groups: [String: Self] = [:]
        groups.reserveCapacity(SchemaPlaces.silentKeywords.count)
        for keyword in SchemaPlaces.silentKeywords { groups[keyword] = [] }
        let listed: [(Self, [String])] = [
            (.children, ["properties", "patternProperties", "additionalProperties"]),
            (.children, ["propertyNames", "prefixItems", "items", "contains"]),
            (.inPlace, ["allOf", "anyOf", "oneOf", "not", "if", "dependentSchemas"]),
            (.references, ["$ref", "$dynamicRef"]),
            (.unevaluated, ["unevaluatedItems", "unevaluatedProperties"]),
            (.values, ["type", "const", "enum"]),
            (.numbers, ["multipleOf"]),
            (.numbers, NumberBound.allCases.map(\.rawValue)),
            (.sizes, SizeBound.allCases.map(\.rawValue)),
            (.structure, ["pattern", "uniqueItems", "required", "dependentRequired"]),
        ]
        for (group, keywords) in listed {
            for keyword in keywords { groups[keyword] = group }
        }
        return groups
    }()
}
