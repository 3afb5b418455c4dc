import CanonicalJSON

/// A place in one of the documents of a ``SchemaLibrary``.
struct SchemaLocation: Hashable {
    let document: Int
    let pointer: JSONPointer
}

/// A schema with an identity of its own (JSON Schema Core, 4.3.5): a document, or a subschema with
/// `$id`.
struct SchemaResource {
    let base: URIReference
    let location: SchemaLocation
    let dialect: Dialect
    var anchors: [Name: SchemaLocation] = [:]
    var dynamicAnchors: [Name: SchemaLocation] = [:]
}

/// All documents that references may lead to, indexed by `$id` and anchor.
struct SchemaLibrary {
    static let rootDocument = 0

    /// The base of a document without `$id`; relative references stay inside the library.
    static let namelessBase = "entente:///schema"

    var assertsFormats = true
    private(set) var resources: [SchemaResource] = []
    private var documents: [JSONValue] = []

    /// For each document without inner identities its only resource; such need no index.
    private var soleResources: [Int?] = []
    private var resourceByURI: [Name: Int] = [:]

    /// Where the plain references seen so far lead to; most stand in several places.
    private var plainLocations: [(text: String, location: SchemaLocation)] = []
    private var resourceByLocation: [SchemaLocation: Int] = [:]
    private let given: [(name: Name, document: JSONValue)]

    init(root: JSONValue, resources: [String: JSONValue]) throws(SchemaError) {
        var given: [(name: Name, document: JSONValue)] = []
        for (text, document) in resources {
            let uri = try Self.reference(text, at: .root, keyword: "the name of a resource")
            given.append((Name(try Self.base().resolvedName(of: uri)), document))
        }
        self.given = given
        _ = try addDocument(root, at: Self.base())
    }

    // MARK: Reading

    /// The resource with a name; of several the one given last.
    private func given(_ name: Name) -> JSONValue? { given.last { $0.name == name }?.document }

    func value(at location: SchemaLocation) -> JSONValue? {
        documents[location.document][location.pointer]
    }

    /// The resource a known schema location belongs to.
    func resource(at location: SchemaLocation) -> Int? {
        soleResources[location.document] ?? resourceByLocation[location]
    }

    /// Finds what `text` refers to when it stands in `resource` (JSON Schema Core, 8.2.3).
    mutating func resolve(
        _ text: String,
        in resource: Int,
        at pointer: JSONPointer
    ) throws(SchemaError) -> SchemaLocation {
        if let known = try plainLocation(text) { return known }
        let keyword = pointer.tokens.last ?? "$ref"
        let target = try Self.reference(text, at: pointer, keyword: keyword)
            .resolved(against: resources[resource].base)
        let document = target.withoutFragment
        guard let found = try resourceIndex(of: document) else {
            throw SchemaError(
                pointer: pointer,
                reason: "\(keyword) names \"\(shown(document.description))\", which is not known",
                remedy: "pass that schema as a resource; nothing is fetched"
            )
        }
        guard let fragment = target.decodedFragment,
            let location = try location(of: fragment, in: found)
        else {
            throw SchemaError(
                pointer: pointer,
                reason: "\(keyword) \"\(shown(text))\" leads nowhere",
                remedy: "correct the part after #"
            )
        }
        return location
    }

