package import CanonicalJSON
package import Events

/// What the payload says.
///
/// A value that is `null` counts as one that is not there. Paths are made once and kept; a text
/// in their place is for callers that ask seldom.
extension Fact {
    /// The payload.
    package var data: JSONValue { dataNode.map(document.value) ?? .null }

    /// The node of the document at a path in the payload.
    package func node(_ path: JSONPath) -> Int? {
        guard var node = dataNode else { return nil }
        let document = document
        for index in path.names.indices {
            guard let next = document.member(node, path.names[index]) else { return nil }
            node = next
        }
        return document.isNull(node) ? nil : node
    }

    /// Whether the payload says anything at a path.
    package func has(_ path: JSONPath) -> Bool { node(path) != nil }

    /// The value at a path in the payload.
    package func value(_ path: JSONPath) -> JSONValue? { node(path).map(document.value) }

    /// The text at a path in the payload.
    package func text(_ path: JSONPath) -> String? { node(path).flatMap(document.text) }

    /// The number at a path in the payload.
    package func number(_ path: JSONPath) -> Double? { node(path).flatMap(document.number) }

    /// The tag at a path in the payload.
    package func tag(_ path: JSONPath) -> Tag? { node(path).flatMap(document.tag) }

    /// The tags at a path: one, or a list of them.
    package func tags(_ path: JSONPath) -> [Tag] { node(path).map { document.tags(at: $0) } ?? [] }

    /// Whether a tag stands at a path, alone or in a list; as `tags(path).contains(tag)`.
    package func names(_ path: JSONPath, _ tag: Tag) -> Bool {
        node(path).map { document.names(tag, at: $0) } ?? false
    }

    /// Whether this one tag stands at a path; as `tag(path) == tag`.
    package func isTag(_ path: JSONPath, _ tag: Tag) -> Bool {
        node(path).map { document.isTag($0, tag) } ?? false
    }

    /// Whether something holds for every tag at a path, alone or in a list; so it does when there
    /// is none.
    func everyTag(at path: JSONPath, _ holds: (JSONDocument, Int) -> Bool) -> Bool {
        guard let node = node(path) else { return true }
        guard document.kind(node) == .array else {
            return !document.isTag(node) || holds(document, node)
        }
        var element = document.firstChild(node)
        while let here = element {
            if document.isTag(here), !holds(document, here) { return false }
            element = document.next(here)
        }
        return true
    }

    /// Whether the text of another node stands at a path, alone or in a list.
    func names(_ path: JSONPath, textOf other: JSONDocument, _ text: Int) -> Bool {
        guard let node = node(path) else { return false }
        guard document.kind(node) == .array else { return document.text(node, equals: other, text) }
        var element = document.firstChild(node)
        while let here = element {
            if document.text(here, equals: other, text) { return true }
            element = document.next(here)
        }
        return false
    }

    /// Whether one tag stands at a path.
    func hasTag(_ path: JSONPath) -> Bool { document.isTag(node(path)) }

    /// Whether the text at a path is this one.
    package func says(_ path: JSONPath, _ text: JSONName) -> Bool {
        node(path).map { document.text($0, equals: text) } ?? false
    }

    /// Whether two facts say the same at a path; when both say nothing, they do not.
    package func agrees(with other: Fact, on path: JSONPath) -> Bool {
        guard let mine = node(path), let theirs = other.node(path) else { return false }
        return document.equals(mine, other.document, theirs)
    }

    /// Whether two facts say the same at a path, be it nothing; as `value(path) ==`.
    package func saysTheSame(as other: Fact, at path: JSONPath) -> Bool {
        switch (node(path), other.node(path)) {
        case (nil, nil): true
        case (let mine?, let theirs?): document.equals(mine, other.document, theirs)
        default: false
        }
    }

    /// Whether two facts have the same tag at a path, be it none; as `tag(path) ==`.
    package func hasTheSameTag(as other: Fact, at path: JSONPath) -> Bool {
        let (mine, theirs) = (node(path), other.node(path))
        if let mine, let theirs, document.text(mine, equals: other.document, theirs) { return true }
        return !document.isTag(mine) && !other.document.isTag(theirs)
    }

    /// The value at a path written with dots, for example `due.edtf`.
    package func value(_ path: String) -> JSONValue? { value(JSONPath(path)) }

    /// The text at a path written with dots.
    package func text(_ path: String) -> String? { text(JSONPath(path)) }

    /// The tag at a path written with dots.
    package func tag(_ path: String) -> Tag? { tag(JSONPath(path)) }

    /// The tags at a path written with dots: one, or a list of them.
    package func tags(_ path: String) -> [Tag] { tags(JSONPath(path)) }
}

/// What the envelope says.
extension Fact {
    /// The value of a member of the envelope, or of a member inside it.
    package func member(_ path: JSONPath) -> JSONValue? {
        document.node(at: path).map(document.value)
    }

    /// The date as the writer gave it; empty when unknown.
    package var occurred: String { document.text(at: LeafMember.occurred) ?? "" }

    /// Whether the writer said nothing about when it happened.
    package var isUndated: Bool {
        document.member(0, LeafMember.occurred).map { document.textCount($0) == 0 } ?? true
    }
}

extension JSONDocument {
    /// Whether a node is a text that follows the grammar of tags.
    func isTag(_ node: Int?) -> Bool {
        guard let node, kind(node) == .string else { return false }
        return withText(node) { Tag.isTag($0) }
    }
}
