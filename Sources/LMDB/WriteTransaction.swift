import CLMDB

/// The one writer of an environment, over the last commit and what it has changed since.
///
/// It is lent to the body of ``Environment/write(_:)``, which commits it. After the first error of
/// a
/// change the transaction is lost; let the error pass.
@safe
package struct WriteTransaction: Snapshot, ~Copyable {
    /// For ``Snapshot``; of no use elsewhere.
    package let access: TransactionAccess

    /// Whether a change found no room in the map: the environment grows it and begins again.
    private(set) var hasFilledMap = false

    private let environment: Environment
    private var isOpen = true

    init(_ environment: Environment) throws(LMDBError) {
        let handle = try unsafe environment.begin(toWrite: true)
        unsafe access = TransactionAccess(handle: handle, owner: environment.serial)
        self.environment = environment
    }

    deinit {
        if isOpen { unsafe mdb_txn_abort(access.handle) }
        environment.gate.leave()
    }

    /// Makes the changes durable and visible; `false` when the map had no room for them.
    ///
    /// Corresponds to `mdb_txn_commit`.
    consuming func commit() throws(LMDBError) -> Bool {
        isOpen = false  // LMDB frees the transaction even when the commit fails.
        let code = unsafe mdb_txn_commit(access.handle)
        if code == MDB_MAP_FULL { return false }
        if code == MDB_SUCCESS { return true }
        throw LMDBError(code: code, operation: "commit to \(environment.directory)")
    }

    /// Remembers that a writer found the map full.
    mutating func noteFullMap(of writer: borrowing TableWriter) {
        if writer.hasFilledMap { hasFilledMap = true }
    }

    /// Throws unless `code` says success, and remembers a full map.
    mutating func check(
        _ code: Int32,
        _ operation: @autoclosure () -> String
    ) throws(LMDBError) {
        if code == MDB_MAP_FULL { hasFilledMap = true }
        if code != MDB_SUCCESS { throw LMDBError(code: code, operation: operation()) }
    }
}

extension WriteTransaction {
    /// Stores `value` under `key`.
    ///
    /// Corresponds to `mdb_put`. With `replacing` false, a value that stands there is an error with
    /// ``LMDBError/isAlreadyPresent``, after which the transaction is still good.
    ///
    /// - Precondition: the table holds ``Table/Kind/bytes``.
    package mutating func put(
        _ value: Span<UInt8>,
        for key: Span<UInt8>,
        in table: Table,
        replacing: Bool = true
    ) throws(LMDBError) {
        table.requireKind(.bytes)
        let handle = unsafe handle(for: table)
        let flags = replacing ? 0 : UInt32(MDB_NOOVERWRITE)
        let code = key.withValue { key in
            value.withValue { value in
                unsafe mdb_put(handle, table.handle, &key, &value, flags)
            }
        }
        try check(code, "put a value into table \(table.name)")
    }

    /// Stores `value` under the number `key`, in the place of one that stands there.
    ///
    /// With `appending`, `key` must be higher than all: that is faster and fills pages to the brim.
    /// If it is not, that is an error with ``LMDBError/isAlreadyPresent``, after which the
    /// transaction is still good.
    ///
    /// - Precondition: the table holds ``Table/Kind/integers``.
    package mutating func put(
        _ value: Span<UInt8>,
        for key: UInt64,
        in table: Table,
        appending: Bool = false
    ) throws(LMDBError) {
        table.requireKind(.integers)
        let handle = unsafe handle(for: table)
        let flags = appending ? UInt32(MDB_APPEND) : 0
        let code = key.withValue { key in
            value.withValue { value in
                unsafe mdb_put(handle, table.handle, &key, &value, flags)
            }
        }
        try check(code, "put a value under \(key) into table \(table.name)")
    }

    /// Removes `key` and all it has; `false` when it was not there.
    ///
    /// Corresponds to `mdb_del`.
    ///
    /// - Precondition: the table does not hold ``Table/Kind/integers``.
    @discardableResult
    package mutating func removeValue(
        for key: Span<UInt8>,
        in table: Table
    ) throws(LMDBError) -> Bool {
        precondition(table.kind != .integers, "table \(table.name) has no keys of bytes")
        let handle = unsafe handle(for: table)
        let code = key.withValue { unsafe mdb_del(handle, table.handle, &$0, nil) }
        return try checkRemoval(code, from: table)
    }

    /// Removes the number `key` and its value; `false` when it was not there.
    ///
    /// - Precondition: the table holds ``Table/Kind/integers``.
    @discardableResult
    package mutating func removeValue(
        for key: UInt64,
        in table: Table
    ) throws(LMDBError) -> Bool {
        table.requireKind(.integers)
        let handle = unsafe handle(for: table)
        let code = key.withValue { unsafe mdb_del(handle, table.handle, &$0, nil) }
        return try checkRemoval(code, from: table)
    }

    /// Empties a table, and keeps it.
    ///
    /// Corresponds to `mdb_drop`.
    package mutating func removeAll(in table: Table) throws(LMDBError) {
        let code = unsafe mdb_drop(handle(for: table), table.handle, 0)
        try check(code, "empty table \(table.name)")
    }

    /// Tells what was not there from what could not be removed.
    mutating func checkRemoval(_ code: Int32, from table: Table) throws(LMDBError) -> Bool {
        if code == MDB_NOTFOUND { return false }
        try check(code, "remove from table \(table.name)")
        return true
    }
}
