import CanonicalJSON
import Collaboration
import EDTF
import Events
import JSONSchema

/// The way of events with nothing to object to.
extension EnvelopeReader {
    /// The event, if it is plain that there is nothing to object to.
    func wellFormed(_ document: JSONDocument, _ line: Int) -> WriterEvent? {
        guard document.kind(0) == .object, var nodes = Self.nodes(of: document),
            isPlain(document, nodes) || admits(document)
        else { return nil }
        Self.dropDefaults(from: &nodes, in: document)
        var recorder: String?
        if nodes[EnvelopeMember.by.rawValue] < 0 {
            guard isRecorderWellFormed else { return nil }
            recorder = by
        }
        guard
            let type = Rulebook.standard.type(
                in: document,
                Int(nodes[EnvelopeMember.type.rawValue])
            ),
            Self.ownWriter(of: type) == nil,
            let added = Self.added(in: document),
            let occurred = Self.occurred(in: document, nodes)
        else { return nil }
        let id = nodes[EnvelopeMember.id.rawValue]
        return WriterEvent(
            line: line,
            id: id < 0 ? nil : document.text(Int(id)),
            type: type,
            occurred: occurred.date,
            document: document,
            nodes: nodes,
            by: recorder,
            added: added
        )
    }

    /// What the schema says; no when that cannot be known, which the long way then tells.
    private func admits(_ document: JSONDocument) -> Bool {
        (try? schema.schema())?.admits(document) ?? false
    }

    /// Where the members stand that a leaf keeps as they are; `nil` if there is an unknown one.
    static func nodes(of document: JSONDocument) -> WriterEvent.Nodes? {
        var nodes = WriterEvent.Nodes(repeating: -1)
        var next = document.firstChild(0)
        while let key = next {
            next = document.next(key)
            guard let member = member(ofKey: key, in: document) else { return nil }
            nodes[member.rawValue] = Int32(document.value(ofKey: key))
        }
        return nodes
    }

    /// Whether an event has plain members only, and what the schema asks of those.
    ///
    /// Dates, types and tags are read anyway; nothing is said of them here but their lengths, and
    /// of a source what its part of the schema says. An event that is not plain may still be well
    /// formed: the schema decides.
    private func isPlain(_ document: JSONDocument, _ nodes: WriterEvent.Nodes) -> Bool {
        func text(_ member: EnvelopeMember, _ isAllowed: (Span<UInt8>) -> Bool) -> Bool {
            let node = Int(nodes[member.rawValue])
            if node < 0 { return true }
            return document.kind(node) == .string && document.withText(node, isAllowed)
        }
        func isAbsent(_ member: EnvelopeMember) -> Bool { nodes[member.rawValue] < 0 }
        let (data, type) = (Int(nodes[EnvelopeMember.data.rawValue]), EnvelopeMember.type)
        let added = Int(nodes[EnvelopeMember.added.rawValue])
        return isAbsent(.basis) && isAbsent(.verbatim)
            && isAbsent(.causation) && isAbsent(.correlation)
            && (isAbsent(.mode) || hasMode(document, nodes))
            && (isAbsent(.source) || hasSource(document, nodes))
            && data >= 0 && document.kind(data) == .object
            && !isAbsent(type) && text(type) { $0.count <= 100 }
            && !isAbsent(.occurred) && text(.occurred) { $0.count > 0 && $0.count <= 100 }
            && text(.id) { Tag.isIdentifier($0) }
            && text(.by) { Tag.isTag($0, ofKind: "person") || Tag.isTag($0, ofKind: "script") }
            && (added < 0 || document.kind(added) == .array && document.count(added) <= 250)
    }

    /// Whether the mode is one there is; who attests names a source.
    private func hasMode(_ document: JSONDocument, _ nodes: WriterEvent.Nodes) -> Bool {
        let mode = Int(nodes[EnvelopeMember.mode.rawValue])
        return document.text(mode, equals: Self.live)
            || document.text(mode, equals: Self.attested)
                && nodes[EnvelopeMember.source.rawValue] >= 0
    }

    /// Whether the source is what its part of the schema asks.
    private func hasSource(_ document: JSONDocument, _ nodes: WriterEvent.Nodes) -> Bool {
        let node = Int(nodes[EnvelopeMember.source.rawValue])
        return (try? source.schema())?.admits(document, at: node) ?? false
    }

    /// Leaves out members at their defaults, and tags, which are written anew.
    static func dropDefaults(
        from nodes: inout WriterEvent.Nodes,
        in document: JSONDocument
    ) {
        nodes[EnvelopeMember.added.rawValue] = -1
        let (basis, mode) = (EnvelopeMember.basis.rawValue, EnvelopeMember.mode.rawValue)
        if nodes[basis] >= 0, document.text(Int(nodes[basis]), equals: Self.stated) {
            nodes[basis] = -1
        }
        if nodes[mode] >= 0, document.text(Int(nodes[mode]), equals: Self.live) { nodes[mode] = -1 }
    }

    private static let stated: JSONName = "stated"
    private static let live: JSONName = "live"
    private static let attested: JSONName = "attested"
    private static let unknown: JSONName = "unknown"

    /// The member a key names: length and first letter single one out.
    private static func member(ofKey key: Int, in document: JSONDocument) -> EnvelopeMember? {
        let candidate: EnvelopeMember? = document.withText(key) { text in
            guard text.count > 1 else { return nil }
            return switch (text.count, text[0]) {
            case (2, UInt8(ascii: "b")): .by
            case (2, _): .id
            case (4, UInt8(ascii: "d")): .data
            case (4, UInt8(ascii: "m")): .mode
            case (4, _): .type
            case (5, UInt8(ascii: "a")): .added
            case (5, _): .basis
            case (6, _): .source
            case (8, UInt8(ascii: "o")): .occurred
            case (8, _): .verbatim
            case (9, _): .causation
            case (11, _): .correlation
            default: nil
            }
        }
        guard let candidate, document.text(key, equals: candidate.name) else { return nil }
        return candidate
    }

    /// The writer's own tags, sorted; `nil` if one is none, not allowed, or there twice.
    private static func added(in document: JSONDocument) -> [Tag]? {
        guard let node = document.member(0, EnvelopeMember.added.name) else { return [] }
        var tags: [Tag] = []
        tags.reserveCapacity(document.count(node))
        var next = document.firstChild(node)
        while let item = next {
            next = document.next(item)
            guard document.kind(item) == .string,
                let tag = document.withText(item, { Tag(bytes: $0) }),
                !tag.isOfKind("agreement")
            else { return nil }
            tags.append(tag)
        }
        guard tags.count > 1 else { return tags }
        tags.sort()
        for (left, right) in zip(tags, tags.dropFirst()) where left == right { return nil }
        return tags
    }

    /// When it happened, without a date if the writer does not know; `nil` for what is no date.
    private static func occurred(
        in document: JSONDocument,
        _ nodes: WriterEvent.Nodes
    ) -> (date: ImpreciseDate?, Void)? {
        let node = Int(nodes[EnvelopeMember.occurred.rawValue])
        guard node >= 0, document.kind(node) == .string else { return nil }
        if document.textCount(node) == 0 {
            let basis = Int(nodes[EnvelopeMember.basis.rawValue])
            return basis >= 0 && document.text(basis, equals: unknown) ? (nil, ()) : nil
        }
        guard let date = document.withText(node, { try? ImpreciseDate(parsing: $0) }) else {
            return nil
        }
        return (date, ())
    }
}
