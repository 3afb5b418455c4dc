import Foundation

/// The folder of keys beside a ledger, and the ways to change it that survive a crash.
///
/// | file | what |
/// | --- | --- |
/// | `master` | 32 bytes; wraps every person's key |
/// | `log` | 32 bytes; the seed of the Ed25519 key that signs checkpoints |
/// | `persons-N/` | an LMDB environment of wrapped keys; the highest N counts |
/// | `erased` | persons whom imported keys name as erased, a tag a line |
/// | `erasing` | persons whose erasure has begun and is not finished, a tag a line |
///
/// The folder has mode 0700, its files 0600. It is never part of a backup or an export.
struct KeyFiles: Sendable {
    let directory: String

    init(ledger: String) {
        directory = ledger + "/keys"
    }

    var exists: Bool { FileManager.default.fileExists(atPath: directory) }

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
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw LedgerError(.notPermitted, "the key file \(path) cannot be read; check its mode")
        }
        guard data.count == 32 else {
            throw LedgerError(
                .damaged,
                "the key file \(path) has \(data.count) bytes, not 32; bring it back with "
                    + "`entente keys import`"
            )
        }
        return Array(data)
    }

    func setSecret(_ name: String, to bytes: [UInt8]) throws {
        try DurableFile.writeSecret(bytes, to: directory + "/" + name)
    }

    /// The newest folder of person keys; `nil` before the first.
    ///
    /// A folder whose environment was not begun in full, by a program that was stopped, does not
    /// count: nothing can have been stored in it.
    func generation() throws -> Int? {
        try FileManager.default.contentsOfDirectory(atPath: directory)
            .compactMap { $0.hasPrefix("persons-") ? Int($0.dropFirst("persons-".count)) : nil }
            .filter { (byteCount(ofGeneration: $0) ?? 0) >= Ledger.leastByteCount }
            .max()
    }

    private func byteCount(ofGeneration number: Int) -> UInt64? {
        let file = path(ofGeneration: number) + "/data.mdb"
        return try? FileManager.default.attributesOfItem(atPath: file)[.size] as? UInt64
    }

    func path(ofGeneration number: Int) -> String { directory + "/persons-\(number)" }

    /// Makes the next generation from a folder made ready beside it, and drops the older ones.
    func adopt(_ folder: String, asGeneration number: Int) throws {
        try FileManager.default.moveItem(atPath: folder, toPath: path(ofGeneration: number))
        DurableFile.synchronize(directory: directory)
        for older in 0..<number
        where FileManager.default.fileExists(atPath: path(ofGeneration: older)) {
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

    /// The persons whose erasure has begun.
    func erasing() -> [String] { lines(of: "erasing") }

    /// The persons whom imported keys name as erased, though this ledger's log does not.
    func erasedElsewhere() -> [String] { lines(of: "erased") }

    func setErasedElsewhere(_ persons: [String]) throws {
        let text = persons.map { $0 + "\n" }.joined()
        try DurableFile.write(Array(text.utf8), to: directory + "/erased")
    }

    private func lines(of name: String) -> [String] {
        guard let data = FileManager.default.contents(atPath: directory + "/" + name) else {
            return []
        }
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    func setErasing(_ persons: [String]) throws {
        let path = directory + "/erasing"
        guard !persons.isEmpty else {
            try? FileManager.default.removeItem(atPath: path)
            DurableFile.synchronize(directory: directory)
            return
        }
        let text = persons.joined(separator: "\n") + "\n"
        try DurableFile.write(Array(text.utf8), to: path)
    }
}
