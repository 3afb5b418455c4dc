import CanonicalJSON
import Events
import JSONSchema

/// Checks payloads by their types' schemas, and works out what follows from them.
struct PayloadChecker: Sendable {
    /// The types that events may have.
    var types: LedgerTypes

    /// The ledger's name, as a JSON string.
    private let origin: [UInt8]

    init(_ ledger: Ledger) {
        types = ledger.types
        origin = JSONValue.string(ledger.origin).canonicalBytes()
    }

    /// Checks an event's payload.
    ///
    /// - Throws: `Refusal` for an unknown type or a payload that breaks its schema; what is wrong
    ///   with the catalogue.
    func check(_ event: WriterEvent) throws -> CheckedPayload {
        let type = try schemaChecked(event)
        var tags = event.added
        tags.reserveCapacity(tags.count + 8)
        if let data = event.node(.data) { type.tags(of: event.document, data: data, into: &tags) }
        tags.sortEachOnce()
        let personal = personalPlaces(of: event, as: type, tags: tags)
        return CheckedPayload(
            type: type,
            tags: tags,
            personal: personal,
            published: event.published,
            template: type.isAboutEvent || !personal.isEmpty
                ? nil
                : LeafTemplate(event, origin: origin, version: type.version, tags: tags)
        )
    }

    /// The type of an event, whose payload follows its schema.
    private func schemaChecked(_ event: WriterEvent) throws -> CompiledType {
        guard let type = try types.type(event.type) else {
            let near = types.suggestions(for: event.type.text)
            var hint = near.isEmpty ? "" : "; did you mean \(near.joined(separator: ", "))?"
            if event.type.isUsers {
                hint += "; register your own types with `entente schema add`"
            }
            throw Refusal(
                .unknownType,
                "there is no type '\(event.type)'\(hint); `entente types` lists them all",
                line: event.line,
                id: event.id,
                pointer: "/type"
            )
        }
        let isAdmitted =
            event.node(.data).map { type.schema.admits(event.document, at: $0) } ?? false
        if !isAdmitted, let violation = type.schema.violations(of: event.data).first {
            throw Refusal(
                .schema,
                "\(violation.message); see `entente explain \(event.type)`",
                line: event.line,
                id: event.id,
                pointer: "/data\(violation.cause)"
            )
        }
        try requireTypeSpecific(event, type)
        return type
    }

    /// What no schema says: a registered schema can be one, and a user's tags are of their kinds.
    private func requireTypeSpecific(_ event: WriterEvent, _ type: CompiledType) throws {
        if type.type == Registration.type {
            try requireDefinition(event)
        } else if type.type.isUsers, let place = type.strayTag(in: event.data) {
            throw Refusal(
                .schema,
                "this is no tag of the kind that \(type.type) has here; a tag is kind:id",
                line: event.line,
                id: event.id,
                pointer: "/data\(place)"
            )
        }
    }

    private func requireDefinition(_ event: WriterEvent) throws {
        var place = JSONPointer([])
        var reason = "it is no type of a user's own, such as schema:x-site.visited"
        do {
            if let registration = Registration(event.data) {
                _ = try types.compile(registration)
                return
            }
        } catch let error as DefinitionError {
            (place, reason) = (error.pointer, error.reason)
        } catch let error as SchemaError {
            (place, reason) = (error.pointer, "\(error)")
        }
        throw Refusal(
            .schema,
            "this cannot be the schema of a type: \(reason)",
            line: event.line,
            id: event.id,
            pointer: "/data/definition\(place)"
        )
    }

    /// The places of an event that hold personal values, and whose they are.
    private func personalPlaces(
        of event: WriterEvent,
        as type: CompiledType,
        tags: [Tag]
    ) -> [(pointer: JSONPointer, persons: [Tag])] {
        let document = event.document
        var places: [(pointer: JSONPointer, persons: [Tag])] = []
        if type.hasPersonalFields, let data = event.node(.data) {
            places = type.personalValues(of: document, event: 0, data: data).map { value in
                (JSONPointer(["data"] + value.pointer.tokens), value.persons)
            }
        }
        guard tags.contains(where: { $0.isOfKind("person") }), let source = event.node(.source),
            let quote = document.member(source, Self.quote), !document.isNull(quote)
        else { return places }
        let persons = tags.filter { $0.isOfKind("person") }
        return places + [(JSONPointer(["source", "quote"]), persons)]
    }

    private static let quote: JSONName = "quote"
}
