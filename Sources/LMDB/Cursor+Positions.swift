import CLMDB

extension Cursor {
    /// Goes to the first position of `key` that is `start` or more; `false` when there is none.
    ///
    /// - Precondition: the table holds ``Table/Kind/positions``.
    @discardableResult
    package mutating func move(
        toKey key: Span<UInt8>,
        atOrAfter start: UInt64
    ) throws(LMDBError) -> Bool {
        table.requireKind(.positions)
        let handle = unsafe handle
        let code = key.withValue { key in
            start.withValue { start in
                unsafe mdb_cursor_get(handle, &key, &start, MDB_GET_BOTH_RANGE)
            }
        }
        guard try place(code) else { return false }
        // The search above does not give the key as it is stored.
        return try place(get(MDB_GET_CURRENT))
    }

    /// The position on which the cursor stands, in a table of positions.
    ///
    /// - Precondition: the cursor stands on an entry.
    /// - Throws: an error with ``LMDBError/isDamaged`` when another program stored no `UInt64`.
    package var position: UInt64 {
        get throws(LMDBError) {
            requirePlace()
            table.requireKind(.positions)
            return try unsafe number(foundValue, "position")
        }
    }

    /// Returns how many positions the key has on which the cursor stands.
    ///
    /// - Complexity: O(1).
    package func positionCount() throws(LMDBError) -> Int {
        requirePlace()
        table.requireKind(.positions)
        var count = 0
        try check(
            unsafe mdb_cursor_count(handle, &count),
            "count the positions of a key in table \(table.name)"
        )
        return count
    }
}

extension Cursor {
    mutating func moveToLastOfKey() throws(LMDBError) -> Bool {
        requirePlace()
        table.requireKind(.positions)
        // LMDB has no set of positions to go through when a key has only one.
        if try positionCount() == 1 { return true }
        guard try place(get(MDB_LAST_DUP)) else { return false }
        return try place(get(MDB_GET_CURRENT))
    }

    /// Appends the positions on this page of the file, and goes to the last of them.
    mutating func appendPositions(
        atOrAfter start: UInt64,
        upTo limit: Int,
        to found: inout [UInt64]
    ) throws(LMDBError) {
        // Positions of a key have all the size of this one.
        let here = try position
        if try positionCount() == 1 {
            found.append(here)
            return
        }
        guard try place(get(MDB_GET_MULTIPLE)) else { return }
        let page = unsafe foundValue.buffer
        for offset in stride(from: 0, to: page.count & ~7, by: 8) {
            if found.count == limit { return }
            let number = unsafe page.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            if number >= start { found.append(number) }
        }
    }

    /// Goes on to the first position of the next page of the same key.
    mutating func moveToNextPositions() throws(LMDBError) -> Bool {
        if try positionCount() == 1 { return false }
        return try place(get(MDB_NEXT_DUP))
    }
}
