import FoundationEssentials
import LMDB
import Synchronization

/// The folder of keys beside a ledger, and the ways to change it that survive a crash.
///
/// | file | what |
/// | --- | --- |
/// | `master` | 32 bytes; wraps every person's key |
/// | `log` | 32 bytes; the seed of the Ed25519 key that signs checkpoints |
/// | `log-next` | 32 bytes; the seed that takes its place, while a rotation is under way |
/// | `persons-N/` | an LMDB environment of wrapped keys; the highest N counts |
/// | `erased` | persons whom imported keys name as erased, a tag a line |
/// | `erasing` | persons whose erasure has begun and is not finished, a tag a line |
///
/// The folder has mode 0700, its files 0600. It is never part of a backup or an export.
///
/// What was read is kept, and counts as long as the system says that the file is the same one.
/// That is sound in spite of coarse clocks: a secret is never written over, only another file put
/// in its place, and the list `erased` only grows.
final class KeyFiles: Sendable {
    private struct Known {
        let status: File.Status
        let bytes: [UInt8]
    }

    let directory: String
    private let known = Mutex<[String: Known]>([:])

    init(ledger: String) {
        directory = ledger + "/keys"
    }

    func create() throws {
        try FileManager.default.createDirectory(
            atPath: directory,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
    }

    /// Reads a secret; `nil` when there is none.
    ///
    /// - Throws: `LedgerError` when it is there and cannot be read or has another length.
    func secret(_ name: String) throws -> [UInt8]? {
        let path = directory + "/" + name
        let secret: [UInt8]?
        do {
            secret = try unchanged(name)
        } catch {
            throw LedgerError(.notPermitted, "the key file \(path) cannot be read; check its mode")
        }
        guard secret?.count ?? 32 == 32 else {
            throw LedgerError(
                .damaged,
                "the key file \(path) has \(secret?.count ?? 0) bytes, not 32; bring it back with "
                    + "`entente keys import`"
            )
        }
        return secret
    }

    func setSecret(_ name: String, to bytes: [UInt8]) throws {
        try DurableFile.write(bytes, to: directory + "/" + name, .own)
    }

    /// Whether there is a secret; it is not read.
    func hasSecret(_ name: String) throws -> Bool {
        try File.status(of: directory + "/" + name) != nil
    }

    /// Removes a secret for good.
    func removeSecret(_ name: String) throws {
        try File.remove(directory + "/" + name)
        DurableFile.synchronize(directory: directory)
    }

    /// Puts a secret in the place of another, which is gone then.
    func replaceSecret(_ name: String, by other: String) throws {
        try File.rename(directory + "/" + other, to: directory + "/" + name)
        DurableFile.synchronize(directory: directory)
    }

    /// What is in a file that never changes, or only grows: looked up, and read when it is not the
    /// one that was read before.
    private func unchanged(_ name: String) throws(LMDBError) -> [UInt8]? {
        let path = directory + "/" + name
        guard let status = (try? File.status(of: path)) ?? nil else { return nil }
        let held = known.withLock { $0[name] }
        if let held, held.status == status { return held.bytes }
        let bytes: [UInt8]
        do throws(LMDBError) {
            bytes = try File(path, for: .reading).contents()
        } catch  where error.isNotFound {
            return nil
        }
        // The status is older than the bytes, so a change in between is seen the next time.
        known.withLock { $0[name] = Known(status: status, bytes: bytes) }
        return bytes
    }

    /// The newest folder of person keys; `nil` before the first.
    ///
    /// A folder whose environment was not begun in full, by a program that was stopped, does not
    /// count: nothing can have been stored in it.
    func generation() throws -> (number: Int, status: File.Status)? {
        try FileManager.default.contentsOfDirectory(atPath: directory)
            .compactMap { $0.hasPrefix("persons-") ? Int($0.dropFirst("persons-".count)) : nil }
            .compactMap { number in status(ofGeneration: number).map { (number, $0) } }
            .filter { $0.1.size >= Ledger.leastByteCount }
            .max { $0.0 < $1.0 }
    }

    /// Whether a generation that was opened is still the newest one, without reading the folder.
    ///
    /// The next one is moved into place before this one is removed.
    func isNewest(_ number: Int, opened status: File.Status) -> Bool {
        guard self.status(ofGeneration: number + 1) == nil,
            let now = self.status(ofGeneration: number)
        else { return false }
        return now.inode == status.inode && now.device == status.device
    }

    /// What the system knows of the environment of a generation; `nil` when it is not there.
    func status(ofGeneration number: Int) -> File.Status? {
        (try? File.status(of: path(ofGeneration: number) + "/data.mdb")) ?? nil
    }

    func path(ofGeneration number: Int) -> String { directory + "/persons-\(number)" }

    /// Makes the next generation from a folder made ready beside it, and drops the older ones.
    func adopt(_ folder: String, asGeneration number: Int) throws {
        try File.rename(folder, to: path(ofGeneration: number))
        DurableFile.synchronize(directory: directory)
        for older in 0..<number where isThere(path(ofGeneration: older)) {
            try FileManager.default.removeItem(atPath: path(ofGeneration: older))
        }
        DurableFile.synchronize(directory: directory)
    }

    /// A new, empty folder for a generation to come.
    func makeScratch() throws -> String {
        let scratch = directory + "/new"
        try? FileManager.default.removeItem(atPath: scratch)
        try FileManager.default.createDirectory(
            atPath: scratch,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        return scratch
    }

    /// The persons whose erasure has begun; read anew each time, since the list shrinks too.
    func erasing() -> [String] {
        lines(in: (try? File.contents(of: directory + "/erasing")) ?? nil)
    }

    /// The persons whom imported keys name as erased, though this ledger's log does not.
    func erasedElsewhere() -> [String] { lines(in: (try? unchanged("erased")) ?? nil) }

    func setErasedElsewhere(_ persons: [String]) throws {
        let text = persons.map { $0 + "\n" }.joined()
        try DurableFile.write(Array(text.utf8), to: directory + "/erased", .own)
    }

    private func lines(in bytes: [UInt8]?) -> [String] {
        guard let bytes else { return [] }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    private func isThere(_ path: String) -> Bool {
        ((try? File.status(of: path)) ?? nil) != nil
    }

    func setErasing(_ persons: [String]) throws {
        let path = directory + "/erasing"
        guard !persons.isEmpty else {
            try? File.remove(path)
            DurableFile.synchronize(directory: directory)
            return
        }
        let text = persons.joined(separator: "\n") + "\n"
        try DurableFile.write(Array(text.utf8), to: path, .own)
    }
}
