import CanonicalJSON

/// What holds for a value by itself (JSON Schema Validation, 6.1 to 6.5 and 7).
extension Evaluation {
    mutating func assert(
        _ rule: Rule,
        of id: SchemaNode.ID,
        _ instance: JSONValue
    ) -> Bool {
        switch rule {
        case .types(let types):
            let type = Self.type(of: instance)
            if !types.isDisjoint(with: type) { return true }
            let expected = types.names.joined(separator: " or ")
            return fail("type", of: id, "is of type \(type.names[0]), not \(expected)")
        case .constant(let value):
            if instance == value { return true }
            return fail("const", of: id, "is not \(Self.listed([value]))")
        case .enumeration(let values):
            if values.contains(instance) { return true }
            return fail("enum", of: id, "is none of \(Self.listed(values))")
        case .bound, .multipleOf:
            guard case .number(let number) = instance else { return true }
            return assert(rule, of: id, number)
        case .size(let bound, let limit):
            return assert(bound, limit, of: id, instance)
        case .pattern(let pattern):
            guard case .string(let text) = instance else { return true }
            guard let isMatch = pattern.matches(text, steps: &patternSteps) else {
                return exhaust()
            }
            if isMatch { return true }
            return fail("pattern", of: id, "does not match the pattern \(shown(pattern.text))")
        case .format(let format):
            guard case .string(let text) = instance, !format.accepts(text) else { return true }
            return fail("format", of: id, "is not \(format.expectation)")
        default:
            return true
        }
    }

    private mutating func assert(_ rule: Rule, of id: SchemaNode.ID, _ number: Double) -> Bool {
        switch rule {
        case .bound(let bound, let limit):
            let (holds, relation) =
                switch bound {
                case .minimum: (number >= limit, "at least")
                case .maximum: (number <= limit, "at most")
                case .exclusiveMinimum: (number > limit, "more than")
                case .exclusiveMaximum: (number < limit, "less than")
                }
            if holds { return true }
            let written = Self.listed([.number(limit)])
            return fail(bound.rawValue, of: id, "is not \(relation) \(written)")
        case .multipleOf(let divisor):
            if ExactDecimal(number).isMultiple(of: divisor) { return true }
            return fail("multipleOf", of: id, "is not a multiple of \(divisor.text)")
        default:
            return true
        }
    }

    private mutating func assert(
        _ bound: SizeBound,
        _ limit: Int,
        of id: SchemaNode.ID,
        _ instance: JSONValue
    ) -> Bool {
        let (count, unit): (Int, String)
        switch (bound, instance) {
        case (.minLength, .string(let text)), (.maxLength, .string(let text)):
            (count, unit) = (text.unicodeScalars.count, "characters")
        case (.minItems, .array(let items)), (.maxItems, .array(let items)):
            (count, unit) = (items.count, "items")
        case (.minProperties, .object(let object)), (.maxProperties, .object(let object)):
            (count, unit) = (object.count, "members")
        default:
            return true
        }
        switch bound {
        case .minLength, .minItems, .minProperties:
            if count >= limit { return true }
            return fail(bound.rawValue, of: id, "has \(count) \(unit), and needs \(limit)")
        case .maxLength, .maxItems, .maxProperties:
            if count <= limit { return true }
            return fail(bound.rawValue, of: id, "has \(count) \(unit), and may have \(limit)")
        }
    }

    /// The types a value has; a whole number is an integer too, however it is written.
    private static func type(of instance: JSONValue) -> InstanceTypes {
        switch instance {
        case .null: .null
        case .bool: .boolean
        case .number(let number): number.isWhole ? [.integer, .number] : .number
        case .string: .string
        case .array: .array
        case .object: .object
        }
    }

    /// Values of a schema as JSON, cut to what a line holds.
    private static func listed(_ values: [JSONValue]) -> String {
        let texts = values.map { String(decoding: $0.canonicalBytes(), as: UTF8.self) }
        return shown(texts.joined(separator: ", "), limit: 200)
    }
}