    /// The place that the name of a resource in use and a plain pointer lead to.
    ///
    /// Most references are so, and need not be taken apart as RFC 3986 says.
    private mutating func plainLocation(_ text: String) throws(SchemaError) -> SchemaLocation? {
        let bytes = text.utf8
        let known = plainLocations.first {
            $0.text.utf8.count == bytes.count && $0.text.utf8.elementsEqual(bytes)
        }
        if let known { return known.location }
        guard let hash = text.utf8.firstIndex(of: UInt8(ascii: "#")),
            let resource = resourceByURI[Name(String(text[..<hash]))]
        else { return nil }
        let fragment = text[text.utf8.index(after: hash)...]
        let isPlain =
            fragment.utf8.first == UInt8(ascii: "/")
            && fragment.utf8.allSatisfy {
                isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "$")
            }
        guard isPlain, let found = try location(of: String(fragment), in: resource) else {
            return nil
        }
        if plainLocations.count < Self.plainLocationCount { plainLocations.append((text, found)) }
        return found
    }

    /// How many references are kept, which are looked through one after the other.
    private static let plainLocationCount = 64

    private mutating func resourceIndex(of uri: URIReference) throws(SchemaError) -> Int? {
        let name = Name(uri.description)
        if let known = resourceByURI[name] { return known }
        guard let document = given(name) ?? MetaSchema.document(named: uri.description) else {
            return nil
        }
        let index = try addDocument(document, at: uri)
        resourceByURI[name] = index
        return index
    }

    private mutating func location(
        of fragment: String,
        in resource: Int
    ) throws(SchemaError) -> SchemaLocation? {
        let start = resources[resource].location
        if fragment.isEmpty { return start }
        guard fragment.utf8.first == UInt8(ascii: "/") else {
            let name = Name(fragment)
            return resources[resource].anchors[name]
                ?? resources[resource].dynamicAnchors[name]
        }
        guard let way = try? JSONPointer(parsing: fragment) else { return nil }
        let location = SchemaLocation(
            document: start.document,
            pointer: JSONPointer(start.pointer.tokens + way.tokens)
        )
        guard let schema = value(at: location) else { return nil }
        if self.resource(at: location) == nil {
            // A place no keyword makes a schema; the reference does.
            let parent = nearestResource(around: location) ?? resource
            try index(schema, at: location, in: parent, depth: location.pointer.tokens.count)
        }
        return location
    }

    private func nearestResource(around location: SchemaLocation) -> Int? {
        var tokens = location.pointer.tokens
        while tokens.popLast() != nil {
            let outer = SchemaLocation(document: location.document, pointer: JSONPointer(tokens))
            if let found = resourceByLocation[outer] { return found }
        }
        return nil
    }

    // MARK: Indexing

    private mutating func addDocument(
        _ document: JSONValue,
        at uri: URIReference
    ) throws(SchemaError) -> Int {
        documents.append(document)
        soleResources.append(nil)
        let location = SchemaLocation(document: documents.count - 1, pointer: .root)
        let base = try identity(of: document, at: .root, base: uri) ?? uri
        let dialect = try dialect(of: document, inherited: .complete, at: .root)
        let index = try addResource(base, at: location, dialect: dialect)
        if Self.hasInnerIdentity(document) {
            try self.index(document, at: location, in: index, depth: 0, isResourceRoot: true)
        } else {
            soleResources[location.document] = index
        }
        return index
    }

    /// Whether a value below the root, or an anchor at the root, may name a place.
    ///
    /// Only an index says whether it does; it also refuses what is nested too deep.
    private static func hasInnerIdentity(_ value: JSONValue, depth: Int = 0) -> Bool {
        guard depth < Limits.schemaDepth else { return true }
        switch value {
        case .object(let object):
            return object.members.contains { member in
                if member.key.utf8.first == UInt8(ascii: "$") {
                    switch member.key {
                    case "$anchor", "$dynamicAnchor": return true
                    case "$id" where depth > 0: return true
                    default: break
                    }
                }
                switch member.value {
                case .object, .array: return hasInnerIdentity(member.value, depth: depth + 1)
                default: return false
                }
            }
        case .array(let items):
            return items.contains { hasInnerIdentity($0, depth: depth + 1) }
        default:
            return false
        }
    }

    private mutating func addResource(
        _ base: URIReference,
        at location: SchemaLocation,
        dialect: Dialect
    ) throws(SchemaError) -> Int {
        let name = Name(base.description)
        guard resourceByURI[name] == nil else {
            throw SchemaError(
                pointer: location.pointer.appending("$id"),
                reason: "\"\(shown(base.description))\" names two schemas",
                remedy: "give each its own $id"
            )
        }
        resources.append(SchemaResource(base: base, location: location, dialect: dialect))
        resourceByURI[name] = resources.count - 1
        return resources.count - 1
    }

    /// Notes the identity and anchors of a schema and of all that stand inside it.
    private mutating func index(
        _ schema: JSONValue,
        at location: SchemaLocation,
        in outer: Int,
        depth: Int,
        isResourceRoot: Bool = false
    ) throws(SchemaError) {
        guard depth <= Limits.schemaDepth else {
            throw SchemaError(
                pointer: location.pointer,
                reason: "schemas are nested deeper than \(Limits.schemaDepth)",
                remedy: "move inner schemas to $defs"
            )
        }
        guard resourceByLocation[location] == nil else { return }
        var resource = outer
        if !isResourceRoot,
            let base = try identity(
                of: schema,
                at: location.pointer,
                base: resources[outer].base
            )
        {
            let dialect = try dialect(
                of: schema,
                inherited: resources[outer].dialect,
                at: location.pointer
            )
            resource = try addResource(base, at: location, dialect: dialect)
        }
        resourceByLocation[location] = resource
        guard case .object(let object) = schema else { return }
        try indexAnchors(of: object, at: location, in: resource)
        for (tokens, subschema) in SchemaPlaces.subschemas(of: object) {
            let inner = SchemaLocation(
                document: location.document,
                pointer: JSONPointer(location.pointer.tokens + tokens)
            )
            try index(subschema, at: inner, in: resource, depth: depth + 1)
        }
    }

    private mutating func indexAnchors(
        of schema: JSONObject,
        at location: SchemaLocation,
        in resource: Int
    ) throws(SchemaError) {
        for keyword in ["$anchor", "$dynamicAnchor"] {
            guard let value = schema[keyword] else { continue }
            let pointer = location.pointer.appending(keyword)
            guard case .string(let text) = value, Self.isAnchor(text) else {
                throw SchemaError(
                    pointer: pointer,
                    reason: "an anchor is a letter or _, then letters, digits, - . _",
                    remedy: "rename the anchor"
                )
            }
            let name = Name(text)
            let known =
                resources[resource].anchors[name] ?? resources[resource].dynamicAnchors[name]
            guard known == nil || known == location else {
                throw SchemaError(
                    pointer: pointer,
                    reason: "the anchor \"\(shown(text))\" stands in two places",
                    remedy: "rename one of them"
                )
            }
            if keyword == "$anchor" {
                resources[resource].anchors[name] = location
            } else {
                resources[resource].dynamicAnchors[name] = location
            }
        }
    }

    // MARK: Names

    /// The absolute URI a schema's `$id` gives it, if it has one.
    private func identity(
        of schema: JSONValue,
        at pointer: JSONPointer,
        base: URIReference
    ) throws(SchemaError) -> URIReference? {
        guard case .object(let object) = schema, let value = object["$id"] else { return nil }
        let place = pointer.appending("$id")
        guard case .string(let text) = value else {
            throw SchemaError(
                pointer: place,
                reason: "$id is not a string",
                remedy: "give a URI reference"
            )
        }
        let identity = try Self.reference(text, at: place, keyword: "$id").resolved(against: base)
        guard identity.fragment?.isEmpty ?? true else {
            throw SchemaError(
                pointer: place,
                reason: "$id has a fragment",
                remedy: "name a place inside a schema with $anchor"
            )
        }
        return identity.withoutFragment
    }

    /// What the metaschema of a resource makes of its keywords.
    private func dialect(
        of schema: JSONValue,
        inherited: Dialect,
        at pointer: JSONPointer
    ) throws(SchemaError) -> Dialect {
        guard case .object(let object) = schema, let value = object["$schema"] else {
            return inherited
        }
        let place = pointer.appending("$schema")
        guard case .string(let text) = value else {
            throw SchemaError(
                pointer: place,
                reason: "$schema is not a string",
                remedy: "write \(Dialect.metaSchema)"
            )
        }
        let uri = try Self.reference(text, at: place, keyword: "$schema").withoutFragment
        if uri.description == Dialect.metaSchema { return .complete }
        guard let document = given(Name(uri.description)) else {
            throw SchemaError(
                pointer: place,
                reason: "the dialect \"\(shown(uri.description))\" is not known",
                remedy: "write \(Dialect.metaSchema), or pass that metaschema as a resource"
            )
        }
        return try Dialect(metaSchema: document, at: place)
    }

    private static func base() throws(SchemaError) -> URIReference {
        try reference(namelessBase, at: .root, keyword: "the base")
    }

    private static func reference(
        _ text: String,
        at pointer: JSONPointer,
        keyword: String
    ) throws(SchemaError) -> URIReference {
        if let reference = URIReference(text) { return reference }
        throw SchemaError(
            pointer: pointer,
            reason: "\(keyword) \"\(shown(text))\" is not a URI reference",
            remedy: "write it as RFC 3986 says, with other characters percent-encoded"
        )
    }

    private static func isAnchor(_ text: String) -> Bool {
        guard let first = text.utf8.first, isLetter(first) || first == UInt8(ascii: "_") else {
            return false
        }
        return text.utf8.allSatisfy { isLetter($0) || isDigit($0) || "-._".utf8.contains($0) }
    }
}

extension URIReference {
    /// The text of `reference` resolved against this base, without fragment.
    fileprivate func resolvedName(of reference: URIReference) -> String {
        reference.resolved(against: self).withoutFragment.description
    }
}
