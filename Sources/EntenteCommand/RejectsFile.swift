import CanonicalJSON
import Entente
import Foundation

/// The file of refused lines: readable by its owner only, since the lines may be personal.
struct RejectsFile {
    private let path: String
    private let handle: FileHandle

    /// Makes or empties the file.
    init(_ path: String) throws {
        self.path = path
        let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
        let mask = umask(0o077)
        let made = FileManager.default.createFile(
            atPath: path,
            contents: nil,
            attributes: attributes
        )
        umask(mask)
        guard made, let handle = FileHandle(forWritingAtPath: path) else {
            throw LedgerError(
                .cannotCreate,
                "the file \(path) cannot be made; name another with --rejects"
            )
        }
        try? FileManager.default.setAttributes(attributes, ofItemAtPath: path)
        self.handle = handle
    }

    /// Adds one line.
    func write(_ value: JSONValue) throws {
        do {
            try handle.write(contentsOf: Data(value.canonicalBytes() + [UInt8(ascii: "\n")]))
        } catch {
            throw LedgerError(
                .io,
                "\(path) cannot be written: \(error.localizedDescription); check the disk"
            )
        }
    }

    /// Brings the lines to the disk.
    func close() throws {
        try? handle.synchronize()
        try? handle.close()
    }
}
