package import CanonicalJSON
package import Collaboration
package import Events
package import JSONSchema

/// One version of a type: its schema, and what the schema says of tags and personal fields.
package final class CompiledType: Sendable {
    /// The type.
    package let type: EventType

    /// The version of its schema, from 1.
    package let version: Int

    /// The axis its events lie on.
    package let axis: Fact.Axis

    /// The schema as released.
    package let document: JSONValue

    /// The shared definitions that the schema leads to, as they stand in `common.v1.json`.
    package let common: JSONValue

    /// The schema, compiled.
    package let schema: Schema

    /// Where tags and persons stand in payloads.
    let tagPlan: AnnotationPlan
    let personPlan: AnnotationPlan
    let tagRules: [TagRule]
    let holders: [JSONPointer?]

    init(
        type: EventType,
        version: Int,
        document: JSONValue,
        common: (id: String, part: JSONValue)
    ) throws {
        self.type = type
        self.version = version
        self.document = document
        axis = document["x-axis"]?.string == "record" ? .record : .occurred
        self.common = common.part
        schema = try Schema(compiling: document, resources: [common.id: common.part])
        tagPlan = AnnotationPlan("x-tag", in: schema)
        personPlan = AnnotationPlan("x-person", in: schema)
        tagRules = tagPlan.values.map(TagRule.init)
        holders = personPlan.values.map { value in
            value.string.flatMap { try? JSONPointer(parsing: $0) }
        }
    }

    /// Whether its events are about other events, whose dossiers and persons they share.
    package var isAboutEvent: Bool { type.isAbout("event") }

    /// What the type is called.
    package var title: String { document["title"]?.string ?? type.text }

    /// The tags that an event's payload yields by the schema's annotations.
    ///
    /// - `event`: the event; places listed in its `personal` may be `null`.
    package func tags(of event: JSONValue) -> [Tag] {
        let data = event["data"] ?? .null
        return tags(of: data, nullsPermittedAt: event.personalPlaces(under: "data"))
    }

    func tags(of data: JSONValue, nullsPermittedAt nulls: Set<JSONPointer>) -> [Tag] {
        let annotations = schema.annotations("x-tag", in: data, nullsPermittedAt: nulls)
        let found = annotations.compactMap { annotation -> Tag? in
            guard let value = data[annotation.pointer] else { return nil }
            if let joined = annotation.value.object {
                return Self.joinedTag(joined, value)
            }
            return value.string.flatMap(Tag.init)
        }
        return Set(found).sorted()
    }

    /// A place that the schema says holds a tag, and that holds none of the kinds it names.
    ///
    /// The program's own schemas leave no such place; a user's may.
    func strayTag(in data: JSONValue) -> JSONPointer? {
        schema.annotations("x-tag", in: data).first { annotation in
            guard let value = data[annotation.pointer] else { return false }
            if let joined = annotation.value.object {
                let members = (joined["join"]?.array ?? []).compactMap(\.string)
                return members.allSatisfy { value[$0]?.string != nil }
                    && Self.joinedTag(joined, value) == nil
            }
            let kinds = annotation.value.array ?? [annotation.value]
            guard let tag = value.string.flatMap(Tag.init) else { return true }
            return !kinds.contains { $0.string.map { tag.isOfKind($0) } ?? false }
        }?.pointer
    }

    /// The personal values of a payload and the persons each is about.
    ///
    /// - Parameters:
    ///   - data: the payload.
    ///   - event: the event it belongs to, which the annotations' pointers start from.
    /// - Returns: pointers from the payload's root, with the tags of the persons; values about
    ///   nobody known are left out.
    package func personalValues(
        of data: JSONValue,
        in event: JSONValue
    ) -> [(pointer: JSONPointer, persons: [Tag])] {
        var found: [(pointer: JSONPointer, persons: [Tag])] = []
        for annotation in schema.annotations("x-person", in: data) {
            guard let text = annotation.value.string,
                let whose = try? JSONPointer(parsing: text),
                let holder = event[whose]
            else { continue }
            let persons = Self.persons(in: holder)
            guard !persons.isEmpty, !(data[annotation.pointer]?.isNull ?? true) else { continue }
            found.append((annotation.pointer, persons))
        }
        return found
    }

    /// Where a stored event breaks the schema; places listed in its `personal` may be `null`.
    package func violations(ofStored event: JSONValue) -> [Violation] {
        schema.violations(
            of: event["data"] ?? .null,
            nullsPermittedAt: event.personalPlaces(under: "data")
        )
    }

    static func persons(in holder: JSONValue) -> [Tag] {
        let texts = holder.array?.compactMap(\.string) ?? [holder.string].compactMap { $0 }
        return Set(texts.compactMap(Tag.init).filter { $0.kind == "person" }).sorted()
    }

    private static func joinedTag(_ annotation: JSONObject, _ value: JSONValue) -> Tag? {
        guard let kind = annotation["kind"]?.string else { return nil }
        let fields = annotation["join"]?.array?.compactMap(\.string) ?? []
        let parts = fields.compactMap { value[$0]?.string }
        guard parts.count == fields.count, !parts.isEmpty else { return nil }
        return Tag(([kind] + parts).joined(separator: ":"))
    }
}

extension JSONValue {
    /// The places listed in the event's `personal` below one member, from that member's root.
    package func personalPlaces(under member: String) -> Set<JSONPointer> {
        let pointers = (self["personal"]?.object?.keys ?? []).compactMap { text in
            try? JSONPointer(parsing: text)
        }
        return Set(
            pointers.filter { $0.tokens.first == member }
                .map { JSONPointer(Array($0.tokens.dropFirst())) }
        )
    }
}
