import CLMDB

extension WriteTransaction {
    /// Adds a position to those of `key`; `false` when it was there already.
    ///
    /// - Precondition: the table holds ``Table/Kind/positions``.
    @discardableResult
    package mutating func insert(
        position: UInt64,
        for key: Span<UInt8>,
        in table: Table
    ) throws(LMDBError) -> Bool {
        table.requireKind(.positions)
        let handle = unsafe handle(for: table)
        let code = key.withValue { key in
            position.withValue { position in
                unsafe mdb_put(handle, table.handle, &key, &position, UInt32(MDB_NODUPDATA))
            }
        }
        if code == MDB_KEYEXIST { return false }
        try check(code, "insert \(position) into table \(table.name)")
        return true
    }

    /// Adds positions to those of `key`.
    ///
    /// They may come in any order; those that are there already stay. One call of `mdb_put` each:
    /// `MDB_MULTIPLE` of LMDB 0.9 drops the rest when the first equals the only position of a key.
    ///
    /// - Precondition: the table holds ``Table/Kind/positions``.
    package mutating func insert(
        positions: Span<UInt64>,
        for key: Span<UInt8>,
        in table: Table
    ) throws(LMDBError) {
        for index in positions.indices {
            try insert(position: positions[index], for: key, in: table)
        }
    }

    /// Removes one position from those of `key`; `false` when it was not there.
    ///
    /// - Precondition: the table holds ``Table/Kind/positions``.
    @discardableResult
    package mutating func remove(
        position: UInt64,
        for key: Span<UInt8>,
        in table: Table
    ) throws(LMDBError) -> Bool {
        table.requireKind(.positions)
        let handle = unsafe handle(for: table)
        let code = key.withValue { key in
            position.withValue { position in
                unsafe mdb_del(handle, table.handle, &key, &position)
            }
        }
        return try checkRemoval(code, from: table)
    }
}
