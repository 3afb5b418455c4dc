import CLMDB
import Glibc

/// An open file, pipe or terminal, closed with its owner: the calls of POSIX.1 that files beside
/// an environment need.
///
/// A call that a signal interrupts is made again.
package struct File: ~Copyable, Sendable {
    /// What a file is opened for.
    package enum Use: Sendable {
        /// Reading what is there; a folder, too, to bring its entries to the disk.
        case reading
        /// Writing a file that is not there yet, with these permissions.
        case creating(mode: UInt32)
        /// Writing in place of what is there, or a new file with these permissions.
        case replacing(mode: UInt32)
    }

    let descriptor: Int32
    let name: String
    private let isOwned: Bool

    /// Opens a file.
    ///
    /// - Throws: the system's error, for example with ``LMDBError/isNotFound``.
    package init(_ path: String, for use: Use) throws(LMDBError) {
        let (flags, mode) = Self.flags(of: use)
        var opened: Int32
        repeat {
            opened = unsafe open(path, flags | O_CLOEXEC, mode)
        } while opened < 0 && errno == EINTR
        descriptor = opened
        name = path
        isOwned = true
        try check(descriptor < 0 ? errno : MDB_SUCCESS, "open \(path)")
    }

    private init(standard descriptor: Int32, _ name: String) {
        self.descriptor = descriptor
        self.name = name
        isOwned = false
    }

    /// Standard input of the process.
    package static var standardInput: File { File(standard: STDIN_FILENO, "standard input") }

    /// Standard output of the process.
    package static var standardOutput: File { File(standard: STDOUT_FILENO, "standard output") }

    /// Standard error of the process.
    package static var standardError: File { File(standard: STDERR_FILENO, "standard error") }

    deinit {
        if isOwned { close(descriptor) }
    }

    private static func flags(of use: Use) -> (Int32, mode_t) {
        switch use {
        case .reading: (O_RDONLY, 0)
        case .creating(let mode): (O_WRONLY | O_CREAT | O_EXCL, mode)
        case .replacing(let mode): (O_WRONLY | O_CREAT | O_TRUNC, mode)
        }
    }

    /// Reads the next bytes into `bytes` from an offset on, up to its end, in one call.
    ///
    /// - Returns: how many were read; 0 at the end of the file.
    /// - Precondition: `offset` lies within `bytes`.
    package func read(
        into bytes: inout [UInt8],
        from offset: Int = 0
    ) throws(LMDBError) -> Int {
        precondition((0...bytes.count).contains(offset), "the offset lies outside of the bytes")
        var count = 0
        repeat {
            count = unsafe bytes.withUnsafeMutableBytes { buffer in
                let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[offset...])
                return unsafe Glibc.read(descriptor, rest.baseAddress, rest.count)
            }
        } while count < 0 && errno == EINTR
        try check(count < 0 ? errno : MDB_SUCCESS, "read \(name)")
        return count
    }

    /// Whether ``read(into:from:)`` would not wait: there are bytes, the end, or an error.
    package var isReadable: Bool {
        var asked = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&asked, 1, 0) != 0
    }

    /// Everything from here to the end of the file.
    package func contents() throws(LMDBError) -> [UInt8] {
        let size = max(0, try status().size)
        var bytes = [UInt8](repeating: 0, count: min(size, 1 << 30) + 1)
        var count = 0
        while true {
            let more = try read(into: &bytes, from: count)
            guard more > 0 else { break }
            count += more
            if count == bytes.count { bytes += [UInt8](repeating: 0, count: max(4096, count)) }
        }
        bytes.removeSubrange(count...)
        return bytes
    }

    /// Writes all bytes.
    ///
    /// - Throws: an error with ``LMDBError/isBrokenPipe`` when the reader of a pipe has gone.
    package func write(_ bytes: Span<UInt8>) throws(LMDBError) {
        var start = 0
        while start < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[start...])
                return unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
            }
            if count < 0 && errno == EINTR { continue }
            try check(count < 0 ? errno : MDB_SUCCESS, "write \(name)")
            start += count
        }
    }

    /// Brings the bytes, or the entries of a folder, to the disk.
    package func synchronize() throws(LMDBError) {
        try check(fsync(descriptor) < 0 ? errno : MDB_SUCCESS, "bring \(name) to the disk")
    }

    /// Sets the permissions, whatever the umask leaves of them.
    package func setMode(_ mode: UInt32) throws(LMDBError) {
        try check(fchmod(descriptor, mode) < 0 ? errno : MDB_SUCCESS, "set the mode of \(name)")
    }

    /// What the system knows of the file.
    package func status() throws(LMDBError) -> Status {
        var status = stat()
        let code = unsafe fstat(descriptor, &status)
        try check(code < 0 ? errno : MDB_SUCCESS, "look at \(name)")
        return Status(status)
    }

    /// What the system knows of the file at a path, behind symbolic links; `nil` when there is
    /// none.
    package static func status(of path: String) throws(LMDBError) -> Status? {
        var status = stat()
        guard unsafe stat(path, &status) < 0 else { return Status(status) }
        let code = errno
        if code == ENOENT || code == ENOTDIR { return nil }
        throw LMDBError(code: code, operation: "look at \(path)")
    }

    /// Everything in the file at a path; `nil` when there is none.
    package static func contents(of path: String) throws(LMDBError) -> [UInt8]? {
        do throws(LMDBError) {
            return try File(path, for: .reading).contents()
        } catch  where error.isNotFound {
            return nil
        }
    }

    /// Gives a file another name, in place of what has that name.
    package static func rename(_ path: String, to other: String) throws(LMDBError) {
        let code = unsafe Glibc.rename(path, other)
        try check(code < 0 ? errno : MDB_SUCCESS, "rename \(path) to \(other)")
    }

    /// Takes the name of a file away.
    package static func remove(_ path: String) throws(LMDBError) {
        try check(unsafe unlink(path) < 0 ? errno : MDB_SUCCESS, "remove \(path)")
    }
}

extension File {
    /// What tells one state of a file from another.
    package struct Status: Sendable, Hashable {
        /// The device that holds the file.
        package let device: UInt64

        /// The file's number on its device.
        package let inode: UInt64

        /// How long it is, in bytes.
        package let size: Int

        /// When it was last written, in nanoseconds since 1970, as exact as the system's ticks.
        package let modifiedInNanoseconds: Int64

        /// Whether it is a folder.
        package let isFolder: Bool

        /// Whether it is a file of bytes: no folder, pipe, device or socket.
        package let isRegular: Bool

        init(_ status: stat) {
            device = UInt64(status.st_dev)
            inode = UInt64(status.st_ino)
            size = Int(status.st_size)
            modifiedInNanoseconds =
                Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
            isFolder = status.st_mode & S_IFMT == S_IFDIR
            isRegular = status.st_mode & S_IFMT == S_IFREG
        }
    }
}

extension [UInt8] {
    /// Where a byte stands first, at or behind an index and before another; `nil` when it does not.
    ///
    /// Vectorised by the C library: several bytes a cycle.
    package func firstIndex(of byte: UInt8, from start: Int, below end: Int) -> Int? {
        precondition(start >= 0 && start <= end && end <= count, "the range lies outside")
        return unsafe withUnsafeBytes { buffer -> Int? in
            guard start < end, let base = buffer.baseAddress else { return nil }
            let from = unsafe base + start
            guard let found = unsafe memchr(from, Int32(byte), end - start) else { return nil }
            return unsafe start + (UnsafeRawPointer(found) - from)
        }
    }
}
