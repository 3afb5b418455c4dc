import CanonicalJSON
import EDTF
import Events
import Transparency

/// The canonical bytes of a leaf, but for the members that the head of the ledger decides.
///
/// Those stand between three pieces: `dossiers` and `id` behind `data`, `position` and `recorded`
/// behind `origin`. What ``LeafBuilder`` says in JSON values, this says in bytes; it is made ahead
/// of the writer's lock, so that under it a leaf is one copy.
struct LeafTemplate: Sendable {
    private var bytes: [UInt8] = []
    private var dataEnd = 0
    private var originEnd = 0

    /// The template of an event without personal values.
    ///
    /// - Parameters:
    ///   - event: the writer's event.
    ///   - origin: the ledger's name, as a JSON string.
    ///   - version: the version of its schema.
    ///   - tags: its tags, sorted.
    init(_ event: WriterEvent, origin: [UInt8], version: Int, tags: [Tag]) {
        bytes.reserveCapacity(event.document.bytes.count + origin.count + tags.count * 24 + 64)
        bytes.append(UInt8(ascii: "{"))
        event.append(.added ... .data, to: &bytes)
        dataEnd = bytes.count
        event.append(.mode ... .occurred, to: &bytes)
        bytes.append(contentsOf: ",\"origin\":".utf8)
        bytes.append(contentsOf: origin)
        originEnd = bytes.count
        event.append(.source ... .source, to: &bytes)
        if !tags.isEmpty {
            bytes.append(contentsOf: ",\"tags\":".utf8)
            bytes.append(tags: tags)
        }
        event.append(.type ... .verbatim, to: &bytes)
        bytes.append(contentsOf: ",\"version\":".utf8)
        bytes.append(decimal: UInt64(version))
        bytes.append(UInt8(ascii: "}"))
    }

    /// The leaf of the event at its place.
    ///
    /// - Parameters:
    ///   - id: the event's id.
    ///   - dossiers: the heads of the agreements' own trees just before the event, in tag order.
    ///   - position: its place.
    ///   - recorded: when it is recorded.
    /// - Returns: the canonical bytes.
    func leaf(
        id: String,
        dossiers: [DossierHead],
        position: Position,
        recorded: Instant
    ) -> [UInt8] {
        var leaf: [UInt8] = []
        leaf.reserveCapacity(bytes.count + 128 + dossiers.count * 160)
        leaf.append(contentsOf: bytes[..<dataEnd])
        if !dossiers.isEmpty { Self.append(dossiers, to: &leaf) }
        leaf.append(contentsOf: ",\"id\":\"".utf8)
        leaf.append(contentsOf: id.utf8)
        leaf.append(UInt8(ascii: "\""))
        leaf.append(contentsOf: bytes[dataEnd..<originEnd])
        leaf.append(contentsOf: ",\"position\":".utf8)
        leaf.append(decimal: position)
        leaf.append(contentsOf: ",\"recorded\":\"".utf8)
        recorded.appendRFC3339(to: &leaf)
        leaf.append(UInt8(ascii: "\""))
        leaf.append(contentsOf: bytes[originEnd...])
        return leaf
    }

    private static func append(_ dossiers: [DossierHead], to leaf: inout [UInt8]) {
        leaf.append(contentsOf: ",\"dossiers\":{".utf8)
        for (index, head) in dossiers.enumerated() {
            leaf.append(contentsOf: (index == 0 ? "\"" : ",\"").utf8)
            leaf.append(contentsOf: head.agreement.text.utf8)
            leaf.append(contentsOf: "\":{\"root\":\"".utf8)
            head.root.appendHex(to: &leaf)
            leaf.append(contentsOf: "\",\"size\":".utf8)
            leaf.append(decimal: head.size)
            leaf.append(UInt8(ascii: "}"))
        }
        leaf.append(UInt8(ascii: "}"))
    }
}

/// The head of an agreement's own tree.
struct DossierHead: Sendable {
    let agreement: Tag
    let size: UInt64
    let root: Hash
}

extension Array<UInt8> {
    /// Appends a number in decimal.
    mutating func append(decimal number: UInt64) {
        let start = count
        var rest = number
        repeat {
            append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        self[start...].reverse()
    }
}
