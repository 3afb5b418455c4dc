import CanonicalJSON

/// The applicator and unevaluated vocabularies (JSON Schema Core, 10 and 11).
extension SchemaCompiler {
    mutating func inPlaceRules(_ keywords: Keywords) throws(SchemaError) -> [Rule] {
        var rules: [Rule] = []
        if let branches = try branches("allOf", keywords) { rules.append(.allOf(branches)) }
        if let branches = try branches("anyOf", keywords) { rules.append(.anyOf(branches)) }
        if let branches = try branches("oneOf", keywords) { rules.append(.oneOf(branches)) }
        if let branch = try child("not", keywords) { rules.append(.not(branch)) }
        if let test = try child("if", keywords) {
            let success = try child("then", keywords)
            let failure = try child("else", keywords)
            rules.append(.conditional(test, then: success, else: failure))
        }
        if let members = try keywords.object("dependentSchemas") {
            var schemas: [(member: Name, schema: SchemaNode.ID)] = []
            for member in members.members {
                let schema = try child(["dependentSchemas", member.key], keywords)
                schemas.append((Name(member.key), schema))
            }
            rules.append(.dependentSchemas(schemas))
        }
        return rules
    }

    mutating func childRules(_ keywords: Keywords) throws(SchemaError) -> [Rule] {
        var rules: [Rule] = []
        if let members = try memberRule(keywords) { rules.append(.members(members)) }
        if let names = try child("propertyNames", keywords) { rules.append(.propertyNames(names)) }
        let prefix = try branches("prefixItems", keywords) ?? []
        let rest = try child("items", keywords)
        if !prefix.isEmpty || rest != nil { rules.append(.items(prefix: prefix, rest: rest)) }
        if let contained = try child("contains", keywords) {
            let minimum = try keywords.count("minContains") ?? 1
            let maximum = try keywords.count("maxContains")
            rules.append(.contains(contained, minimum: minimum, maximum: maximum))
        }
        return rules
    }

    mutating func unevaluatedRules(_ keywords: Keywords) throws(SchemaError) -> [Rule] {
        var rules: [Rule] = []
        if let schema = try child("unevaluatedItems", keywords) {
            rules.append(.unevaluatedItems(schema))
        }
        if let schema = try child("unevaluatedProperties", keywords) {
            rules.append(.unevaluatedProperties(schema))
        }
        return rules
    }

    private mutating func memberRule(_ keywords: Keywords) throws(SchemaError) -> MemberRule? {
        var rule = MemberRule()
        let properties = try keywords.object("properties")
        let patterns = try keywords.object("patternProperties")
        rule.additional = try child("additionalProperties", keywords)
        for member in properties?.members ?? [] {
            rule.properties[Name(member.key)] = try child(["properties", member.key], keywords)
        }
        for member in patterns?.members ?? [] {
            let way = ["patternProperties", member.key]
            let pattern = try keywords.pattern(member.key, at: way)
            rule.patterns.append((pattern, try child(way, keywords)))
        }
        guard properties != nil || patterns != nil || rule.additional != nil else { return nil }
        return rule
    }

    // MARK: Subschemas

    private mutating func child(
        _ keyword: String,
        _ keywords: Keywords
    ) throws(SchemaError) -> SchemaNode.ID? {
        guard keywords.object[keyword] != nil else { return nil }
        return try child([keyword], keywords)
    }

    private mutating func child(
        _ tokens: [String],
        _ keywords: Keywords
    ) throws(SchemaError) -> SchemaNode.ID {
        let location = keywords.location
        return try node(
            at: SchemaLocation(
                document: location.document,
                pointer: JSONPointer(location.pointer.tokens + tokens)
            )
        )
    }

    private mutating func branches(
        _ keyword: String,
        _ keywords: Keywords
    ) throws(SchemaError) -> [SchemaNode.ID]? {
        guard let value = keywords.object[keyword] else { return nil }
        guard case .array(let schemas) = value, !schemas.isEmpty else {
            throw keywords.error(keyword, "is not a list of schemas", "list at least one schema")
        }
        var branches: [SchemaNode.ID] = []
        for index in schemas.indices {
            branches.append(try child([keyword, String(index)], keywords))
        }
        return branches
    }
}
