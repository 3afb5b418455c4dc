import CanonicalJSON

/// What a ``Schema`` is made of.
struct CompiledSchema {
    let nodes: [SchemaNode]
    let root: SchemaNode.ID
    let dynamicAnchors: [[Name: SchemaNode.ID]]
    let tracksEvaluation: Bool
}

/// Turns schema documents into nodes that point at one another, references included.
///
/// A node is made for each place once, when something first leads there; so references may be
/// circular, and what nothing leads to is not compiled.
struct SchemaCompiler {
    var library: SchemaLibrary
    private(set) var nodes: [SchemaNode] = []
    private var identifiers: [SchemaLocation: SchemaNode.ID] = [:]
    private var pending: [(id: SchemaNode.ID, location: SchemaLocation)] = []
    private var dynamicNames: Set<Name> = []

    init(library: SchemaLibrary) {
        self.library = library
    }

    mutating func compile() throws(SchemaError) -> CompiledSchema {
        let root = try node(
            at: SchemaLocation(document: SchemaLibrary.rootDocument, pointer: .root)
        )
        var dynamicAnchors: [[Name: SchemaNode.ID]] = []
        repeat {
            while let (id, location) = pending.popLast() {
                try fill(id, from: location)
            }
            // References may have brought in new documents, and those new anchors.
            dynamicAnchors = []
            for resource in library.resources {
                var anchors: [Name: SchemaNode.ID] = [:]
                for (name, location) in resource.dynamicAnchors where dynamicNames.contains(name) {
                    anchors[name] = try node(at: location)
                }
                dynamicAnchors.append(anchors)
            }
        } while !pending.isEmpty
        try InPlaceCheck(nodes: nodes).run()
        return CompiledSchema(
            nodes: nodes,
            root: root,
            dynamicAnchors: dynamicAnchors,
            tracksEvaluation: nodes.contains { node in
                node.rules.contains { rule in
                    switch rule {
                    case .unevaluatedItems, .unevaluatedProperties: true
                    default: false
                    }
                }
            }
        )
    }

    /// The node of a place, made now and filled later if it is new.
    mutating func node(at location: SchemaLocation) throws(SchemaError) -> SchemaNode.ID {
        if let known = identifiers[location] { return known }
        guard nodes.count < Limits.nodeCount else {
            throw SchemaError(
                pointer: location.pointer,
                reason: "it has more than \(Limits.nodeCount) subschemas",
                remedy: "split it"
            )
        }
        let id = nodes.count
        nodes.append(
            SchemaNode(pointer: location.pointer, resource: library.resource(at: location) ?? 0)
        )
        identifiers[location] = id
        pending.append((id, location))
        return id
    }

    private mutating func fill(
        _ id: SchemaNode.ID,
        from location: SchemaLocation
    ) throws(SchemaError) {
        switch library.value(at: location) {
        case .bool(true)?:
            break
        case .bool(false)?:
            nodes[id].rules = [.nothing(keyword: Self.keyword(of: location.pointer))]
        case .object(let object)?:
            let keywords = Keywords(object: object, location: location)
            let (rules, annotations) = try compile(keywords, in: nodes[id].resource)
            nodes[id].rules = rules
            nodes[id].annotations = annotations
        default:
            throw SchemaError(
                pointer: location.pointer,
                reason: "there is no schema",
                remedy: "write an object, true or false"
            )
        }
    }

    /// The keyword whose value a schema is, if the pointer ends with one.
    private static func keyword(of pointer: JSONPointer) -> String? {
        pointer.tokens.last.flatMap { SchemaPlaces.silentKeywords.contains($0) ? $0 : nil }
    }

    // MARK: One schema object

    private mutating func compile(
        _ keywords: Keywords,
        in resource: Int
    ) throws(SchemaError) -> (rules: [Rule], annotations: [(keyword: Name, value: JSONValue)]) {
        let dialect = library.resources[resource].dialect
        var groups: KeywordGroups = []
        var annotations: [(keyword: Name, value: JSONValue)] = []
        for member in keywords.object.members {
            if let group = KeywordGroups.group(of: member.key) {
                groups.formUnion(group)
            } else {
                if member.key == "format" { groups.formUnion(.formats) }
                annotations.append((Name(member.key), member.value))
            }
        }
        var rules: [Rule] = []
        if dialect.validates, !groups.isDisjoint(with: .assertions) {
            rules += try keywords.assertions(groups)
        }
        if library.assertsFormats || dialect.assertsFormats, groups.contains(.formats) {
            rules += try keywords.formats()
        }
        if dialect.applies {
            if groups.contains(.children) { rules += try childRules(keywords) }
            if groups.contains(.inPlace) { rules += try inPlaceRules(keywords) }
        }
        if groups.contains(.references) { rules += try references(keywords, in: resource) }
        if dialect.tracksUnevaluated, groups.contains(.unevaluated) {
            rules += try unevaluatedRules(keywords)
        }
        return (rules, annotations)
    }

    private mutating func references(
        _ keywords: Keywords,
        in resource: Int
    ) throws(SchemaError) -> [Rule] {
        var rules: [Rule] = []
        if let text = try keywords.string("$ref") {
            let pointer = keywords.pointer("$ref")
            let target = try library.resolve(text, in: resource, at: pointer)
            rules.append(.reference(try node(at: target)))
        }
        if let text = try keywords.string("$dynamicRef") {
            let pointer = keywords.pointer("$dynamicRef")
            let target = try library.resolve(text, in: resource, at: pointer)
            let name = URIReference(text)?.decodedFragment.map(Name.init)
            let isDynamic = library.resource(at: target).flatMap { owner in
                name.map { library.resources[owner].dynamicAnchors[$0] == target }
            }
            let anchor = isDynamic == true ? name : nil
            if let anchor { dynamicNames.insert(anchor) }
            rules.append(.dynamicReference(try node(at: target), anchor: anchor))
        }
        return rules
    }
}
