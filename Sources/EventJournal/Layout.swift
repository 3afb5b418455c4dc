import Events
package import LMDB

/// The tables of a ledger's environment and the keys in them.
///
/// | table | key | value |
/// | --- | --- | --- |
/// | `log` | position (native integer) | leaf bytes |
/// | `ids` | event id | position, 8 bytes big-endian |
/// | `tags` | tag | positions (sorted duplicates, native integers) |
/// | `types` | type | positions |
/// | `entities` | tag of an entity | positions of the events of its own history |
/// | `times` | recorded, microseconds since 1970 (native integer) | position, 8 bytes big-endian |
/// | `tiles` | level, 1 byte; index, 8 bytes big-endian | 1…256 hashes of 32 bytes |
/// | `dossiers` | agreement tag | edge of that agreement's own tree |
/// | `sealed` | position, 8 bytes big-endian; JSON Pointer | sealed personal value |
/// | `meta` | name | see `Meta` |
/// | `meta` | `tail`, then position, 8 bytes big-endian | what the indexes lack, see ``Tail`` |
///
/// `log` is the only truth. All the others but `sealed` are derived from it and are compared with
/// it by the audit. `ids`, `tags`, `types`, `entities`, `times`, `tiles` and `dossiers` hold the
/// events before the tail, the tail holds the rest.
package struct Layout: Sendable {
    /// The version of this page; an environment of another version is not opened.
    package static let formatVersion = 1

    /// Keys of the `meta` table.
    package enum Meta: String, Sendable {
        /// The format version, in decimal.
        case format
        /// The ledger's name.
        case origin
        /// The edge of the whole ledger's tree.
        case edge
        /// The last recorded time, microseconds since 1970, 8 bytes big-endian.
        case recorded
        /// `withheld` in a follower made from an export without sealed values.
        case personal

        var key: [UInt8] { Array(rawValue.utf8) }
    }

    static let edgeKey = Meta.edge.key
    static let recordedKey = Meta.recorded.key

    package let log: Table
    package let ids: Table
    package let tags: Table
    package let types: Table
    package let entities: Table
    package let times: Table
    package let tiles: Table
    package let dossiers: Table
    package let sealed: Table
    package let meta: Table

    /// How many tables an environment must have room for.
    package static let tableCount = 10

    init(in environment: Environment, create: Bool) throws(LMDBError) {
        log = try environment.table("log", .integers, create: create)
        ids = try environment.table("ids", .bytes, create: create)
        tags = try environment.table("tags", .positions, create: create)
        types = try environment.table("types", .positions, create: create)
        entities = try environment.table("entities", .positions, create: create)
        times = try environment.table("times", .integers, create: create)
        tiles = try environment.table("tiles", .bytes, create: create)
        dossiers = try environment.table("dossiers", .bytes, create: create)
        sealed = try environment.table("sealed", .bytes, create: create)
        meta = try environment.table("meta", .bytes, create: create)
    }

    /// How the keys of the tail begin; no key of ``Meta`` begins so.
    static let tailPrefix = Array("tail".utf8)

    /// The key of a row of the tail: its event's position.
    static func tailKey(_ position: UInt64) -> [UInt8] {
        tailPrefix + position.bigEndianBytes
    }

    /// Whether the events with this tag have a tree of their own.
    static func hasDossier(_ tag: Tag) -> Bool { tag.isOfKind("agreement") }

    /// The same of a tag's bytes; `false` also for what is no tag.
    static func hasDossier(_ tag: Span<UInt8>) -> Bool { Tag.isTag(tag, ofKind: "agreement") }

    /// The key of a tile: its level, then its index.
    static func tileKey(level: Int, index: UInt64) -> [UInt8] {
        [UInt8(truncatingIfNeeded: level)] + index.bigEndianBytes
    }

    /// The key of a sealed value: its event's position, then its pointer from the event's root.
    static func sealedKey(position: UInt64, pointer: String) -> [UInt8] {
        position.bigEndianBytes + Array(pointer.utf8)
    }
}

extension UInt64 {
    /// The eight bytes, most significant first, so that byte order is number order.
    package var bigEndianBytes: [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 8)
        write(to: &bytes, at: 0)
        return bytes
    }

    /// Writes the eight bytes, most significant first, over those at an offset.
    func write(to bytes: inout [UInt8], at offset: Int) {
        for index in 0..<8 {
            bytes[offset &+ index] = UInt8(truncatingIfNeeded: self >> UInt64(56 &- 8 &* index))
        }
    }

    /// Reads eight bytes, most significant first; `nil` for any other count.
    package init?(bigEndianBytes bytes: Span<UInt8>) {
        guard bytes.count == 8 else { return nil }
        self = 0
        for index in bytes.indices { self = self << 8 | UInt64(bytes[index]) }
    }
}
