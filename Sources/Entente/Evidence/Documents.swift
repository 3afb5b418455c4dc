import FoundationEssentials
import LMDB
import Transparency

/// Documents stored beside a ledger under the SHA-256 of their bytes.
///
/// They never change: what stands under a digest is the document or is damaged.
package struct Documents: Sendable {
    /// The largest document that is stored, in bytes.
    package static let byteLimit = 1 << 30

    /// The largest document that is read for its text, in bytes.
    private static let textByteLimit = 1 << 25

    private static let pieceByteCount = 1 << 20

    private let folder: String

    init(ledger: String) {
        folder = ledger + "/documents"
    }

    /// The file of a document, there or not.
    package func path(of digest: String) -> String { folder + "/" + digest }

    /// Whether a document is there.
    package func holds(_ digest: String) throws -> Bool {
        try File.status(of: path(of: digest)) != nil
    }

    /// The bytes of a document; `nil` when it is not there, or too large to be read for its text.
    ///
    /// - Throws: `LedgerError` of kind `damaged` when other bytes stand under the digest.
    package func bytes(of digest: String) throws -> [UInt8]? {
        guard CitedDocuments.isDigest(digest), try holds(digest) else { return nil }
        let stream = try FileStream(reading: path(of: digest))
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: Self.pieceByteCount)
        while case let count = try stream.read(into: &buffer), count > 0 {
            bytes += buffer[..<count]
            if bytes.count > Self.textByteLimit { return nil }
        }
        var hasher = Hasher256()
        hasher.update(bytes.span)
        guard hasher.finalize().hex == digest else {
            throw LedgerError(
                .damaged,
                "\(path(of: digest)) does not have the bytes of its name; put the document there "
                    + "again with `entente attach`"
            )
        }
        return bytes
    }

    /// The digests of all documents, ascending, as their names say.
    func all() -> [String] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
        return (names ?? []).filter(CitedDocuments.isDigest).sorted()
    }

    /// Stores a document; it is on the disk when the call returns.
    ///
    /// - Returns: SHA-256 of its bytes in lowercase hex, and how many bytes it has.
    /// - Throws: `LedgerError` of kind `refused` for one that is too large.
    package func store(_ stream: FileStream) throws -> (digest: String, byteCount: Int) {
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true
        )
        let beside = folder + "/new." + String(UInt64.random(in: .min ... .max), radix: 36)
        do {
            let (digest, count) = try Self.copy(stream, to: beside)
            try File.rename(beside, to: path(of: digest))
            DurableFile.synchronize(directory: folder)
            DurableFile.synchronize(directory: DurableFile.folder(of: folder))
            return (digest, count)
        } catch {
            try? File.remove(beside)
            throw error
        }
    }

    /// Copies a document to a new file, and hashes it on the way.
    ///
    /// - Returns: SHA-256 of its bytes in lowercase hex, and how many bytes it has.
    static func copy(
        _ stream: FileStream,
        to path: String
    ) throws -> (digest: String, byteCount: Int) {
        let file = try FileStream(writing: path, replacing: false)
        var hasher = Hasher256()
        var buffer = [UInt8](repeating: 0, count: pieceByteCount)
        var total = 0
        while case let count = try stream.read(into: &buffer), count > 0 {
            total += count
            guard total <= byteLimit else {
                throw LedgerError(
                    .refused,
                    "\(stream.name) has more than \(byteLimit) bytes; keep it elsewhere and cite "
                        + "its SHA-256"
                )
            }
            let piece = Array(buffer[..<count])
            hasher.update(piece.span)
            try file.write(piece)
        }
        try file.synchronize()
        return (hasher.finalize().hex, total)
    }

    /// SHA-256 of a file's bytes in lowercase hex.
    static func digest(ofFile path: String) throws -> String {
        let stream = try FileStream(reading: path)
        var hasher = Hasher256()
        var buffer = [UInt8](repeating: 0, count: pieceByteCount)
        while case let count = try stream.read(into: &buffer), count > 0 {
            hasher.update(buffer.span.extracting(0..<count))
        }
        return hasher.finalize().hex
    }
}

extension Ledger {
    /// The documents stored beside the ledger.
    package var documents: Documents { Documents(ledger: directory) }
}
