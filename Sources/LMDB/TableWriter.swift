import CLMDB

/// A cursor that writes a run of entries into one table.
///
/// Entries that lie near each other cost less this way than one by one, because the cursor stays
/// among its pages. It is lent by ``WriteTransaction/withWriter(in:_:)``. After the first error the
/// transaction is lost; let the error pass.
@safe
package struct TableWriter: ~Copyable, ~Escapable {
    private let handle: OpaquePointer
    private let table: Table

    /// Whether a change found no room in the map.
    private(set) var hasFilledMap = false

    @_lifetime(immortal)
    init(_ transaction: OpaquePointer, _ table: Table) throws(LMDBError) {
        var handle: OpaquePointer?
        let code = unsafe mdb_cursor_open(transaction, table.handle, &handle)
        guard let handle = unsafe handle, code == MDB_SUCCESS else {
            throw LMDBError(code: code, operation: "open a writer over table \(table.name)")
        }
        unsafe self.handle = handle
        self.table = table
    }

    deinit {
        unsafe mdb_cursor_close(handle)
    }
}

extension TableWriter {
    /// Stores `value` under the number `key`, which must be higher than all in the table.
    ///
    /// If it is not, that is an error with ``LMDBError/isAlreadyPresent``. Pages are filled to the
    /// brim. `MDB_APPEND`.
    ///
    /// - Precondition: the table holds ``Table/Kind/integers``.
    package mutating func append(
        _ value: Span<UInt8>,
        for key: UInt64
    ) throws(LMDBError) {
        table.requireKind(.integers)
        let handle = unsafe handle
        let code = key.withValue { key in
            value.withValue { value in
                unsafe mdb_cursor_put(handle, &key, &value, UInt32(MDB_APPEND))
            }
        }
        if code != MDB_SUCCESS { try fail(code) }
    }

    /// Stores `value` under `key`, in the place of one that stands there.
    ///
    /// - Precondition: the table holds ``Table/Kind/bytes``.
    package mutating func put(
        _ value: Span<UInt8>,
        for key: Span<UInt8>
    ) throws(LMDBError) {
        table.requireKind(.bytes)
        let handle = unsafe handle
        let code = key.withValue { key in
            value.withValue { value in unsafe mdb_cursor_put(handle, &key, &value, 0) }
        }
        if code != MDB_SUCCESS { try fail(code) }
    }

    /// Stores `value` under `key`, which must sort behind all in the table.
    ///
    /// If it does not, that is an error with ``LMDBError/isAlreadyPresent``. Pages are filled to
    /// the brim. `MDB_APPEND`.
    ///
    /// - Precondition: the table holds ``Table/Kind/bytes``.
    package mutating func append(
        _ value: Span<UInt8>,
        for key: Span<UInt8>
    ) throws(LMDBError) {
        table.requireKind(.bytes)
        let handle = unsafe handle
        let code = key.withValue { key in
            value.withValue { value in
                unsafe mdb_cursor_put(handle, &key, &value, UInt32(MDB_APPEND))
            }
        }
        if code != MDB_SUCCESS { try fail(code) }
    }

    /// Whether a key sorts behind all in the table.
    ///
    /// - Precondition: the table does not hold ``Table/Kind/integers``.
    package mutating func isBehindAll(_ key: Span<UInt8>) throws(LMDBError) -> Bool {
        precondition(table.kind != .integers, "table \(table.name) has no keys of bytes")
        var last = unsafe MDB_val()
        var value = unsafe MDB_val()
        let code = unsafe mdb_cursor_get(handle, &last, &value, MDB_LAST)
        if code == MDB_NOTFOUND { return true }
        if code != MDB_SUCCESS { try fail(code) }
        return unsafe Span<UInt8>(_unsafeBytes: last.buffer).sorts(before: key)
    }

    /// Adds positions to those of `key`: ascending, and higher than all that the key has.
    ///
    /// If they are not, that is an error with ``LMDBError/isAlreadyPresent``. One call for the run,
    /// with `MDB_MULTIPLE`; LMDB 0.9 drops the rest of a run whose first position equals the only
    /// one of the key, and would do so in silence if the count were not looked at.
    ///
    /// - Precondition: the table holds ``Table/Kind/positions``.
    package mutating func append(
        positions: Span<UInt64>,
        for key: Span<UInt8>
    ) throws(LMDBError) {
        table.requireKind(.positions)
        guard !positions.isEmpty else { return }
        let handle = unsafe handle
        var stored = 0
        var code: Int32 = MDB_SUCCESS
        if positions.count == 1 {
            code = key.withValue { key in
                positions[0].withValue { position in
                    unsafe mdb_cursor_put(handle, &key, &position, UInt32(MDB_APPENDDUP))
                }
            }
        } else {
            code = key.withValue { key in
                positions.withRun { run in
                    let flags = UInt32(MDB_MULTIPLE | MDB_APPENDDUP)
                    let code = unsafe mdb_cursor_put(handle, &key, run, flags)
                    stored = unsafe run[1].mv_size
                    return code
                }
            }
            if code == MDB_SUCCESS && stored != positions.count { code = MDB_KEYEXIST }
        }
        if code != MDB_SUCCESS { try fail(code) }
    }

    private mutating func fail(_ code: Int32) throws(LMDBError) {
        if code == MDB_MAP_FULL { hasFilledMap = true }
        throw LMDBError(code: code, operation: "write a run into table \(table.name)")
    }
}

extension WriteTransaction {
    /// Lends a writer over a table to `body`.
    ///
    /// Errors of `body` pass unchanged.
    package mutating func withWriter<R>(
        in table: Table,
        _ body: (inout TableWriter) throws -> R
    ) throws -> R {
        var writer = try unsafe TableWriter(handle(for: table), table)
        defer { noteFullMap(of: writer) }
        return try body(&writer)
    }
}
