package import CanonicalJSON
package import Collaboration
package import EDTF
package import Events

/// An event as a writer gave it, after defaults: what the envelope allows, no more.
package final class WriterEvent: Sendable {
    /// Where the members stand in the document; -1 for one that is not there or is left out.
    package typealias Nodes = InlineArray<12, Int32>

    /// Where in the input it stood.
    package let line: Int

    /// The event's id; `nil` until one is drawn.
    package let id: String?

    package let type: EventType

    /// When it happened; `nil` when the writer does not know.
    package let occurred: ImpreciseDate?

    /// The text as given.
    package let document: JSONDocument

    /// The writer's own tags, sorted, without repetition.
    package let added: [Tag]

    /// Members at their default value have no node here, since leaves leave them out.
    private let nodes: Nodes

    /// Who records, when the event does not say so itself.
    private let by: String?

    /// An event whose envelope has been checked.
    ///
    /// - Parameters:
    ///   - line: where in the input it stood.
    ///   - id: its id, if it gives one.
    ///   - type: its type.
    ///   - occurred: when it happened, if it says so.
    ///   - document: the text.
    ///   - nodes: by the raw value of ``EnvelopeMember``, where each member's value stands.
    ///   - by: who records, when the event does not say so itself.
    ///   - added: its own tags, sorted, without repetition.
    package init(
        line: Int,
        id: String?,
        type: EventType,
        occurred: ImpreciseDate?,
        document: JSONDocument,
        nodes: Nodes,
        by: String?,
        added: [Tag]
    ) {
        self.line = line
        self.id = id
        self.type = type
        self.occurred = occurred
        self.document = document
        self.nodes = nodes
        self.by = by
        self.added = added
    }

    /// An event that the program itself writes.
    convenience init(own document: JSONDocument, type: EventType, occurred: ImpreciseDate) {
        var nodes = Nodes(repeating: -1)
        for member in EnvelopeMember.allCases {
            if let node = document.member(0, member.name) { nodes[member.rawValue] = Int32(node) }
        }
        self.init(
            line: 0,
            id: nil,
            type: type,
            occurred: occurred,
            document: document,
            nodes: nodes,
            by: nil,
            added: []
        )
    }

    /// How the event comes to be recorded.
    package var mode: Fact.Mode {
        guard let node = node(.mode), document.text(node, equals: "attested") else { return .live }
        return .attested
    }

    /// When its source was published at the latest, if that is known.
    package var published: Instant? {
        guard let source = node(.source), let node = document.member(source, "published"),
            let text = document.text(node)
        else { return nil }
        return (try? ImpreciseDate(parsing: text))?.latest
    }

    /// Where a member's value stands; `nil` when it is not there or is left out.
    package func node(_ member: EnvelopeMember) -> Int? {
        let node = nodes[member.rawValue]
        return node < 0 ? nil : Int(node)
    }

    /// The members as they go into the leaf: defaults left out, `added` sorted, without `id`.
    ///
    /// - Complexity: makes a tree of the whole event; for what is not done for every event.
    package var members: JSONObject {
        var members = JSONObject()
        for member in EnvelopeMember.allCases where member != .id {
            guard let node = node(member) else { continue }
            members[member.name.text] = document.value(node)
        }
        if let by { members["by"] = .string(by) }
        if !added.isEmpty { members["added"] = .array(added.map { .string($0.text) }) }
        return members
    }

    /// The payload, as a tree.
    package var data: JSONValue { node(.data).map(document.value) ?? .null }

    /// Appends members in canonical form, each after a comma unless a brace stands there.
    func append(_ members: ClosedRange<EnvelopeMember>, to bytes: inout [UInt8]) {
        for index in members.lowerBound.rawValue...members.upperBound.rawValue {
            guard let member = EnvelopeMember(rawValue: index), member != .id else { continue }
            if member == .added, !added.isEmpty {
                Self.appendName(member, to: &bytes)
                bytes.append(tags: added)
            } else if member == .by, let by {
                Self.appendName(member, to: &bytes)
                bytes.append(contentsOf: JSONValue.string(by).canonicalBytes())
            } else if member != .added, let node = node(member) {
                Self.appendName(member, to: &bytes)
                document.appendCanonical(node, to: &bytes)
            }
        }
    }

    private static func appendName(_ member: EnvelopeMember, to bytes: inout [UInt8]) {
        if bytes.last != UInt8(ascii: "{") { bytes.append(UInt8(ascii: ",")) }
        bytes.append(contentsOf: EnvelopeMember.keys[member.rawValue])
    }
}

extension EnvelopeMember: Comparable {
    package static func < (left: EnvelopeMember, right: EnvelopeMember) -> Bool {
        left.rawValue < right.rawValue
    }
}

extension Array<UInt8> {
    /// Appends tags as a JSON array of strings; their alphabet needs no escapes.
    mutating func append(tags: [Tag]) {
        append(UInt8(ascii: "["))
        for (index, tag) in tags.enumerated() {
            if index > 0 { append(UInt8(ascii: ",")) }
            append(UInt8(ascii: "\""))
            append(contentsOf: tag.text.utf8)
            append(UInt8(ascii: "\""))
        }
        append(UInt8(ascii: "]"))
    }
}
