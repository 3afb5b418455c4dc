import CLMDB

/// The handle of a transaction, closed to everyone outside of this module.
@safe
package struct TransactionAccess {
    let handle: OpaquePointer

    /// The serial number of the environment.
    let owner: UInt64
}

/// What a read and a write have in common: reading.
///
/// Bytes are lent, not copied: they stand in the memory map, and stay there while the transaction
/// is unchanged. The compiler refuses to write while one is in use, and to let one out.
package protocol Snapshot: ~Copyable {
    /// For the extensions of this module; of no use elsewhere.
    var access: TransactionAccess { get }
}

extension Snapshot where Self: ~Copyable {
    /// Returns the value of `key`, or `nil`.
    ///
    /// Corresponds to `mdb_get`.
    ///
    /// - Precondition: the table holds ``Table/Kind/bytes``.
    /// - Complexity: O(log *n*).
    @_lifetime(borrow self)
    package func value(
        for key: Span<UInt8>,
        in table: Table
    ) throws(LMDBError) -> Span<UInt8>? {
        table.requireKind(.bytes)
        let handle = unsafe handle(for: table)
        var found = unsafe MDB_val()
        let code = key.withValue { key in
            unsafe mdb_get(handle, table.handle, &key, &found)
        }
        return try unsafe lend(found, code, from: table)
    }

    /// Returns the value of `key`, or `nil`.
    ///
    /// Corresponds to `mdb_get`.
    ///
    /// - Precondition: the table holds ``Table/Kind/integers``.
    /// - Complexity: O(log *n*).
    @_lifetime(borrow self)
    package func value(
        for key: UInt64,
        in table: Table
    ) throws(LMDBError) -> Span<UInt8>? {
        table.requireKind(.integers)
        let handle = unsafe handle(for: table)
        var found = unsafe MDB_val()
        let code = key.withValue { key in
            unsafe mdb_get(handle, table.handle, &key, &found)
        }
        return try unsafe lend(found, code, from: table)
    }

    /// Returns how many entries a table has; in a table of positions, how many pairs.
    ///
    /// - Complexity: O(1).
    package func count(in table: Table) throws(LMDBError) -> Int {
        let handle = unsafe handle(for: table)
        var statistics = MDB_stat()
        try check(
            unsafe mdb_stat(handle, table.handle, &statistics),
            "count the entries of table \(table.name)"
        )
        return statistics.ms_entries
    }

    /// Lends a cursor over a table to `body`; it stands nowhere yet.
    ///
    /// Corresponds to `mdb_cursor_open`. The transaction is borrowed meanwhile, so a write cannot
    /// change what its cursor walks over. Errors of `body` pass unchanged.
    package func withCursor<R>(
        in table: Table,
        _ body: (inout Cursor) throws -> R
    ) throws -> R {
        var cursor = try cursor(in: table)
        return try body(&cursor)
    }

    /// Lends a cursor to a `body` that throws nothing else than this module does.
    ///
    /// It is chosen by spelling the error: `withCursor(in: table) { cursor throws(LMDBError) in …
    /// }`.
    package func withCursor<R>(
        in table: Table,
        _ body: (inout Cursor) throws(LMDBError) -> R
    ) throws(LMDBError) -> R {
        var cursor = try cursor(in: table)
        return try body(&cursor)
    }

    /// A cursor that borrows the transaction.
    ///
    /// Not for callers: Swift 6.3 lets such a value out of a closure through a captured variable.
    @_lifetime(borrow self)
    func cursor(in table: Table) throws(LMDBError) -> Cursor {
        let handle = unsafe handle(for: table)
        let cursor = try unsafe Cursor(handle, table)
        return unsafe _overrideLifetime(cursor, borrowing: self)
    }

    /// The transaction, after a look whether the table belongs to it.
    func handle(for table: Table) -> OpaquePointer {
        precondition(table.owner == access.owner, "table \(table.name) of another environment")
        return unsafe access.handle
    }

    @_lifetime(borrow self)
    private func lend(
        _ found: MDB_val,
        _ code: Int32,
        from table: Table
    ) throws(LMDBError) -> Span<UInt8>? {
        if code == MDB_NOTFOUND { return nil }
        try check(code, "read a value of table \(table.name)")
        let span = unsafe Span<UInt8>(_unsafeBytes: found.buffer)
        return unsafe _overrideLifetime(span, borrowing: self)
    }
}
