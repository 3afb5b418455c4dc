import CanonicalJSON

/// One subschema, compiled.
struct SchemaNode: Sendable {
    /// An index into the nodes of a ``Schema``.
    typealias ID = Int

    /// Where it stands in its document.
    let pointer: JSONPointer

    /// The schema resource it belongs to, an index into the dynamic anchors of a ``Schema``.
    let resource: Int

    /// What it asserts and applies, in the order of evaluation.
    var rules: [Rule] = []

    /// Keywords that assert nothing.
    var annotations: [(keyword: Name, value: JSONValue)] = []

    /// Subschemas that apply to the same location, whatever the instance.
    var inPlace: [ID] { rules.flatMap(Self.inPlace) }

    /// Subschemas that a rule applies to the same location.
    static func inPlace(_ rule: Rule) -> [ID] {
        switch rule {
        case .reference(let target), .dynamicReference(let target, _): [target]
        case .allOf(let branches), .anyOf(let branches), .oneOf(let branches): branches
        case .not(let branch): [branch]
        case .conditional(let test, let success, let failure):
            [test] + [success, failure].compactMap(\.self)
        case .dependentSchemas(let schemas): schemas.map(\.schema)
        default: []
        }
    }
}

/// What one keyword, or several that work together, demand.
enum Rule: Sendable {
    /// The schema `false`; `keyword` is the one under which it stands, if any.
    case nothing(keyword: String?)

    // Core and applicators in place.
    case reference(SchemaNode.ID)
    case dynamicReference(SchemaNode.ID, anchor: Name?)
    case allOf([SchemaNode.ID])
    case anyOf([SchemaNode.ID])
    case oneOf([SchemaNode.ID])
    case not(SchemaNode.ID)
    case conditional(SchemaNode.ID, then: SchemaNode.ID?, else: SchemaNode.ID?)
    case dependentSchemas([(member: Name, schema: SchemaNode.ID)])

    // Applicators to members and items.
    case members(MemberRule)
    case propertyNames(SchemaNode.ID)
    case items(prefix: [SchemaNode.ID], rest: SchemaNode.ID?)
    case contains(SchemaNode.ID, minimum: Int, maximum: Int?)
    case unevaluatedProperties(SchemaNode.ID)
    case unevaluatedItems(SchemaNode.ID)

    // Assertions.
    case types(InstanceTypes)
    case constant(JSONValue)
    case enumeration([JSONValue])
    case bound(NumberBound, Double)
    case multipleOf(ExactDecimal)
    case size(SizeBound, Int)
    case pattern(Pattern)
    case format(FormatRule)
    case uniqueItems
    case required([Name])
    case dependentRequired([(member: Name, required: [Name])])
}

/// `properties`, `patternProperties` and `additionalProperties` of one schema.
struct MemberRule: Sendable {
    var properties: [Name: SchemaNode.ID] = [:]
    var patterns: [(pattern: Pattern, schema: SchemaNode.ID)] = []
    var additional: SchemaNode.ID?
}

/// A set of the seven instance types; `integer` is a number without a fraction.
struct InstanceTypes: OptionSet, Sendable {
    let rawValue: Int

    static let null = Self(rawValue: 1)
    static let boolean = Self(rawValue: 2)
    static let integer = Self(rawValue: 4)
    static let number = Self(rawValue: 8)
    static let string = Self(rawValue: 16)
    static let array = Self(rawValue: 32)
    static let object = Self(rawValue: 64)

    static let names: [(name: String, type: Self)] = [
        ("null", .null), ("boolean", .boolean), ("integer", .integer), ("number", .number),
        ("string", .string), ("array", .array), ("object", .object),
    ]

    var names: [String] { Self.names.filter { contains($0.type) }.map(\.name) }
}

/// A keyword that bounds a number.
enum NumberBound: String, CaseIterable, Sendable {
    case minimum, maximum, exclusiveMinimum, exclusiveMaximum
}

/// A keyword that bounds how many characters, items or members there are.
enum SizeBound: String, CaseIterable, Sendable {
    case minLength, maxLength, minItems, maxItems, minProperties, maxProperties
}
