import Collaboration
import EventJournal
import Events
import FoundationEssentials
import LMDB
import Reports
import Transparency

/// Stored readings: what reports would read from histories, kept beside the ledger.
///
/// They follow from the log and hold no personal value. They stand in an environment of their own
/// in the ledger's folder, may be deleted at any time, and are no part of a backup or an export.
///
/// | table | key | value |
/// | --- | --- | --- |
/// | `agreements` | tag | see `StoredReading` |
/// | `parties` | tag | their names, in the same form |
/// | `valid` | first valid date with an entry, 8 bytes that sort; tag | nothing of use |
/// | `known` | first size with an entry, 8 bytes big-endian; tag | nothing of use |
/// | `consulted` | tag of another entity that rules looked at, 0x00, tag | nothing of use |
/// | `meta` | `made`, `size`, `root` | what they were made from |
///
/// - Invariant: for every size up to the one in `meta`, they say what the histories say.
final class Readings: Sendable {
    /// Their folder, in that of the ledger.
    static let folder = "readings"

    /// How many events a ledger must hold before readings are stored for it.
    static let leastEventCount: UInt64 = 1_000

    /// Raised whenever they are stored in another way.
    private static let version = 4

    let environment: Environment
    let agreements: Table
    let parties: Table
    let valid: Table
    let known: Table
    let consulted: Table
    let meta: Table

    private init(_ environment: Environment) throws {
        let create = !environment.isReadOnly
        self.environment = environment
        agreements = try environment.table("agreements", .bytes, create: create)
        parties = try environment.table("parties", .bytes, create: create)
        valid = try environment.table("valid", .bytes, create: create)
        known = try environment.table("known", .bytes, create: create)
        consulted = try environment.table("consulted", .bytes, create: create)
        meta = try environment.table("meta", .bytes, create: create)
    }

    /// Opens the readings of a ledger; those that do not fit it are emptied, and those that are
    /// damaged are made anew.
    ///
    /// - Returns: `nil` where they cannot be had, because they are not permitted or do not fit.
    static func open(of ledger: Ledger) -> Readings? {
        let place = ledger.directory + "/" + folder
        do {
            return try attach(place, to: ledger)
        } catch let error as LMDBError where error.isDamaged || error.isVersionMismatch {
            guard (try? FileManager.default.removeItem(atPath: place)) != nil else { return nil }
            return try? attach(place, to: ledger)
        } catch {
            return nil
        }
    }

    private static let tableCount = 6

    private static func attach(_ place: String, to ledger: Ledger) throws -> Readings? {
        let isThere = FileManager.default.fileExists(atPath: place)
        if !isThere {
            try FileManager.default.createDirectory(
                atPath: place,
                withIntermediateDirectories: false
            )
        }
        let isReadOnly = !FileManager.default.isWritableFile(atPath: place)
        let environment = try Environment(at: place, readOnly: isReadOnly, tables: tableCount)
        let readings = try Readings(environment)
        if try readings.fit(ledger) { return readings }
        guard !isReadOnly else { return nil }
        try readings.begin(for: ledger)
        return readings
    }
}

/// What the readings were made from.
extension Readings {
    /// The size up to which they tell what histories say.
    func size() throws -> UInt64 {
        try environment.read { snapshot in try self.size(in: snapshot) }
    }

    func size(in snapshot: borrowing some Snapshot & ~Copyable) throws -> UInt64 {
        guard let value = try snapshot.value(for: Array("size".utf8).span, in: meta) else {
            return 0
        }
        return UInt64(bigEndianBytes: value) ?? 0
    }

    /// Notes that all events below a size are taken in.
    func setSize(_ size: UInt64, of ledger: Ledger, in transaction: inout WriteTransaction) throws {
        let root = try Self.root(of: ledger, size: size)
        try transaction.put(size.bigEndianBytes.span, for: Array("size".utf8).span, in: meta)
        try transaction.put(root.span, for: Array("root".utf8).span, in: meta)
    }

    private func fit(_ ledger: Ledger) throws -> Bool {
        let made = try Self.made(of: ledger)
        let found = try environment.read { snapshot in
            let text = try snapshot.value(for: Array("made".utf8).span, in: meta)?.array
            let root = try snapshot.value(for: Array("root".utf8).span, in: meta)?.array
            return (text: text, root: root, size: try size(in: snapshot))
        }
        guard found.text == made, try found.size <= ledger.head().size else { return false }
        return try found.size == 0 || found.root == Self.root(of: ledger, size: found.size)
    }

    /// Empties them.
    private func begin(for ledger: Ledger) throws {
        let made = try Self.made(of: ledger)
        try environment.write { transaction in
            for table in [agreements, parties, valid, known, consulted, meta] {
                try transaction.removeAll(in: table)
            }
            try transaction.put(made.span, for: Array("made".utf8).span, in: meta)
        }
    }

    /// The versions of everything that they follow from.
    private static func made(of ledger: Ledger) throws -> [UInt8] {
        let parts = [
            "\(version)", "\(RegisterEntry.version)", "\(PartyName.version)", "\(Basis.version)",
            ledger.catalogue.digest.hex, ledger.origin,
        ]
        return Array(parts.joined(separator: " ").utf8)
    }

    private static func root(of ledger: Ledger, size: UInt64) throws -> [UInt8] {
        let root = try ledger.read { snapshot in
            try ledger.journal.root(ofSize: size, in: snapshot)
        }
        return Array(root.hex.utf8)
    }
}
