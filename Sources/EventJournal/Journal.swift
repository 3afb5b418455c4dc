package import LMDB
package import Transparency

/// Leaves in LMDB: the log, its tree, and the indexes derived from it.
///
/// A journal knows bytes, ids, tags, types, entities and times; it does not know JSON or what an
/// event means. Every call names its transaction, so what is read together is one snapshot.
///
/// - Invariant: positions are gapless from 0; recorded times strictly increase.
/// - Invariant: every table but `sealed` can be rebuilt from `log`.
package struct Journal: Sendable {
    /// The LMDB environment.
    package let environment: Environment

    /// The tables in it.
    package let layout: Layout

    let tails = TailCache()

    private init(environment: Environment, layout: Layout) {
        self.environment = environment
        self.layout = layout
    }

    /// Opens the journal of an existing ledger.
    ///
    /// - Throws: `JournalError` when there is none or it has another format; `LMDBError`.
    package static func open(_ directory: String, readOnly: Bool = false) throws -> Journal {
        let environment = try Environment(
            at: directory,
            readOnly: readOnly,
            tables: Layout.tableCount
        )
        try requireFormat(in: environment)
        return Journal(
            environment: environment,
            layout: try Layout(in: environment, create: false)
        )
    }

    /// Makes the journal of a new ledger in an existing, empty directory.
    package static func create(_ directory: String, origin: String) throws -> Journal {
        let environment = try Environment(at: directory, tables: Layout.tableCount)
        let layout = try Layout(in: environment, create: true)
        let journal = Journal(environment: environment, layout: layout)
        try environment.write { transaction in
            let version = Array(String(Layout.formatVersion).utf8)
            try journal.setMeta(.format, to: version, in: &transaction)
            try journal.setMeta(.origin, to: Array(origin.utf8), in: &transaction)
        }
        return journal
    }

    /// The format version is read before any other table is opened, so that a newer layout is told
    /// apart from a damaged one.
    private static func requireFormat(in environment: Environment) throws {
        let meta: Table
        do {
            meta = try environment.table("meta", .bytes, create: false)
        } catch {
            guard error.isNotFound else { throw error }
            throw JournalError.noLedger(environment.directory)
        }
        let key = Layout.Meta.format.key
        let version = try environment.read { snapshot -> String in
            guard let value = try snapshot.value(for: key.span, in: meta) else { return "none" }
            return String(decoding: value.array, as: UTF8.self)
        }
        guard version == String(Layout.formatVersion) else {
            throw JournalError.otherFormat(found: version, supported: Layout.formatVersion)
        }
    }

    /// The value of one `meta` key.
    package func meta(
        _ key: Layout.Meta,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws(LMDBError) -> [UInt8]? {
        let name = key.key
        guard let value = try snapshot.value(for: name.span, in: layout.meta) else { return nil }
        return value.array
    }

    /// Sets the value of one `meta` key.
    package func setMeta(
        _ key: Layout.Meta,
        to value: [UInt8],
        in transaction: inout WriteTransaction
    ) throws(LMDBError) {
        let name = key.key
        try transaction.put(value.span, for: name.span, in: layout.meta)
    }

    /// The edge of the whole ledger's tree.
    package func edge(
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> TreeEdge {
        let key = Layout.edgeKey
        guard let bytes = try snapshot.value(for: key.span, in: layout.meta) else {
            return TreeEdge()
        }
        guard let edge = TreeEdge(decoding: bytes) else {
            throw JournalError.damaged("the edge of the tree cannot be read")
        }
        return edge
    }

    /// Whether the tree has this edge, so that the log holds the events behind it and no others.
    package func ends(
        at edge: TreeEdge,
        in snapshot: borrowing some Snapshot & ~Copyable
    ) throws -> Bool {
        let key = Layout.edgeKey
        guard let bytes = try snapshot.value(for: key.span, in: layout.meta) else {
            return edge.size == 0
        }
        return edge.isEncoded(as: bytes)
    }

    /// The number of events.
    package func size(in snapshot: borrowing some Snapshot & ~Copyable) throws -> UInt64 {
        let key = Layout.edgeKey
        guard let bytes = try snapshot.value(for: key.span, in: layout.meta) else {
            return 0
        }
        guard bytes.count >= 8, let size = UInt64(bigEndianBytes: bytes.extracting(0..<8)) else {
            throw JournalError.damaged("the edge of the tree cannot be read")
        }
        return size
    }

    /// When the last event was recorded, microseconds since 1970; `nil` when there is none.
    package func recorded(in snapshot: borrowing some Snapshot & ~Copyable) throws -> Int64? {
        let key = Layout.recordedKey
        guard let bytes = try snapshot.value(for: key.span, in: layout.meta) else {
            return nil
        }
        return UInt64(bigEndianBytes: bytes).map(Int64.init(bitPattern:))
    }

    /// Size, root and last recorded time, from one snapshot.
    package func head(in snapshot: borrowing some Snapshot & ~Copyable) throws -> Head {
        Head(edge: try edge(in: snapshot), recorded: try recorded(in: snapshot))
    }
}
