import CLMDB

/// A snapshot of the last commit at the moment it began.
///
/// It is lent to the body of ``Environment/read(_:)`` and cannot leave it.
@safe
package struct ReadTransaction: Snapshot, ~Copyable {
    /// For ``Snapshot``; of no use elsewhere.
    package let access: TransactionAccess

    private let environment: Environment

    init(_ environment: Environment) throws(LMDBError) {
        let handle = try unsafe environment.begin(toWrite: false)
        unsafe access = TransactionAccess(handle: handle, owner: environment.serial)
        self.environment = environment
    }

    deinit {
        unsafe mdb_txn_abort(access.handle)
        environment.gate.leave()
    }
}
