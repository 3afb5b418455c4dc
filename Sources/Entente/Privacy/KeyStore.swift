import EventJournal
package import Events
import FoundationEssentials
import LMDB
import Synchronization

/// The keys of persons, each wrapped under the master key, in an environment of their own.
///
/// Every change happens while the ledger's write transaction is held, so that no two processes
/// change the keys at once. Destroying a key rewrites the environment without it.
package final class KeyStore: Sendable {
    private let files: KeyFiles
    private let origin: String
    private let master: [UInt8]
    private let entropy: Entropy
    private let isReadOnly: Bool

    /// The generation that is open, with what told it from others when it was opened.
    private struct Generation {
        let number: Int
        let status: File.Status
        let environment: Environment
    }

    private let current = Mutex<Generation?>(nil)

    private init(
        files: KeyFiles,
        origin: String,
        master: [UInt8],
        entropy: Entropy,
        isReadOnly: Bool
    ) {
        self.isReadOnly = isReadOnly
        self.files = files
        self.origin = origin
        self.master = master
        self.entropy = entropy
    }

    /// Makes an empty store with a new master key.
    static func create(_ files: KeyFiles, origin: String, entropy: Entropy) throws -> KeyStore {
        try files.create()
        let master = entropy.bytes(32)
        try files.setSecret("master", to: master)
        return KeyStore(
            files: files,
            origin: origin,
            master: master,
            entropy: entropy,
            isReadOnly: false
        )
    }

    /// Opens the store beside a ledger.
    ///
    /// - `isReadOnly`: do not need permission to write.
    /// - Returns: `nil` when there is none: every personal value is withheld then.
    /// - Throws: when it is there and cannot be opened, which is never taken for an erasure.
    static func open(
        _ files: KeyFiles,
        origin: String,
        entropy: Entropy,
        isReadOnly: Bool
    ) throws -> KeyStore? {
        guard let master = try files.secret("master") else { return nil }
        return KeyStore(
            files: files,
            origin: origin,
            master: master,
            entropy: entropy,
            isReadOnly: isReadOnly
        )
    }

    /// The keys of some persons; those without one are left out.
    package func keys(of persons: [Tag]) throws -> [Tag: [UInt8]] {
        guard let (environment, table) = try table() else { return [:] }
        return try environment.read { snapshot in
            var found: [Tag: [UInt8]] = [:]
            for person in persons {
                let name = Array(person.text.utf8)
                guard let wrapped = try snapshot.value(for: name.span, in: table) else { continue }
                found[person] = try unwrap(wrapped.array, of: person)
            }
            return found
        }
    }

    /// Every person with a key, and the keys.
    package func all() throws -> [Tag: [UInt8]] {
        guard let (environment, table) = try table() else { return [:] }
        let persons = try environment.read { snapshot in
            try snapshot.withCursor(in: table) { cursor in
                var found: [Tag] = []
                var more = try cursor.move(to: .first)
                while more {
                    if let tag = Tag(String(decoding: cursor.key.array, as: UTF8.self)) {
                        found.append(tag)
                    }
                    more = try cursor.move(to: .next)
                }
                return found
            }
        }
        return try keys(of: persons)
    }

    /// Stores keys durably; a person who has one keeps it.
    ///
    /// - Precondition: the ledger's write transaction is held.
    func store(_ keys: [Tag: [UInt8]]) throws {
        guard !keys.isEmpty else { return }
        let environment = try environment() ?? makeFirstEnvironment()
        let table = try environment.table("keys", .bytes, create: true)
        try environment.write { transaction in
            for (person, key) in keys.sorted(by: { $0.key < $1.key }) {
                let name = Array(person.text.utf8)
                if try transaction.value(for: name.span, in: table) != nil { continue }
                let wrapped = try wrap(key, of: person)
                try transaction.put(wrapped.span, for: name.span, in: table)
            }
        }
    }

    /// Destroys the keys of some persons: deletes them, rewrites the environment without their
    /// bytes and moves it into place.
    ///
    /// - Precondition: the ledger's write transaction is held.
    func destroy(keysOf persons: [Tag]) throws {
        guard let newest = try files.generation(), let (environment, table) = try table() else {
            return
        }
        try environment.write { transaction in
            for person in persons {
                let name = Array(person.text.utf8)
                _ = try transaction.removeValue(for: name.span, in: table)
            }
        }
        let scratch = try files.makeScratch()
        try environment.copy(to: scratch)
        DurableFile.synchronize(file: scratch + "/data.mdb")
        DurableFile.synchronize(directory: scratch)
        current.withLock { $0 = nil }
        try files.adopt(scratch, asGeneration: newest.number + 1)
    }

    /// The newest generation and its table; `nil` before the first key.
    private func table() throws -> (Environment, Table)? {
        guard let environment = try environment() else { return nil }
        do {
            return (environment, try environment.table("keys", .bytes, create: false))
        } catch {
            guard error.isNotFound else { throw error }
            return nil
        }
    }

    /// The environment of the newest generation; `nil` before the first key.
    ///
    /// A reader may find a generation that an erasure elsewhere is just removing; the next one
    /// stands there already then.
    private func environment() throws -> Environment? {
        for _ in 0..<Self.attempts {
            do {
                return try newestEnvironment()
            } catch let error as LMDBError where error.isNotFound {
                continue
            }
        }
        return try newestEnvironment()
    }

    /// How often a generation may vanish under a reader before that is an error.
    private static let attempts = 100

    private func newestEnvironment() throws -> Environment? {
        try current.withLock { held in
            if let held, files.isNewest(held.number, opened: held.status) {
                return held.environment
            }
            guard let newest = try files.generation() else { return nil }
            held = nil
            let environment = try open(generation: newest.number)
            held = Generation(
                number: newest.number,
                status: newest.status,
                environment: environment
            )
            return environment
        }
    }

    private func open(generation: Int) throws(LMDBError) -> Environment {
        try Environment(
            at: files.path(ofGeneration: generation),
            readOnly: isReadOnly,
            tables: 1,
            mapSizeInBytes: 1 << 20
        )
    }

    private func makeFirstEnvironment() throws -> Environment {
        try FileManager.default.createDirectory(
            atPath: files.path(ofGeneration: 1),
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        DurableFile.synchronize(directory: files.directory)
        return try current.withLock { held in
            let environment = try open(generation: 1)
            held = files.status(ofGeneration: 1).map { status in
                Generation(number: 1, status: status, environment: environment)
            }
            return environment
        }
    }

    private func wrap(_ key: [UInt8], of person: Tag) throws -> [UInt8] {
        try AEAD.seal(key, key: master, nonce: entropy.bytes(12), context: [origin, person.text])
    }

    private func unwrap(_ wrapped: [UInt8], of person: Tag) throws -> [UInt8] {
        guard let key = AEAD.open(wrapped, key: master, context: [origin, person.text]) else {
            throw LedgerError(
                .damaged,
                "the key of \(person) does not open under the master key; bring the keys back with "
                    + "`entente keys import`"
            )
        }
        return key
    }
}
