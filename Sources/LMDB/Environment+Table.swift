import CLMDB
import Synchronization

extension Environment {
    /// Opens a named table, and creates it when there is none and `create` is true.
    ///
    /// The handle is kept: asking again costs a look-up. Open tables before the transactions that
    /// use them; a transaction that began earlier does not know the table.
    ///
    /// - Throws: an error with ``LMDBError/isNotFound`` when there is none and `create` is false;
    /// `MDB_INCOMPATIBLE` when it was created as another kind; `MDB_DBS_FULL` when more tables are
    ///   opened than ``init(at:readOnly:tables:mapSizeInBytes:)`` was told.
    /// - Precondition: with `create`, this thread is not inside a transaction.
    @available(*, noasync)
    package func table(
        _ name: String,
        _ kind: Table.Kind,
        create: Bool
    ) throws(LMDBError) -> Table {
        let known = tables.withLock { tables in
            tables.first { $0.name.utf8.elementsEqual(name.utf8) }
        }
        if let known {
            if known.kind == kind { return known }
            throw LMDBError(code: MDB_INCOMPATIBLE, operation: "open table \(name)")
        }
        do {
            return try open(name, kind, toCreate: false)
        } catch  where create && error.code == MDB_NOTFOUND {
            return try growingMap { () throws(LMDBError) in
                try open(name, kind, toCreate: true)
            }
        }
    }

    /// Runs `attempt` until it no longer fails for want of room in the map.
    private func growingMap(
        _ attempt: () throws(LMDBError) -> Table
    ) throws(LMDBError) -> Table {
        let size = try information.mapSizeInBytes
        do {
            return try attempt()
        } catch  where error.isMapFull {
            try growMap(toAtLeast: size * 2)
            return try growingMap(attempt)
        }
    }

    /// Opens the table in a transaction of its own.
    ///
    /// LMDB wants that no two transactions of a process open tables at the same time, up to their
    /// commit. The lock is taken after the transaction began, so whoever holds it waits for nobody.
    private func open(
        _ name: String,
        _ kind: Table.Kind,
        toCreate: Bool
    ) throws(LMDBError) -> Table {
        let operation = "open table \(name)"
        let transaction = try unsafe begin(toWrite: toCreate)
        defer { gate.leave() }
        return try tables.withLock { tables throws(LMDBError) in
            var handle: UInt32 = 0
            var found: UInt32 = 0
            let flags = kind.flags | (toCreate ? UInt32(MDB_CREATE) : 0)
            var code = unsafe mdb_dbi_open(transaction, name, flags, &handle)
            if code == MDB_SUCCESS {
                code = unsafe mdb_dbi_flags(transaction, handle, &found)
            }
            if code == MDB_SUCCESS && found != kind.flags { code = MDB_INCOMPATIBLE }
            guard code == MDB_SUCCESS else {
                unsafe mdb_txn_abort(transaction)
                throw LMDBError(code: code, operation: operation)
            }
            try check(unsafe mdb_txn_commit(transaction), operation)
            let table = Table(name: name, kind: kind, handle: handle, owner: serial)
            if !tables.contains(where: { $0.handle == handle }) { tables.append(table) }
            return table
        }
    }
}
