import CanonicalJSON

/// The keywords of one schema object, read with the types the specification gives them.
struct Keywords {
    let object: JSONObject
    let location: SchemaLocation

    /// Where `keyword` stands in the document.
    func pointer(_ keyword: String) -> JSONPointer { location.pointer.appending(keyword) }

    func error(_ keyword: String, _ reason: String, _ remedy: String) -> SchemaError {
        SchemaError(pointer: pointer(keyword), reason: "\(keyword) \(reason)", remedy: remedy)
    }

    func string(_ keyword: String) throws(SchemaError) -> String? {
        guard let value = object[keyword] else { return nil }
        guard case .string(let text) = value else {
            throw error(keyword, "is not a string", "write a string")
        }
        return text
    }

    func object(_ keyword: String) throws(SchemaError) -> JSONObject? {
        guard let value = object[keyword] else { return nil }
        guard case .object(let members) = value else {
            throw error(keyword, "is not an object", "write an object")
        }
        return members
    }

    func number(_ keyword: String) throws(SchemaError) -> Double? {
        guard let value = object[keyword] else { return nil }
        guard case .number(let number) = value, number.isFinite else {
            throw error(keyword, "is not a number", "write a number")
        }
        return number
    }

    /// A whole number from 0; what no memory holds counts as the greatest.
    func count(_ keyword: String) throws(SchemaError) -> Int? {
        guard let number = try number(keyword) else { return nil }
        guard number >= 0, number.isWhole else {
            throw error(keyword, "is not a count", "write a whole number from 0")
        }
        return number < 0x1p62 ? Int(number) : Int.max
    }

    func pattern(_ text: String, at way: [String]) throws(SchemaError) -> Pattern {
        do {
            return try Pattern(text)
        } catch {
            throw SchemaError(
                pointer: JSONPointer(location.pointer.tokens + way),
                reason: "the pattern \"\(shown(text))\" is not usable: \(error.reason)",
                remedy: "write an ECMA-262 pattern as with the flag u, without back references"
            )
        }
    }

    // MARK: Validation vocabulary (JSON Schema Validation, 6)

    /// The rules of the keywords that assert by themselves.
    ///
    /// - Parameter groups: the groups of keywords that there are.
    /// - Returns: the rules, in the order of evaluation.
    /// - Throws: ``SchemaError`` for a value that the specification does not allow.
    func assertions(_ groups: KeywordGroups) throws(SchemaError) -> [Rule] {
        var rules: [Rule] = []
        if groups.contains(.values) { rules += try valueAssertions() }
        if groups.contains(.numbers) { rules += try numberAssertions() }
        if groups.contains(.sizes) {
            for bound in SizeBound.allCases {
                if let count = try count(bound.rawValue) { rules.append(.size(bound, count)) }
            }
        }
        if groups.contains(.structure) { rules += try structuralAssertions() }
        return rules
    }

    private func valueAssertions() throws(SchemaError) -> [Rule] {
        var rules: [Rule] = []
        if let types = try types() { rules.append(.types(types)) }
        if let value = object["const"] { rules.append(.constant(value)) }
        if let value = object["enum"] {
            guard case .array(let values) = value else {
                throw error("enum", "is not a list", "list the values")
            }
            rules.append(.enumeration(values))
        }
        return rules
    }

    private func numberAssertions() throws(SchemaError) -> [Rule] {
        var rules: [Rule] = []
        for bound in NumberBound.allCases {
            if let number = try number(bound.rawValue) { rules.append(.bound(bound, number)) }
        }
        if let number = try number("multipleOf") {
            guard number > 0 else {
                throw error("multipleOf", "is not above 0", "write a number above 0")
            }
            rules.append(.multipleOf(ExactDecimal(number)))
        }
        return rules
    }

    private func structuralAssertions() throws(SchemaError) -> [Rule] {
        var rules: [Rule] = []
        if let text = try string("pattern") {
            rules.append(.pattern(try pattern(text, at: ["pattern"])))
        }
        if let value = object["uniqueItems"] {
            guard case .bool(let isOn) = value else {
                throw error("uniqueItems", "is not a boolean", "write true or false")
            }
            if isOn { rules.append(.uniqueItems) }
        }
        if let value = object["required"] {
            rules.append(.required(try names(value, of: "required")))
        }
        if let members = try object("dependentRequired") {
            var dependencies: [(member: Name, required: [Name])] = []
            for member in members.members {
                let required = try names(member.value, of: "dependentRequired")
                dependencies.append((Name(member.key), required))
            }
            rules.append(.dependentRequired(dependencies))
        }
        return rules
    }

    private func types() throws(SchemaError) -> InstanceTypes? {
        guard let value = object["type"] else { return nil }
        let listed: [JSONValue] = if case .array(let list) = value { list } else { [value] }
        var types: InstanceTypes = []
        for entry in listed {
            guard case .string(let text) = entry,
                let known = InstanceTypes.names.first(where: { Name($0.name) == Name(text) })
            else {
                let names = InstanceTypes.names.map(\.name).joined(separator: ", ")
                throw error("type", "is no type of JSON", "write one or a list of \(names)")
            }
            types.insert(known.type)
        }
        return types
    }

    private func names(_ value: JSONValue, of keyword: String) throws(SchemaError) -> [Name] {
        guard case .array(let list) = value else {
            throw error(keyword, "is not a list of names", "list strings")
        }
        var names: [Name] = []
        for entry in list {
            guard case .string(let text) = entry else {
                throw error(keyword, "is not a list of names", "list strings")
            }
            names.append(Name(text))
        }
        return names
    }

    func formats() throws(SchemaError) -> [Rule] {
        guard let text = try string("format"), let format = FormatRule(rawValue: text) else {
            return []
        }
        return [.format(format)]
    }
}
