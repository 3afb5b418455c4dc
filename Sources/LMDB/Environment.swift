import CLMDB
import Glibc
import Synchronization

/// An LMDB environment: a directory with `data.mdb` and `lock.mdb`, mapped into memory.
///
/// Any number of threads and processes read at once, each its own snapshot; one at a time writes. A
/// commit is durable when it returns. The files belong to the user that creates them, with the
/// permissions that the umask leaves of 0660; readers write to `lock.mdb`, so they need to write
/// there too.
///
/// Closing is the end of the last reference. An environment must not be used after `fork`.
@safe
package final class Environment: Sendable {
    // SAFETY: LMDB's environment may be used from any thread. What is not so, resizing the map and
    // opening tables, goes through `gate` and `tables`.
    nonisolated(unsafe) let handle: OpaquePointer

    /// The directory as it was given.
    package let directory: String

    /// Whether writing was ruled out at the opening.
    package let isReadOnly: Bool

    let gate = TransactionGate()
    private let claim: OpenDirectory
    let tables = Mutex<[Table]>([])

    /// Opens the environment in `directory`, and creates it there when `readOnly` is false.
    ///
    /// Slots of readers that died are cleared. A file that is shorter than its own account of
    /// itself
    /// is refused here, because reading it would end the process with `SIGBUS` later.
    ///
    /// - Parameters:
    ///   - directory: an existing directory on a local file system.
    ///   - readOnly: whether to refuse every write. The directory must hold an environment then.
    ///   - tables: how many named tables will be opened at most.
    ///   - mapSizeInBytes: how far the file may grow before the map grows, rounded up to pages of
    ///     4 KiB. It counts for a new environment, or when it is more than the one stored there.
    /// - Throws: an error with ``LMDBError/isAlreadyOpen`` when this process has it open,
    ///   ``LMDBError/isNotFound``, ``LMDBError/isNotPermitted``, ``LMDBError/isDamaged``.
    package init(
        at directory: String,
        readOnly: Bool = false,
        tables: Int = 16,
        mapSizeInBytes: Int = 1 << 30
    ) throws(LMDBError) {
        let claim = try OpenDirectory(directory)
        let isNew = claim.isWithoutData
        let page = 4096
        let wanted = max(16, (mapSizeInBytes + page - 1) / page) * page
        unsafe handle = try Self.open(
            directory,
            readOnly: readOnly,
            tables: tables,
            newMapSizeInBytes: isNew ? wanted : nil
        )
        self.claim = claim
        self.directory = directory
        isReadOnly = readOnly
        try requireWholeFile()
        if isNew && !readOnly { try self.claim.synchronize("open \(directory)") }
        if !readOnly { try growMap(toAtLeast: wanted) }
    }

    deinit {
        unsafe mdb_env_close(handle)
    }

    /// A number that no other environment of this process has or had.
    var serial: UInt64 { claim.serial }

    private static func open(
        _ directory: String,
        readOnly: Bool,
        tables: Int,
        newMapSizeInBytes: Int?
    ) throws(LMDBError) -> OpaquePointer {
        let operation = "open \(directory)"
        var created: OpaquePointer?
        try check(unsafe mdb_env_create(&created), operation)
        guard let handle = unsafe created else {
            throw LMDBError(code: ENOMEM, operation: operation)
        }
        do throws(LMDBError) {
            unsafe mdb_env_set_assert(handle, stopAtDamage)
            try check(unsafe mdb_env_set_maxdbs(handle, UInt32(tables)), operation)
            try check(unsafe mdb_env_set_maxreaders(handle, 510), operation)
            if let newMapSizeInBytes {
                try check(unsafe mdb_env_set_mapsize(handle, newMapSizeInBytes), operation)
            }
            let flags = UInt32(MDB_NOTLS | (readOnly ? MDB_RDONLY : 0))
            try check(unsafe mdb_env_open(handle, directory, flags, 0o660), operation)
            try check(unsafe mdb_reader_check(handle, nil), operation)
        } catch {
            unsafe mdb_env_close(handle)
            throw error
        }
        return unsafe handle
    }
}

/// Ends the process when LMDB finds its own structure broken.
///
/// LMDB would call `abort` after this returns. There is no way back into Swift from here: the
/// transaction and the locks are in the middle of something. 78 is `EX_CONFIG` of `sysexits.h`.
private func stopAtDamage(_ handle: OpaquePointer?, _ message: UnsafePointer<CChar>?) {
    var path: UnsafePointer<CChar>?
    unsafe mdb_env_get_path(handle, &path)
    let place = unsafe path.map { unsafe String(cString: $0) } ?? "the environment"
    let words = unsafe message.map { unsafe String(cString: $0) } ?? "an assertion failed"
    let line = "\(place)/data.mdb is damaged (\(words)); restore a backup\n"
    var bytes = Array(line.utf8)
    _ = unsafe write(STDERR_FILENO, &bytes, bytes.count)
    _exit(78)
}
