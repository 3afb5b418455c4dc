import Entente
import Foundation

/// Reading files that the command line names.
enum InputFile {
    /// Opens a file to read.
    static func open(_ name: String) throws -> FileHandle {
        guard FileManager.default.fileExists(atPath: name) else {
            throw LedgerError(.notFound, "there is no file \(name)")
        }
        let place = URL(filePath: name).resolvingSymlinksInPath()
        guard try place.resourceValues(forKeys: [.isDirectoryKey]).isDirectory != true else {
            throw LedgerError(.notFound, "\(name) is a folder; name a file")
        }
        guard let handle = FileHandle(forReadingAtPath: name) else {
            throw LedgerError(.notPermitted, "the file \(name) cannot be opened; check its mode")
        }
        return handle
    }

    /// The whole of a file, or of standard input for `-`.
    static func whole(_ name: String) throws -> [UInt8] {
        let handle = name == "-" ? .standardInput : try open(name)
        var bytes: [UInt8] = []
        while true {
            let piece = try read(1 << 16, from: handle, name: name)
            if piece.isEmpty { return bytes }
            bytes += piece
        }
    }

    /// The next bytes; none at the end.
    static func read(_ count: Int, from handle: FileHandle?, name: String) throws -> [UInt8] {
        do {
            return Array(try handle?.read(upToCount: count) ?? Data())
        } catch {
            throw LedgerError(.io, "\(name) cannot be read: \(error.localizedDescription)")
        }
    }
}
