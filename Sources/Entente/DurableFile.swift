import Foundation

/// Files that are on the disk when the call returns.
enum DurableFile {
    /// Replaces a whole file: a crash leaves the old one or the new one.
    ///
    /// Foundation writes beside the place, syncs, and renames.
    static func write(_ bytes: [UInt8], to path: String) throws {
        let place = URL(filePath: path)
        try Data(bytes).write(to: place, options: .atomic)
        synchronize(directory: place.deletingLastPathComponent().path)
    }

    /// Writes a file that is not there yet and that nobody else may read (mode 0600).
    static func writeSecret(_ bytes: [UInt8], to path: String) throws {
        let made = FileManager.default.createFile(
            atPath: path,
            contents: Data(bytes),
            attributes: [.posixPermissions: 0o600]
        )
        guard made else {
            throw LedgerError(.io, "\(path) cannot be written; check space and permissions")
        }
        synchronize(file: path)
        synchronize(directory: URL(filePath: path).deletingLastPathComponent().path)
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
