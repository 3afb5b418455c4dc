import CanonicalJSON

/// What holds for the members of an object (JSON Schema Core, 10.3.2 and 11.3; Validation, 6.5).
extension Evaluation {
    mutating func apply(
        _ rule: Rule,
        of id: SchemaNode.ID,
        to object: JSONObject,
        _ own: inout Evaluated
    ) -> Bool {
        switch rule {
        case .members(let members):
            return apply(members, to: object, &own)
        case .propertyNames(let schema):
            return judgeNames(of: object, by: schema, of: id)
        case .required(let names):
            return require(names, in: object, "required", of: id)
        case .dependentRequired(let dependencies):
            var isValid = true
            for (member, names) in dependencies where object[member.text] != nil {
                if !require(names, in: object, "dependentRequired", of: id, because: member) {
                    isValid = false
                }
            }
            return isValid
        case .unevaluatedProperties(let schema):
            var isValid = true
            for (index, member) in object.members.enumerated() where !own.contains(index) {
                if !evaluate(schema, member.value, at: .member(index, member.key)) {
                    isValid = false
                    if isSilent { break }
                }
            }
            own.hasAll = true
            return isValid
        default:
            return true
        }
    }

    private mutating func apply(
        _ rule: MemberRule,
        to object: JSONObject,
        _ own: inout Evaluated
    ) -> Bool {
        var isValid = true
        for (index, member) in object.members.enumerated() {
            let step = InstancePath.Step.member(index, member.key)
            var schemas: [SchemaNode.ID] = []
            if let schema = rule.properties[Name(member.key)] { schemas.append(schema) }
            for (pattern, schema) in rule.patterns {
                guard let isMatch = pattern.matches(member.key, steps: &patternSteps) else {
                    return exhaust()
                }
                if isMatch { schemas.append(schema) }
            }
            if schemas.isEmpty, let additional = rule.additional { schemas = [additional] }
            if !schemas.isEmpty, schema.tracksEvaluation { own.indices.insert(index) }
            for schema in schemas where !evaluate(schema, member.value, at: step) {
                isValid = false
                if isSilent { return false }
            }
        }
        return isValid
    }

    private mutating func judgeNames(
        of object: JSONObject,
        by schema: SchemaNode.ID,
        of id: SchemaNode.ID
    ) -> Bool {
        var isValid = true
        for (index, member) in object.members.enumerated() {
            let name = JSONValue.string(member.key)
            let isAllowed = withoutNotes { evaluation in
                var seen = Evaluated()
                return evaluation.silently { $0.evaluate(schema, name, &seen) }
            }
            if isAllowed { continue }
            isValid = false
            guard !isSilent else { break }
            let reason = reasons(schema, name).first.map { "; the name \($0.message)" } ?? ""
            let step = InstancePath.Step.member(index, member.key)
            _ = fail("propertyNames", of: id, at: step, "has a name that is not allowed\(reason)")
        }
        return isValid
    }

    private mutating func require(
        _ names: [Name],
        in object: JSONObject,
        _ keyword: String,
        of id: SchemaNode.ID,
        because member: Name? = nil
    ) -> Bool {
        let missing = names.filter { object[$0.text] == nil }
        guard !missing.isEmpty else { return true }
        let listed = missing.map { "\"\(shown($0.text))\"" }.joined(separator: ", ")
        let reason = member.map { ", which \"\(shown($0.text))\" demands" } ?? ""
        return fail(keyword, of: id, missing: missing.map(\.text), "lacks \(listed)\(reason)")
    }
}
