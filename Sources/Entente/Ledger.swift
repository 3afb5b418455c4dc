import CanonicalJSON
package import Collaboration
package import EDTF
package import EventJournal
import Events
import FoundationEssentials
package import LMDB
import Synchronization
import Transparency

/// A ledger of agreements and collaboration: append, read, report, audit, erase, move.
///
/// Synchronous and `Sendable`: LMDB's writer lock serialises writers of all processes, and readers
/// never wait. It prints nothing and does not read the clock; the doors give the time.
public final class Ledger: Sendable {
    /// The folder the ledger lives in.
    public let directory: String

    /// The ledger's name, part of every leaf.
    public let origin: String

    /// The leaves and what is derived from them.
    package let journal: Journal

    /// The program's own schemas.
    package let catalogue: Catalogue

    /// The types it knows: the program's, and those registered in it.
    package let types: LedgerTypes

    /// The rules it goes by; made once for all ledgers, when they are first asked for.
    package var judge: Judge { Judge() }

    /// Where salts, keys and ids come from.
    package let entropy: Entropy
    let files: KeyFiles
    private let store = Mutex<KeyStore?>(nil)
    private let lastPreparer = Mutex<(by: String?, preparer: EventPreparer)?>(nil)

    /// Full tiles that proofs were made from, for proofs to come.
    let tileCache = TileCache()

    /// Leaves that states were read from, for states to come.
    let recentLeaves = LeafCache()

    /// The edge of the tree that was asked about last, and its root.
    let lastRoot = Mutex<(edge: TreeEdge, root: Hash)?>(nil)

    /// What reports would read, stored; opened when one asks.
    let readings = Mutex<Readings?>(nil)

    private init(
        directory: String,
        origin: String,
        journal: Journal,
        catalogue: Catalogue,
        entropy: Entropy
    ) {
        self.directory = directory
        self.origin = origin
        self.journal = journal
        self.catalogue = catalogue
        types = LedgerTypes(catalogue, in: journal)
        self.entropy = entropy
        files = KeyFiles(ledger: directory)
    }

    /// Opens an existing ledger.
    ///
    /// Stale readers are cleared, the last signed checkpoint is compared with the log, and an
    /// erasure that was interrupted is finished.
    ///
    /// - `readOnly`: refuse every write, and do not need permission for one.
    /// - Throws: `LedgerError`.
    public static func open(_ directory: String, readOnly: Bool = false) throws -> Ledger {
        try open(directory, readOnly: readOnly, entropy: .system)
    }

    /// Opens an existing ledger with a source of randomness and a catalogue of the caller's.
    package static func open(
        _ directory: String,
        readOnly: Bool = false,
        entropy: Entropy,
        catalogue: Catalogue = .embedded
    ) throws -> Ledger {
        try requireLedgerFolder(directory)
        return try Failure.translated(directory) {
            let journal = try Journal.open(directory, readOnly: readOnly)
            let ledger = try Ledger(attachingTo: journal, directory, catalogue, entropy)
            try ledger.checkLastCheckpoint()
            if !readOnly {
                try ledger.finishErasures()
                try ledger.finishKeyRotation()
            }
            return ledger
        }
    }

    /// Opens a ledger as it is, without looking at its checkpoint or finishing anything.
    static func attach(_ directory: String) throws -> Ledger {
        try requireLedgerFolder(directory)
        return try Ledger(
            attachingTo: try Journal.open(directory, readOnly: true),
            directory,
            .embedded,
            .system
        )
    }

    private convenience init(
        attachingTo journal: Journal,
        _ directory: String,
        _ catalogue: Catalogue,
        _ entropy: Entropy
    ) throws {
        let name = try journal.environment.read { snapshot in
            try journal.meta(.origin, in: snapshot)
        }
        self.init(
            directory: directory,
            origin: String(decoding: name ?? [], as: UTF8.self),
            journal: journal,
            catalogue: catalogue,
            entropy: entropy
        )
    }

    /// Makes a new ledger with a signing key and its first event, `ledger.opened`.
    ///
    /// - `directory`: a folder that does not exist yet, or is empty.
    /// - `origin`: the ledger's name: no `+`, no white space, no `/agreement/`, at most 255 bytes.
    /// - `microseconds`: the time, since 1970.
    public static func create(
        _ directory: String,
        origin: String,
        at microseconds: Int64
    ) throws -> Ledger {
        try create(
            directory,
            origin: origin,
            at: Instant(microseconds: microseconds),
            entropy: .system
        )
    }

