import CLMDB
import Glibc

extension Environment {
    /// Refuses a file from which pages are missing at the end.
    ///
    /// The map is longer than the file; touching a page behind its end is a `SIGBUS`. A sound file
    /// may be short as well, because LMDB never writes a page that was taken and freed in the same
    /// transaction. So the pages behind the end must all be free, and that is read from the file
    /// without the map.
    func requireWholeFile() throws(LMDBError) {
        let operation = "open \(directory)"
        let information = try information
        let file = try unsafe DataFile(
            handle,
            operation,
            pageSizeInBytes: information.pageSizeInBytes
        )
        // Pages are written before the account of them, so looking at the length later is sound.
        let count = try file.pageCount()
        if information.lastPage > 0 && information.lastPage < count { return }
        let account = try held(by: file, operation, attempts: 100)
        defer { unsafe end(account.transaction) }
        let present = try file.pageCount()
        guard account.lastPage > 0 else {
            throw LMDBError(
                code: MDB_CORRUPTED,
                operation: operation,
                finding: "data.mdb says that it ends before it begins"
            )
        }
        guard present <= account.lastPage else { return }
        let missing = present...account.lastPage
        let free = try file.freePages(within: missing, root: account.freeRoot)
        if let lost = missing.first(where: { !free.contains($0) }) {
            throw file.missing(page: UInt64(lost), of: present)
        }
    }

    /// The account that a commit gives of the file, and a read that keeps its pages from reuse.
    @safe
    private struct HeldAccount {
        let transaction: OpaquePointer
        let lastPage: Int
        let freeRoot: UInt64?
    }

    private func end(_ transaction: OpaquePointer) {
        unsafe mdb_txn_abort(transaction)
        gate.leave()
    }

    /// Begins a read and finds its own account in the file, which keeps those of two commits only.
    private func held(
        by file: borrowing DataFile,
        _ operation: String,
        attempts: Int
    ) throws(LMDBError) -> HeldAccount {
        let transaction = try unsafe begin(toWrite: false)
        let number = unsafe mdb_txn_id(transaction)
        do throws(LMDBError) {
            for page in 0...1 {
                let account = try file.account(onPage: page)
                guard account.transaction == number else { continue }
                return unsafe HeldAccount(
                    transaction: transaction,
                    lastPage: account.lastPage,
                    freeRoot: account.freeRoot
                )
            }
        } catch {
            unsafe end(transaction)
            throw error
        }
        unsafe end(transaction)
        guard attempts > 1 else {
            throw LMDBError(
                code: MDB_CORRUPTED,
                operation: operation,
                finding: "neither of the first two pages tells of commit \(number)"
            )
        }
        return try held(by: file, operation, attempts: attempts - 1)
    }
}
