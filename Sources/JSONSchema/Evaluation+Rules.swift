import CanonicalJSON

extension Evaluation {
    /// Judges the value at the current path by one rule of a subschema.
    ///
    /// `own` is what the subschema has evaluated so far.
    mutating func apply(
        _ rule: Rule,
        of id: SchemaNode.ID,
        to instance: JSONValue,
        _ own: inout Evaluated
    ) -> Bool {
        switch rule {
        case .nothing(let keyword):
            return failNothing(keyword, of: id)
        case .reference, .dynamicReference, .allOf, .anyOf, .oneOf, .not, .conditional,
            .dependentSchemas:
            return combine(rule, of: id, instance, &own)
        case .members, .propertyNames, .required, .dependentRequired, .unevaluatedProperties:
            guard case .object(let object) = instance else { return true }
            return apply(rule, of: id, to: object, &own)
        case .items, .contains, .unevaluatedItems, .uniqueItems:
            guard case .array(let items) = instance else { return true }
            return apply(rule, of: id, to: items, &own)
        default:
            return assert(rule, of: id, instance)
        }
    }

    private mutating func failNothing(_ keyword: String?, of id: SchemaNode.ID) -> Bool {
        let message =
            switch keyword {
            case "additionalProperties", "unevaluatedProperties":
                "is a member that the schema does not know; remove or rename it"
            case "items", "unevaluatedItems":
                "is one item more than the schema allows; remove it"
            default:
                "is not allowed here; remove it"
            }
        return fail(schemaAt: schema.nodes[id].pointer, keyword ?? "false", message)
    }

    // MARK: Subschemas in place (JSON Schema Core, 10.2)

    private mutating func combine(
        _ rule: Rule,
        of id: SchemaNode.ID,
        _ instance: JSONValue,
        _ own: inout Evaluated
    ) -> Bool {
        switch rule {
        case .reference(let target):
            return evaluate(target, instance, &own)
        case .dynamicReference(let target, let anchor):
            return evaluate(resolve(target, anchor), instance, &own)
        case .allOf(let branches):
            var isValid = true
            for branch in branches {
                if !evaluate(branch, instance, &own) { isValid = false }
                if !isValid, isSilent { break }
            }
            return isValid
        case .anyOf(let branches):
            if !valid(branches, instance, &own).isEmpty { return true }
            return failAlternatives("anyOf", branches, of: id, instance)
        case .oneOf(let branches):
            let valid = valid(branches, instance, &own)
            if valid.count == 1 { return true }
            if valid.isEmpty { return failAlternatives("oneOf", branches, of: id, instance) }
            let numbers = valid.map { String($0 + 1) }.joined(separator: " and ")
            return fail("oneOf", of: id, "fits alternatives \(numbers), but only one may fit")
        case .not(let branch):
            if isSatisfied(branch, instance) {
                return fail("not", of: id, "is what the schema forbids here")
            }
            return true
        case .conditional(let test, let success, let failure):
            let holds = silently { $0.evaluate(test, instance, &own) }
            guard let next = holds ? success : failure else { return true }
            return evaluate(next, instance, &own)
        case .dependentSchemas(let schemas):
            guard case .object(let object) = instance else { return true }
            var isValid = true
            for (member, schema) in schemas where object[member.text] != nil {
                if !evaluate(schema, instance, &own) { isValid = false }
            }
            return isValid
        default:
            return true
        }
    }

    /// The indices of the branches that are satisfied; all are tried, for what they evaluate.
    private mutating func valid(
        _ branches: [SchemaNode.ID],
        _ instance: JSONValue,
        _ own: inout Evaluated
    ) -> [Int] {
        var valid: [Int] = []
        for (index, branch) in branches.enumerated() {
            if silently({ $0.evaluate(branch, instance, &own) }) { valid.append(index) }
        }
        return valid
    }

    /// Tries a subschema whose evaluation leaves no trace (JSON Schema Core, 10.2.1.4).
    private mutating func isSatisfied(_ id: SchemaNode.ID, _ instance: JSONValue) -> Bool {
        withoutNotes { evaluation in
            var seen = Evaluated()
            return evaluation.silently { $0.evaluate(id, instance, &seen) }
        }
    }

    /// Says that no alternative fits, and why the one that comes closest does not.
    private mutating func failAlternatives(
        _ keyword: String,
        _ branches: [SchemaNode.ID],
        of id: SchemaNode.ID,
        _ instance: JSONValue
    ) -> Bool {
        guard !isSilent else { return false }
        // A branch of another type or kind is no near miss, however few its reasons are.
        let here = place
        var closest: (number: Int, rank: (Int, Int), reason: Violation)?
        for (index, branch) in branches.enumerated() {
            let reasons = reasons(branch, instance)
            guard let reason = reasons.first else { continue }
            let isOfOtherKind = reasons.contains {
                ["type", "const", "enum"].contains($0.rule) && $0.pointer == here
            }
            let rank = (isOfOtherKind ? 1 : 0, reasons.count)
            if closest.map({ rank < $0.rank }) ?? true { closest = (index + 1, rank, reason) }
        }
        guard branches.count > 1, let closest else {
            return fail(keyword, of: id, "fits no alternative")
        }
        return fail(
            keyword,
            of: id,
            "fits none of \(branches.count) alternatives; by number \(closest.number), "
                + "\(closest.reason)"
        )
    }
}
