import Foundation

/// Files that are on the disk when the call returns.
enum DurableFile {
    /// Writes a whole file beside its place, syncs it and moves it there.
    static func write(_ bytes: [UInt8], to path: String, mode: Int = 0o644) throws {
        let temporary = path + ".new"
        let made = FileManager.default.createFile(
            atPath: temporary,
            contents: Data(bytes),
            attributes: [.posixPermissions: mode]
        )
        guard made else {
            throw LedgerError(.io, "\(temporary) cannot be written; check space and permissions")
        }
        synchronize(file: temporary)
        let place = URL(filePath: path)
        if FileManager.default.fileExists(atPath: path) {
            _ = try FileManager.default.replaceItemAt(place, withItemAt: URL(filePath: temporary))
        } else {
            try FileManager.default.moveItem(atPath: temporary, toPath: path)
        }
        synchronize(directory: place.deletingLastPathComponent().path)
    }

    /// Brings a file's bytes to the disk.
    static func synchronize(file path: String) {
        guard let handle = FileHandle(forUpdatingAtPath: path) else { return }
        try? handle.synchronize()
        try? handle.close()
    }

    /// Brings a folder's entries to the disk.
    static func synchronize(directory path: String) {
        guard let handle = FileHandle(forReadingAtPath: path) else { return }
        try? handle.synchronize()
        try? handle.close()
    }
}
