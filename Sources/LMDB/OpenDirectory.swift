import CLMDB
import Glibc
import Synchronization

/// This process's claim on the directory of an environment.
///
/// LMDB must not open the same files twice in one process: closing the second would drop the locks
/// of the first. The claim is kept by device and inode, so that two spellings of one path, or a
/// link
/// to it, are recognised; the directory is held open, so that its inode is not used again
/// meanwhile.
@safe
struct OpenDirectory: ~Copyable {
    private struct Identity: Equatable {
        let device: UInt64
        let inode: UInt64
    }

    private struct Claims {
        var open: [Identity] = []
        var count: UInt64 = 0
    }

    private static let claims = Mutex(Claims())

    /// A number that no other environment of this process has or had.
    let serial: UInt64

    private let descriptor: Int32
    private let identity: Identity

    init(_ path: String) throws(LMDBError) {
        let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        try check(descriptor < 0 ? errno : MDB_SUCCESS, "open \(path)")
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else {
            let code = errno
            close(descriptor)
            throw LMDBError(code: code, operation: "open \(path)")
        }
        let identity = Identity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
        let serial: UInt64? = Self.claims.withLock { claims in
            guard !claims.open.contains(identity) else { return nil }
            claims.open.append(identity)
            claims.count += 1
            return claims.count
        }
        guard let serial else {
            close(descriptor)
            throw LMDBError(code: EBUSY, operation: "open \(path)")
        }
        self.serial = serial
        self.descriptor = descriptor
        self.identity = identity
    }

    /// Whether LMDB would start a new file here: there is none, or an empty one.
    var isWithoutData: Bool {
        var status = stat()
        return unsafe fstatat(descriptor, "data.mdb", &status, 0) != 0 || status.st_size == 0
    }

    /// Makes the names of new files durable.
    func synchronize(_ operation: String) throws(LMDBError) {
        try check(fsync(descriptor) < 0 ? errno : MDB_SUCCESS, operation)
    }

    deinit {
        let identity = identity
        Self.claims.withLock { claims in claims.open.removeAll { $0 == identity } }
        close(descriptor)
    }
}
