import CLMDB

extension Snapshot where Self: ~Copyable {
    /// Returns the positions of `key` from `start` on, ascending, at most `limit` of them.
    ///
    /// The next page begins one after the last of this one.
    ///
    /// - Precondition: the table holds ``Table/Kind/positions``.
    /// - Complexity: O(log *n* + *limit*); a page of the file is read at once.
    package func positions(
        for key: Span<UInt8>,
        from start: UInt64 = 0,
        limit: Int = .max,
        in table: Table
    ) throws(LMDBError) -> [UInt64] {
        var found: [UInt64] = []
        guard limit > 0 else { return found }
        var cursor = try cursor(in: table)
        var more = try cursor.move(toKey: key, atOrAfter: start)
        while more && found.count < limit {
            try cursor.appendPositions(atOrAfter: start, upTo: limit, to: &found)
            more = try cursor.moveToNextPositions()
        }
        return found
    }

    /// Returns how many positions `key` has.
    ///
    /// - Precondition: the table holds ``Table/Kind/positions``.
    /// - Complexity: O(log *n*).
    package func positionCount(
        for key: Span<UInt8>,
        in table: Table
    ) throws(LMDBError) -> Int {
        table.requireKind(.positions)
        var cursor = try cursor(in: table)
        return try cursor.move(toKey: key) ? cursor.positionCount() : 0
    }

    /// Returns the highest position of `key`, or `nil`.
    ///
    /// - Precondition: the table holds ``Table/Kind/positions``.
    /// - Complexity: O(log *n*).
    package func lastPosition(
        for key: Span<UInt8>,
        in table: Table
    ) throws(LMDBError) -> UInt64? {
        table.requireKind(.positions)
        var cursor = try cursor(in: table)
        guard try cursor.move(toKey: key), try cursor.move(to: .lastOfKey) else { return nil }
        return try cursor.position
    }
}
