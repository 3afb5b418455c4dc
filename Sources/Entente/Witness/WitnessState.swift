import FoundationEssentials
import LMDB
import Transparency

/// What a witness knows for good: the logs it trusts, and the last checkpoint of each that it
/// has cosigned.
///
/// An LMDB environment, so that a check and what follows from it are one step even when several
/// servers share the folder, and are on the disk when the answer goes out. A witness that forgets
/// could cosign two histories; so the state is made once, with the key, and never anew for it.
///
/// | table | key | value |
/// | --- | --- | --- |
/// | `meta` | `key` | the witness's verifier key |
/// | `logs` | SHA-256 of a key's name | trusted keys, one a line, each perhaps with `dossiers` |
/// | `cosigned` | SHA-256 of an origin | the last note: the log's signatures and the cosignature |
struct WitnessState: Sendable {
    private let environment: Environment
    private let meta: Table
    private let logs: Table
    private let cosigned: Table

    /// Makes the state of a new witness.
    static func create(_ directory: String, key: String) throws -> WitnessState {
        let state = try WitnessState(opening: directory, readOnly: false, creating: true)
        try state.environment.write { transaction in
            let (name, value) = (Self.keyName, Array(key.utf8))
            try transaction.put(value.span, for: name.span, in: state.meta)
        }
        return state
    }

    /// Opens the state that belongs to a key.
    ///
    /// - Throws: `LedgerError` of kind `damaged` when it is not there, or another key's.
    static func open(_ directory: String, key: String, readOnly: Bool) throws -> WitnessState {
        let lost = LedgerError(
            .damaged,
            "the state of the witness in \(directory) is lost or belongs to another key; without "
                + "it the key could cosign a second history, so bring that very state back, or "
                + "retire the key: tell those who trust it, and make a new witness"
        )
        let status = (try? File.status(of: directory + "/data.mdb")) ?? nil
        guard let status, status.size >= Ledger.leastByteCount else { throw lost }
        let state: WitnessState
        do {
            state = try WitnessState(opening: directory, readOnly: readOnly, creating: false)
        } catch let error as LMDBError where error.isNotFound {
            throw lost
        }
        let name = keyName
        let found = try state.environment.read { snapshot in
            try snapshot.value(for: name.span, in: state.meta)?.array
        }
        guard let found, found.elementsEqual(key.utf8) else { throw lost }
        return state
    }

    private init(opening directory: String, readOnly: Bool, creating: Bool) throws {
        environment = try Environment(
            at: directory,
            readOnly: readOnly,
            tables: 3,
            mapSizeInBytes: 1 << 24
        )
        meta = try environment.table("meta", .bytes, create: creating)
        logs = try environment.table("logs", .bytes, create: creating)
        cosigned = try environment.table("cosigned", .bytes, create: creating)
    }

    // MARK: Trusted logs

    /// The trusted keys of one name.
    func logs(named name: String) throws -> [WitnessedLog] {
        let key = Self.key(name)
        return try environment.read { snapshot in
            guard let value = try snapshot.value(for: key.span, in: logs) else { return [] }
            return try Self.logs(from: value.array)
        }
    }

    /// All trusted keys, in the order of their names.
    func allLogs() throws -> [WitnessedLog] {
        let values = try environment.read { snapshot in
            try snapshot.withCursor(in: logs) { cursor in
                var values: [[UInt8]] = []
                var more = try cursor.move(to: .first)
                while more {
                    values.append(cursor.value.array)
                    more = try cursor.move(to: .next)
                }
                return values
            }
        }
        return try values.flatMap(Self.logs(from:)).sorted { left, right in
            left.verifier.name.utf8.lexicographicallyPrecedes(right.verifier.name.utf8)
        }
    }

    /// Changes the trusted keys of one name, in one step.
    func changeLogs(
        named name: String,
        _ change: ([WitnessedLog]) throws -> [WitnessedLog]
    ) throws {
        let key = Self.key(name)
        try environment.write { transaction in
            let known = try transaction.value(for: key.span, in: logs)?.array
            let lines = try change(Self.logs(from: known ?? [])).map { $0.line + "\n" }.joined()
            guard !lines.isEmpty else {
                return _ = try transaction.removeValue(for: key.span, in: logs)
            }
            let value = Array(lines.utf8)
            try transaction.put(value.span, for: key.span, in: logs)
        }
    }

    // MARK: Cosigned checkpoints

    /// The last note cosigned for the origin of this hash.
    func lastNote(ofOrigin hash: Hash) throws -> SignedNote? {
        let key = hash.bytes
        return try environment.read { snapshot in
            guard let value = try snapshot.value(for: key.span, in: cosigned) else { return nil }
            return try SignedNote(parsing: value.array)
        }
    }

    /// Decides about an origin by the note that was cosigned last, and stores the one decided on.
    ///
    /// Durable when it returns.
    ///
    /// - Parameters:
    ///   - hash: the SHA-256 of the origin.
    ///   - decide: given the last note, gives an answer and the note to store, if any; it may be
    ///     asked twice.
    /// - Returns: the answer.
    /// - Throws: what the disk refuses, and what `decide` throws; nothing is stored then.
    func decide<Answer>(
        aboutOrigin hash: Hash,
        _ decide: (SignedNote?) throws -> (Answer, storing: SignedNote?)
    ) throws -> Answer {
        let key = hash.bytes
        return try environment.write { transaction in
            let value = try transaction.value(for: key.span, in: cosigned)?.array
            let last = try value.map { try SignedNote(parsing: $0) }
            let (answer, note) = try decide(last)
            if let note {
                let value = Array(note.description.utf8)
                try transaction.put(value.span, for: key.span, in: cosigned)
            }
            return answer
        }
    }

    private static let keyName = Array("key".utf8)

    private static func key(_ name: String) -> [UInt8] {
        SHA256Hashing.hash(Array(name.utf8)).bytes
    }

    private static func logs(from bytes: [UInt8]) throws -> [WitnessedLog] {
        try bytes.split(separator: UInt8(ascii: "\n")).map { line in
            guard let log = WitnessedLog(line: String(decoding: line, as: UTF8.self)) else {
                throw LedgerError(
                    .damaged,
                    "the state of the witness names a log by a key that cannot be read; bring "
                        + "that state back, or retire the key of the witness"
                )
            }
            return log
        }
    }
}