    package static func create(
        _ directory: String,
        origin: String,
        at now: Instant,
        entropy: Entropy,
        catalogue: Catalogue = .embedded
    ) throws -> Ledger {
        try requireOrigin(origin)
        try makeEmptyFolder(directory)
        return try Failure.translated(directory) {
            let files = KeyFiles(ledger: directory)
            _ = try KeyStore.create(files, origin: origin, entropy: entropy)
            let seed = entropy.bytes(32)
            try files.setSecret("log", to: seed)
            let journal = try Journal.create(directory, origin: origin)
            let ledger = Ledger(
                directory: directory,
                origin: origin,
                journal: journal,
                catalogue: catalogue,
                entropy: entropy
            )
            let key = try NoteSigner(name: origin, seed: seed).verifierKey
            try ledger.appendOwn(
                "ledger.opened",
                data: [
                    "origin": .string(origin), "format": .integer(Layout.formatVersion),
                    "key": .string(key), "catalogue": .string(catalogue.digest.hex),
                ],
                at: now
            )
            return ledger
        }
    }

    /// The key by which others verify what the ledger signs now, as a C2SP verifier key.
    public var verifierKey: String {
        get throws {
            try read { snapshot in try verifierKey(ofSize: .max, in: snapshot) }
        }
    }

    /// The signer; `nil` for a follower, which has no log key.
    func signer() throws -> NoteSigner? {
        guard let seed = try files.secret("log") else { return nil }
        return try NoteSigner(name: origin, seed: seed)
    }

    /// The store of person keys, opened once; `nil` when there is none beside the ledger.
    package func keyStore() throws -> KeyStore? {
        try store.withLock { held in
            if let held { return held }
            held = try KeyStore.open(
                files,
                origin: origin,
                entropy: entropy,
                isReadOnly: journal.environment.isReadOnly
            )
            return held
        }
    }

    /// What checks lines for one recorder; the last one is kept.
    func preparer(recordingBy by: String?) -> EventPreparer {
        lastPreparer.withLock { held in
            if let held, held.by == by { return held.preparer }
            let made = EventPreparer(self, by: by)
            held = (by, made)
            return made
        }
    }

    /// Size, root and last recorded time.
    package func head() throws -> Head {
        try read { snapshot in try journal.head(in: snapshot) }
    }

    /// Runs a reading in one snapshot, with errors in the ledger's own words.
    package func read<R>(_ body: (borrowing ReadTransaction) throws -> R) throws -> R {
        try Failure.translated(directory) { try journal.environment.read(body) }
    }

    /// Refuses a text that cannot be a ledger's name.
    package static func requireOrigin(_ origin: String) throws {
        let isPlain = origin.unicodeScalars.allSatisfy { scalar in
            !scalar.properties.isWhitespace && scalar != "+" && scalar.value >= 0x20
                && scalar.value != 0x7F
        }
        guard !origin.isEmpty, origin.utf8.count <= Limits.originByteCount, isPlain,
            !origin.contains("/agreement/")
        else {
            throw LedgerError(
                .usage,
                "the origin '\(origin)' cannot be a ledger's name; use up to "
                    + "\(Limits.originByteCount) bytes without '+', white space or '/agreement/', "
                    + "for example ledger.example.org/skc"
            )
        }
    }

    private static func requireLedgerFolder(_ directory: String) throws {
        let file = directory + "/data.mdb"
        if let status = try status(file) {
            guard status.size >= Self.leastByteCount else {
                throw LedgerError(
                    unreadable: "\(file) is cut to \(status.size) bytes; restore a backup"
                )
            }
            return
        }
        guard let folder = try status(directory) else {
            throw LedgerError(
                .notFound,
                "there is no ledger at \(directory); make one with `entente init`, or name one "
                    + "with --ledger or ENTENTE_LEDGER"
            )
        }
        guard folder.isFolder else {
            throw LedgerError(
                .notFound,
                "\(directory) is a file; a ledger is a folder made by `entente init`"
            )
        }
        throw LedgerError(
            .notFound,
            "\(directory) holds no ledger; make one with `entente init`"
        )
    }

    /// The two pages that every environment begins with, in bytes.
    static let leastByteCount = 8_192

    /// What is there; not being allowed to know is an error of its own.
    private static func status(_ path: String) throws -> File.Status? {
        do throws(LMDBError) {
            return try File.status(of: path)
        } catch  where error.isNotPermitted {
            throw LedgerError(.notPermitted, "\(path) cannot be read; check its permissions")
        } catch {
            return nil
        }
    }

    /// Makes a folder, or takes one that is empty.
    package static func makeEmptyFolder(_ directory: String) throws {
        if let status = try status(directory) {
            let entries = try? FileManager.default.contentsOfDirectory(atPath: directory)
            guard status.isFolder, entries?.isEmpty == true else {
                throw LedgerError(
                    .cannotCreate,
                    "\(directory) exists already and is not an empty folder; name another one"
                )
            }
            return
        }
        try makeFolder(directory)
    }

    /// Makes a folder and those above it, where they are not there yet.
    static func makeFolder(_ directory: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: directory,
                withIntermediateDirectories: true
            )
        } catch {
            throw LedgerError(
                .cannotCreate,
                "the folder \(directory) cannot be made; check the path and its permissions"
            )
        }
    }
}
