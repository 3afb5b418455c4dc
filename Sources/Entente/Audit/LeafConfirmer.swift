import CanonicalJSON
import Collaboration
import EDTF
import Events
import JSONSchema
import Transparency

/// Confirms leaves by quick and exact looks at their documents.
///
/// It only ever says yes. Where it does not, the replay looks at the leaf in full and words what it
/// finds, which may be nothing: events about events are never confirmed here.
struct LeafConfirmer {
    private let rulebook: Rulebook
    private let origin: String
    private var types: [EventType: [Int: CompiledType]] = [:]

    /// Users' own types, as far as leaves have registered them.
    private var replay: TypeReplay

    init(_ ledger: Ledger) {
        replay = TypeReplay(ledger)
        rulebook = ledger.judge.rulebook
        origin = ledger.origin
    }

    /// What is confirmed of a leaf, with its index entries added to `sums`.
    mutating func confirm(
        _ document: JSONDocument,
        at position: Position,
        _ hash: EntryHash,
        into sums: inout IndexSums
    ) -> ConfirmedLeaf? {
        guard document.isCanonical, let members = LeafMembers(document),
            let place = members[.position], document.integer(place) == Int64(exactly: position),
            let name = members[.origin], document.text(name, equals: origin),
            let recorded = Self.recorded(members, document),
            let id = members[.id], document.kind(id) == .string,
            let data = members[.data],
            let type = type(members, document), isSound(document, data, type),
            let nulls = Self.sealedNodes(members, document),
            type.schema.admits(document, at: data, nullsPermittedAt: nulls),
            type.personalValues(of: document, data: data).isEmpty,
            let tags = tags(members, data, nulls, type, document),
            let heads = Self.heads(members, tags, document)
        else { return nil }
        let leaf = Leaf(position: position, document: document)
        let fact = Fact(leaf, as: type.type, axis: type.axis)
        if let earliest = fact.bounds.earliest, recorded.isDefinitelyPast(earliest) { return nil }
        let entities = rulebook.entities(of: fact, tags: tags)
        document.withText(id) { id in
            sums.add(
                id: id,
                type: type.type,
                tags: tags,
                entities: entities,
                recorded: recorded.microseconds,
                at: position,
                hash
            )
        }
        return ConfirmedLeaf(
            fact: fact,
            recorded: recorded.microseconds,
            entities: entities,
            heads: heads,
            sealed: members[.personal]
        )
    }

    /// The nodes of the payload whose values are sealed, if each is `null` as it must be.
    private static func sealedNodes(_ members: LeafMembers, _ document: JSONDocument) -> [Int]? {
        guard let personal = members[.personal] else { return [] }
        var nodes: [Int] = []
        var key = document.firstChild(personal)
        while let here = key {
            guard let text = document.text(here),
                let pointer = try? JSONPointer(parsing: text),
                let node = document.node(at: pointer), document.isNull(node)
            else { return nil }
            if pointer.tokens.first == "data" { nodes.append(node) }
            key = document.next(here)
        }
        return nodes
    }

    private static func recorded(_ members: LeafMembers, _ document: JSONDocument) -> Instant? {
        guard let node = members[.recorded], document.kind(node) == .string else { return nil }
        return document.withText(node) { Instant(rfc3339: $0) }
    }

    /// What no schema says of a user's own type.
    private func isSound(_ document: JSONDocument, _ data: Int, _ type: CompiledType) -> Bool {
        !type.type.isUsers || type.strayTag(in: document.value(data)) == nil
    }

    /// The type in the leaf's version, if it is known and not about other events or types.
    private mutating func type(
        _ members: LeafMembers,
        _ document: JSONDocument
    ) -> CompiledType? {
        guard let node = members[.type], let name = rulebook.type(in: document, node),
            !name.isAbout("event"),
            let versionNode = members[.version], let number = document.integer(versionNode)
        else { return nil }
        let version = Int(number)
        if name.isUsers { return replay.type(name, version: version) }
        if name == Registration.type {
            _ = replay.take(document.value(0))
            return nil
        }
        if let known = types[name]?[version] { return known }
        guard let compiled = replay.type(name, version: version) else { return nil }
        types[name, default: [:]][version] = compiled
        return compiled
    }

