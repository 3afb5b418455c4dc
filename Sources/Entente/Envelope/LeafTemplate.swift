import CanonicalJSON
import EDTF
import Events
import LMDB
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
        bytes.append(contentsOf: Piece.origin)
        bytes.append(contentsOf: origin)
        originEnd = bytes.count
        event.append(.source ... .source, to: &bytes)
        if !tags.isEmpty {
            bytes.append(contentsOf: Piece.tags)
            bytes.append(tags: tags)
        }
        event.append(.type ... .verbatim, to: &bytes)
        bytes.append(contentsOf: Piece.version)
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
        let bytes = bytes.span
        leaf.append(copying: bytes.extracting(0..<dataEnd))
        if !dossiers.isEmpty { Self.append(dossiers, to: &leaf) }
        leaf.append(contentsOf: Piece.id)
        leaf.append(contentsOf: id.utf8)
        leaf.append(UInt8(ascii: "\""))
        leaf.append(copying: bytes.extracting(dataEnd..<originEnd))
        leaf.append(contentsOf: Piece.position)
        leaf.append(decimal: position)
        leaf.append(contentsOf: Piece.recorded)
        recorded.appendRFC3339(to: &leaf)
        leaf.append(UInt8(ascii: "\""))
        leaf.append(copying: bytes.extracting(originEnd..<bytes.count))
        return leaf
    }

    /// Keys and punctuation, as they stand in every leaf.
    private enum Piece {
        static let id = Array(",\"id\":\"".utf8)
        static let position = Array(",\"position\":".utf8)
        static let recorded = Array(",\"recorded\":\"".utf8)
        static let dossiers = Array(",\"dossiers\":{".utf8)
        static let root = Array("\":{\"root\":\"".utf8)
        static let size = Array("\",\"size\":".utf8)
        static let origin = Array(",\"origin\":".utf8)
        static let tags = Array(",\"tags\":".utf8)
        static let version = Array(",\"version\":".utf8)
    }

    private static func append(_ dossiers: [DossierHead], to leaf: inout [UInt8]) {
        leaf.append(contentsOf: Piece.dossiers)
        for (index, head) in dossiers.enumerated() {
            if index > 0 { leaf.append(UInt8(ascii: ",")) }
            leaf.append(UInt8(ascii: "\""))
            leaf.append(contentsOf: head.agreement.text.utf8)
            leaf.append(contentsOf: Piece.root)
            head.root.appendHex(to: &leaf)
            leaf.append(contentsOf: Piece.size)
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
        // The last digit first, from the end of what has room for 2^64 - 1.
        var digits = InlineArray<20, UInt8>(repeating: 0)
        var start = 20
        var rest = number
        repeat {
            start -= 1
            digits[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        } while rest > 0
        for index in start..<20 { append(digits[index]) }
    }
}
