import LMDB

/// Files that are on the disk when the call returns.
package enum DurableFile {
    /// Replaces a whole file: a crash leaves the old one or the new one.
    ///
    /// Writes beside the place, syncs, and renames.
    package static func write(
        _ bytes: [UInt8],
        to path: String,
        _ access: FileStream.Access = .shared
    ) throws {
        try write(to: path, access) { try $0.write(bytes) }
    }

    /// Replaces a whole file, as ``write(_:to:_:)``, with what `body` writes.
    ///
    /// - Throws: what `body` throws too; the old file is left then.
    package static func write(
        to path: String,
        _ access: FileStream.Access = .shared,
        _ body: (FileStream) throws -> Void
    ) throws {
        let beside = path + "." + String(UInt64.random(in: .min ... .max), radix: 36)
        do {
            let stream = try FileStream(writing: beside, access, replacing: false)
            try body(stream)
            try stream.synchronize()
            try File.rename(beside, to: path)
        } catch {
            try? File.remove(beside)
            throw error
        }
        synchronize(directory: folder(of: path))
    }

    /// Brings a file's bytes to the disk.
    static func synchronize(file path: String) { synchronize(path) }

    /// Brings a folder's entries to the disk.
    static func synchronize(directory path: String) { synchronize(path) }

    /// The folder that a path leads to the last name of.
    static func folder(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func synchronize(_ path: String) {
        guard let file = try? File(path, for: .reading) else { return }
        try? file.synchronize()
    }
}
