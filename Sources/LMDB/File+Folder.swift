import CLMDB
import Glibc

extension File {
    /// Brings everything that was written on this file's file system to the disk, in one call.
    ///
    /// For many new files it takes a hundredth of the time of one `fsync` each, because the file
    /// system writes its journal once. It waits for what others have written there, too. Linux
    /// reports failed writes here since 5.8.
    package func synchronizeFileSystem() throws(LMDBError) {
        try check(syncfs(descriptor) < 0 ? errno : MDB_SUCCESS, "bring \(name) to the disk")
    }

    /// Takes an advisory lock on the file or folder, which ends with this value.
    ///
    /// - Returns: `false` when another process holds it. A file system without locks gives none
    ///   to anybody, and counts as locked here.
    package func lock() throws(LMDBError) -> Bool {
        var code: Int32
        repeat {
            code = flock(descriptor, LOCK_EX | LOCK_NB)
        } while code < 0 && errno == EINTR
        guard code < 0 else { return true }
        if errno == EWOULDBLOCK { return false }
        let isWithoutLocks = [ENOLCK, EBADF, ENOTSUP, EINVAL, ENOSYS].contains(errno)
        try check(isWithoutLocks ? MDB_SUCCESS : errno, "lock \(name)")
        return true
    }

    /// Makes a folder with what the umask leaves of all permissions; one that is there stays.
    package static func makeFolder(_ path: String) throws(LMDBError) {
        guard unsafe mkdir(path, 0o777) < 0, errno != EEXIST else { return }
        try check(errno, "make the folder \(path)")
    }

    /// Reads a file of bytes; `nil` when there is none, or what is there is no such file.
    ///
    /// - Parameters:
    ///   - path: where.
    ///   - limit: the most bytes to read.
    /// - Returns: `bytes` is `nil` when there are more of them than the limit.
    /// - Throws: the system's error.
    package static func contents(
        of path: String,
        atMost limit: Int
    ) throws(LMDBError) -> (bytes: [UInt8]?, size: Int)? {
        // Looked at before it is opened: opening a pipe would wait for its writer.
        guard let seen = try status(of: path), seen.isRegular else { return nil }
        guard seen.size <= limit else { return (nil, seen.size) }
        let file: File
        do throws(LMDBError) {
            file = try File(path, for: .reading)
        } catch  where error.isNotFound {
            return nil
        }
        var bytes = [UInt8](repeating: 0, count: seen.size + 1)
        var count = 0
        while count < bytes.count {
            let more = try file.read(into: &bytes, from: count)
            guard more > 0 else { break }
            count += more
        }
        guard count <= seen.size else { return (nil, count) }
        bytes.removeSubrange(count...)
        return (bytes, count)
    }
}
