import LMDB

/// The reader of a pipe has gone away, and nobody wants to hear about it.
package struct BrokenPipe: Error {
    init() {}
}

/// A file, or a standard stream of the process, with errors in the ledger's own words.
///
/// Nothing is buffered here: every call is one of the system.
package final class FileStream: Sendable {
    /// What a new file of the program's user may be for others.
    package enum Access: Sendable {
        /// What the umask leaves.
        case shared
        /// Nothing: mode 0600.
        case own

        var mode: UInt32 {
            switch self {
            case .shared: 0o666
            case .own: 0o600
            }
        }
    }

    /// Standard input of the process.
    package static let standardInput = FileStream(.standardInput, "standard input")

    /// Standard output of the process.
    package static let standardOutput = FileStream(.standardOutput, "standard output")

    /// Standard error of the process.
    package static let standardError = FileStream(.standardError, "standard error")

    /// The path, or the words for a standard stream.
    package let name: String

    private let file: File

    private init(_ file: consuming File, _ name: String) {
        self.file = file
        self.name = name
    }

    /// Opens a file to read.
    ///
    /// - Throws: `LedgerError` of kind `notFound` for no file and for a folder, `notPermitted`
    ///   for one that may not be read.
    package init(reading path: String) throws {
        name = path
        do throws(LMDBError) {
            file = try File(path, for: .reading)
        } catch {
            throw error.isNotFound
                ? LedgerError(.notFound, "there is no file \(path)")
                : LedgerError(.notPermitted, "the file \(path) cannot be opened; check its mode")
        }
        guard try !status().isFolder else {
            throw LedgerError(.notFound, "\(path) is a folder; name a file")
        }
    }

    /// Makes a new file, or empties one, to write.
    ///
    /// - Parameters:
    ///   - path: where.
    ///   - access: who else may open it; counts for a file that was there as well when it is
    ///     `own`.
    ///   - replacing: whether a file may stand there already.
    /// - Throws: `LedgerError` of kind `cannotCreate`.
    package init(writing path: String, _ access: Access = .shared, replacing: Bool = true) throws {
        name = path
        let mode = access.mode
        do throws(LMDBError) {
            let use = replacing ? File.Use.replacing(mode: mode) : .creating(mode: mode)
            let file = try File(path, for: use)
            if access == .own { try file.setMode(mode) }
            self.file = file
        } catch {
            throw LedgerError(.cannotCreate, "the file \(path) cannot be made: \(error.cause)")
        }
    }

    /// Whether a path leads to a folder.
    package static func isFolder(_ path: String) -> Bool {
        ((try? File.status(of: path)) ?? nil)?.isFolder ?? false
    }

    /// Reads the next bytes into `bytes` from an offset on, up to its end.
    ///
    /// - Returns: how many were read; 0 at the end of the file.
    /// - Throws: `LedgerError` of kind `io`.
    package func read(into bytes: inout [UInt8], from offset: Int = 0) throws -> Int {
        do throws(LMDBError) {
            return try file.read(into: &bytes, from: offset)
        } catch {
            throw LedgerError(.io, "\(name) cannot be read: \(error.cause)")
        }
    }

    /// Whether reading would not wait: there are bytes, the end, or an error to report.
    package var isReadable: Bool { file.isReadable }

    /// Everything from here to the end of the file.
    ///
    /// - Throws: `LedgerError` of kind `io`.
    package func contents() throws -> [UInt8] {
        do throws(LMDBError) {
            return try file.contents()
        } catch {
            throw LedgerError(.io, "\(name) cannot be read: \(error.cause)")
        }
    }

    /// Writes all bytes.
    ///
    /// - Throws: `BrokenPipe` when the reader has gone, `LedgerError` of kind `io` otherwise.
    package func write(_ bytes: [UInt8]) throws {
        do throws(LMDBError) {
            try file.write(bytes.span)
        } catch {
            if error.isBrokenPipe { throw BrokenPipe() }
            throw LedgerError(.io, "\(name) cannot be written: \(error.cause); check the disk")
        }
    }

    /// Brings the bytes to the disk.
    ///
    /// - Throws: `LedgerError` of kind `io`.
    package func synchronize() throws {
        do throws(LMDBError) {
            try file.synchronize()
        } catch {
            throw LedgerError(.io, "\(name) cannot be brought to the disk: \(error.cause)")
        }
    }

    private func status() throws -> File.Status {
        do throws(LMDBError) {
            return try file.status()
        } catch {
            throw LedgerError(.io, "\(name) cannot be read: \(error.cause)")
        }
    }
}
