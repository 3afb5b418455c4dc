import CLMDB
import Glibc

extension Environment {
    /// Writes a compacted copy of the last commit into `directory`, while others go on.
    ///
    /// Free pages are left out, so nothing that was removed is in the copy. When this returns, the
    /// copy and its name are on the disk.
    ///
    /// - Parameter directory: an existing directory without a `data.mdb`.
    /// - Throws: `EEXIST` when there is a `data.mdb`. What was written of a failed copy is removed.
    @available(*, noasync)
    package func copy(to directory: String) throws(LMDBError) {
        let operation = "copy \(self.directory) to \(directory)"
        let path = "\(directory)/data.mdb"
        let file = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o660)
        try check(file < 0 ? errno : MDB_SUCCESS, operation)
        defer { close(file) }
        do throws(LMDBError) {
            try copy(into: file, operation)
            try check(fsync(file) < 0 ? errno : MDB_SUCCESS, operation)
            try Self.synchronize(directory, operation)
        } catch {
            unsafe unlink(path)
            throw error
        }
    }

    /// Copies through the gate: LMDB begins a read of its own.
    private func copy(into file: Int32, _ operation: String) throws(LMDBError) {
        // A read of ours adopts a map that another process has grown, which the copy would refuse.
        let transaction = try unsafe begin(toWrite: false)
        defer {
            unsafe mdb_txn_abort(transaction)
            gate.leave()
        }
        try check(unsafe mdb_env_copyfd2(handle, file, UInt32(MDB_CP_COMPACT)), operation)
    }

    /// Makes the names in a directory durable.
    private static func synchronize(
        _ directory: String,
        _ operation: String
    ) throws(LMDBError) {
        let descriptor = unsafe open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        try check(descriptor < 0 ? errno : MDB_SUCCESS, operation)
        defer { close(descriptor) }
        try check(fsync(descriptor) < 0 ? errno : MDB_SUCCESS, operation)
    }
}
