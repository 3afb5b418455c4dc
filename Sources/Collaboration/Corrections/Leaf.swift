package import CanonicalJSON
package import Events

/// A leaf as read: its place and its members.
package struct Leaf: Sendable {
    /// Its place in the ledger.
    package let position: Position

    /// Its members, as a document.
    package let document: JSONDocument

    /// A leaf that was read from its bytes.
    package init(position: Position, document: JSONDocument) {
        self.position = position
        self.document = document
    }

    /// A leaf of members that are a value; costs their canonical bytes.
    package init(position: Position, event: JSONValue) {
        self.init(position: position, document: JSONDocument(event))
    }

    /// Its members, made a value; O(n), so ask once.
    package var event: JSONValue { document.value(0) }

    /// The event's id; empty when it has none.
    package var id: String { document.text(at: LeafMember.id) ?? "" }

    /// The event's type; `nil` when it is none.
    package var type: EventType? {
        document.member(0, LeafMember.type).flatMap { Rulebook.standard.type(in: document, $0) }
    }

    /// The tags the leaf stands under.
    package var tags: [Tag] {
        guard let list = document.member(0, LeafMember.tags) else { return [] }
        return document.tags(at: list, ofOneToo: false)
    }

    /// The id of the event that a correction, retraction, dispute or the like is about.
    package var target: String? {
        guard let data = document.member(0, LeafMember.data),
            let target = document.member(data, LeafMember.target)
        else { return nil }
        return document.tag(target).map { String($0.id) }
    }

    /// Whether the event is about another event: a correction, retraction, reinstatement, dispute,
    /// settlement or confirmation.
    package var isAboutAnEvent: Bool {
        guard let node = document.member(0, LeafMember.type), document.kind(node) == .string else {
            return false
        }
        return document.withText(node) { text in
            guard text.count > Self.noun.count else { return false }
            for index in Self.noun.indices where text[index] != Self.noun[index] { return false }
            return true
        }
    }

    /// Whether the event is about another one and leaves it as it is.
    package var isRemark: Bool {
        switch type?.text {
        case "event.disputed", "event.dispute-settled", "event.confirmed": true
        default: false
        }
    }

    /// Whether the event is a correction that gives another one its whole payload anew, so that it
    /// may be about something else from then on.
    package var replacesPayload: Bool {
        guard type == "event.corrected", let data = document.member(0, LeafMember.data) else {
            return false
        }
        return document.member(data, LeafMember.data) != nil
    }

    private static let noun = Array("event.".utf8)
}

extension Leaf: Hashable {
    /// Whether place and members are the same.
    package static func == (left: Leaf, right: Leaf) -> Bool {
        left.position == right.position
            && (left.document === right.document || left.document.equals(0, right.document, 0))
    }

    /// Feeds the place to `hasher`.
    package func hash(into hasher: inout Hasher) { hasher.combine(position) }
}

/// The members of a leaf that rules and readings look at.
enum LeafMember {
    static let added: JSONName = "added"
    static let data: JSONName = "data"
    static let id: JSONName = "id"
    static let mode: JSONName = "mode"
    static let occurred: JSONName = "occurred"
    static let published: JSONName = "published"
    static let recorded: JSONName = "recorded"
    static let source: JSONName = "source"
    static let tags: JSONName = "tags"
    static let target: JSONName = "target"
    static let type: JSONName = "type"
}

extension JSONDocument {
    /// The text of a member of the root.
    func text(at name: JSONName) -> String? { member(0, name).flatMap(text) }

    /// The tag that a text is.
    func tag(_ node: Int) -> Tag? {
        guard kind(node) == .string else { return nil }
        return withText(node) { Tag(bytes: $0) }
    }

    /// The tags that a node is, or that stand in its list.
    ///
    /// - `ofOneToo`: whether a text alone counts as a list of one.
    func tags(at node: Int, ofOneToo: Bool = true) -> [Tag] {
        switch kind(node) {
        case .string: return ofOneToo ? tag(node).map { [$0] } ?? [] : []
        case .array:
            var tags: [Tag] = []
            tags.reserveCapacity(count(node))
            var element = firstChild(node)
            while let here = element {
                if let tag = tag(here) { tags.append(tag) }
                element = next(here)
            }
            return tags
        default: return []
        }
    }

    /// Whether a node is a string that is this tag.
    func isTag(_ node: Int, _ tag: Tag) -> Bool {
        kind(node) == .string && withText(node) { tag.matches($0) }
    }

    /// Whether a node is this tag, or a list with it.
    func names(_ tag: Tag, at node: Int) -> Bool {
        guard kind(node) == .array else { return isTag(node, tag) }
        var element = firstChild(node)
        while let here = element {
            if isTag(here, tag) { return true }
            element = next(here)
        }
        return false
    }
}
