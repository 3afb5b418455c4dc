package import CanonicalJSON
package import Events
import JSONSchema

/// Tags and personal values of documents, without making trees of them.
extension CompiledType {
    /// Whether payloads of this type may hold personal values at all.
    package var hasPersonalFields: Bool { !personPlan.isEmpty }

    /// Appends the tags that a payload yields, in no order; a tag may come twice.
    ///
    /// - Parameters:
    ///   - document: The document.
    ///   - data: Where the payload stands, which obeys the schema. Set `isChecking` when that
    ///     is not known; a payload that breaks the schema has no tags.
    ///   - nulls: Nodes at which a `null` stands for a value that was sealed.
    ///   - isChecking: Whether the payload is judged first.
    ///   - tags: Takes the tags.
    package func tags(
        of document: JSONDocument,
        data: Int,
        nullsPermittedAt nulls: [Int] = [],
        isChecking: Bool = false,
        into tags: inout [Tag]
    ) {
        let count = tags.count
        if !isChecking || schema.admits(document, at: data, nullsPermittedAt: nulls) {
            let isComplete = tagPlan.visit(document, at: data, nullsPermittedAt: nulls) {
                if let tag = tagRules[$0].tag(of: document, at: $1) { tags.append(tag) }
            }
            if isComplete { return }
            tags.removeSubrange(count...)
        }
        let permitted = Set(nulls.compactMap { document.pointer(to: $0, from: data) })
        tags += self.tags(of: document.value(data), nullsPermittedAt: permitted)
    }

    /// The personal values of a payload and the persons each is about.
    ///
    /// - Parameters:
    ///   - document: The document.
    ///   - event: Where the event stands, which the annotations' pointers start from.
    ///   - data: Where its payload stands, which obeys the schema.
    /// - Returns: As ``personalValues(of:in:)``.
    package func personalValues(
        of document: JSONDocument,
        event: Int = 0,
        data: Int
    ) -> [(pointer: JSONPointer, persons: [Tag])] {
        guard hasPersonalFields else { return [] }
        var places: [(value: Int, node: Int)] = []
        let isComplete = personPlan.visit(document, at: data) { value, node in
            if !document.isNull(node), !places.contains(where: { $0 == (value, node) }) {
                places.append((value, node))
            }
        }
        // The order of several is that of the canonical form, which the tree knows.
        guard isComplete, places.count <= 1 else {
            return personalValues(of: document.value(data), in: document.value(event))
        }
        return places.compactMap { place in
            guard let whose = holders[place.value],
                let holder = document.node(at: whose, from: event),
                let pointer = document.pointer(to: place.node, from: data)
            else { return nil }
            let persons = Self.persons(in: document.value(holder))
            return persons.isEmpty ? nil : (pointer, persons)
        }
    }
}

extension JSONDocument {
    /// The way from one node to another inside it; `nil` if it stands elsewhere.
    ///
    /// Linear in the members and elements on the way. Nodes stand in the order of the text.
    package func pointer(to target: Int, from start: Int = 0) -> JSONPointer? {
        guard target >= start else { return nil }
        var tokens: [String] = []
        var node = start
        while node != target {
            guard var child = firstChild(node) else { return nil }
            var index = 0
            while let later = next(child), later <= target {
                child = later
                index += 1
            }
            if kind(node) == .object {
                guard target > child, let key = text(child) else { return nil }
                tokens.append(key)
                node = value(ofKey: child)
            } else {
                tokens.append(String(index))
                node = child
            }
        }
        return JSONPointer(tokens)
    }
}