    /// The tags that the data gives, if they are those of the leaf.
    private func tags(
        _ members: LeafMembers,
        _ data: Int,
        _ nulls: [Int],
        _ type: CompiledType,
        _ document: JSONDocument
    ) -> [Tag]? {
        var wanted: [Tag] = []
        wanted.reserveCapacity(2 + (members[.tags].map(document.count) ?? 0))
        if let added = members[.added] {
            guard document.kind(added) == .array else { return nil }
            var element = document.firstChild(added)
            while let node = element {
                guard document.kind(node) == .string,
                    let tag = document.withText(node, { Tag(bytes: $0) })
                else { return nil }
                wanted.append(tag)
                element = document.next(node)
            }
        }
        type.tags(of: document, data: data, nullsPermittedAt: nulls, into: &wanted)
        wanted.sort()
        return Self.holds(members[.tags], exactly: &wanted, document) ? wanted : nil
    }

    /// Whether a list holds sorted tags, each once; repetitions are taken out of them.
    private static func holds(
        _ list: Int?,
        exactly tags: inout [Tag],
        _ document: JSONDocument
    ) -> Bool {
        for place in tags.indices.dropFirst().reversed() where tags[place] == tags[place - 1] {
            tags.remove(at: place)
        }
        guard let list else { return tags.isEmpty }
        guard document.kind(list) == .array, document.count(list) == tags.count else {
            return false
        }
        var element = document.firstChild(list)
        for tag in tags {
            guard let node = element, document.kind(node) == .string,
                document.withText(node, { tag.matches($0) })
            else { return false }
            element = document.next(node)
        }
        return true
    }

    /// The dossier heads of a leaf, if there is one for each of its agreements and no other.
    private static func heads(
        _ members: LeafMembers,
        _ tags: [Tag],
        _ document: JSONDocument
    ) -> [DossierHead]? {
        var heads: [DossierHead] = []
        var key = members[.dossiers].flatMap { document.firstChild($0) }
        for tag in tags where tag.isOfKind("agreement") {
            guard let here = key, document.withText(here, { tag.matches($0) }),
                let head = DossierHead(tag, document, document.value(ofKey: here))
            else { return nil }
            heads.append(head)
            key = document.next(here)
        }
        return key == nil ? heads : nil
    }
}

extension DossierHead {
    private static let rootName: JSONName = "root"
    private static let sizeName: JSONName = "size"

    /// Reads the head of an agreement's own tree from a leaf.
    init?(_ agreement: Tag, _ document: JSONDocument, _ node: Int) {
        guard let root = document.member(node, Self.rootName), document.kind(root) == .string,
            let size = document.member(node, Self.sizeName),
            let count = document.integer(size), count >= 0,
            let hash = document.withText(root, { Hash(lowercaseHex: $0) })
        else { return nil }
        self.init(agreement: agreement, size: UInt64(count), root: hash)
    }
}

extension Hash {
    /// Reads 64 lowercase hexadecimal digits.
    fileprivate init?(lowercaseHex text: Span<UInt8>) {
        guard text.count == 2 * Hash.byteCount else { return nil }
        var bytes = InlineArray<32, UInt8>(repeating: 0)
        for index in 0..<Hash.byteCount {
            guard let high = Self.digit(text[2 * index]), let low = Self.digit(text[2 * index + 1])
            else { return nil }
            bytes[index] = high << 4 | low
        }
        self.init(bytes: bytes.span)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte &- UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte &- UInt8(ascii: "a") &+ 10
        default: nil
        }
    }
}
