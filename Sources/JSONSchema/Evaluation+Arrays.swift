import CanonicalJSON

/// What holds for the items of an array (JSON Schema Core, 10.3.1 and 11.2; Validation, 6.4).
extension Evaluation {
    mutating func apply(
        _ rule: Rule,
        of id: SchemaNode.ID,
        to items: [JSONValue],
        _ own: inout Evaluated
    ) -> Bool {
        switch rule {
        case .items(let prefix, let rest):
            if rest == nil {
                own.prefixCount = max(own.prefixCount, prefix.count)
            } else {
                own.hasAll = true
            }
            return judge(items) { $0 < prefix.count ? prefix[$0] : rest }
        case .contains(let schema, let minimum, let maximum):
            return judge(items, contain: schema, minimum, maximum, of: id, &own)
        case .unevaluatedItems(let schema):
            let evaluated = own
            own.hasAll = true
            return judge(items) { evaluated.contains($0) ? nil : schema }
        case .uniqueItems:
            return requireUnique(items, of: id)
        default:
            return true
        }
    }

    private mutating func judge(
        _ items: [JSONValue],
        by schema: (Int) -> SchemaNode.ID?
    ) -> Bool {
        var isValid = true
        for (index, item) in items.enumerated() {
            guard let schema = schema(index) else { continue }
            if evaluate(schema, item, at: .item(index)) { continue }
            isValid = false
            if isSilent { break }
        }
        return isValid
    }

    private mutating func judge(
        _ items: [JSONValue],
        contain schema: SchemaNode.ID,
        _ minimum: Int,
        _ maximum: Int?,
        of id: SchemaNode.ID,
        _ own: inout Evaluated
    ) -> Bool {
        var count = 0
        for (index, item) in items.enumerated() {
            guard silently({ $0.evaluate(schema, item, at: .item(index)) }) else { continue }
            count += 1
            if self.schema.tracksEvaluation { own.indices.insert(index) }
        }
        if count < minimum {
            let keyword = minimum == 1 ? "contains" : "minContains"
            return fail(
                keyword,
                of: id,
                "has \(count) items of the kind asked for, and needs at least \(minimum)"
            )
        }
        if let maximum, count > maximum {
            return fail(
                "maxContains",
                of: id,
                "has \(count) items of the kind asked for, and may have \(maximum)"
            )
        }
        return true
    }

    private mutating func requireUnique(_ items: [JSONValue], of id: SchemaNode.ID) -> Bool {
        var places: [JSONValue: Int] = [:]
        for (index, item) in items.enumerated() {
            // What a permitted null stands for may well be unique.
            if isPermittedNull(item, at: .item(index)) { continue }
            if let earlier = places.updateValue(index, forKey: item) {
                return fail("uniqueItems", of: id, "has equal items at \(earlier) and \(index)")
            }
        }
        return true
    }
}
