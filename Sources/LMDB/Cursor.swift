import CLMDB

/// A place in a table, from which its neighbours are near.
///
/// Corresponds to `MDB_cursor`.
/// A move that finds nothing returns `false`, and the cursor stands nowhere: after that, the next
/// move must be one that needs no place. Keys and values are lent until the next move.
@safe
package struct Cursor: ~Copyable, ~Escapable {
    /// Where a cursor goes.
    package enum Move: Sendable, Hashable {
        /// To the first entry of the table.
        case first

        /// To the last entry of the table.
        case last

        /// To the entry behind this one; from a new cursor, to the first.
        case next

        /// To the entry before this one; from a new cursor, to the last.
        case previous

        /// To the first entry of the next key; from a new cursor, to the first.
        case nextKey

        /// To the highest position of this key, in a table of positions.
        case lastOfKey
    }

    private enum Standing {
        case new, placed, nowhere
    }

    let handle: OpaquePointer
    let table: Table
    private var standing = Standing.new
    var foundKey = unsafe MDB_val()
    var foundValue = unsafe MDB_val()

    @_lifetime(immortal)
    init(_ transaction: OpaquePointer, _ table: Table) throws(LMDBError) {
        var handle: OpaquePointer?
        let code = unsafe mdb_cursor_open(transaction, table.handle, &handle)
        guard let handle = unsafe handle, code == MDB_SUCCESS else {
            throw LMDBError(code: code, operation: "open a cursor over table \(table.name)")
        }
        unsafe self.handle = handle
        self.table = table
    }

    deinit {
        unsafe mdb_cursor_close(handle)
    }
}

extension Cursor {
    /// Goes to a neighbour or an end; `false` when there is none.
    @discardableResult
    package mutating func move(to move: Move) throws(LMDBError) -> Bool {
        if standing == .nowhere && move != .first && move != .last { return false }
        return switch move {
        case .first: try place(get(MDB_FIRST))
        case .last: try place(get(MDB_LAST))
        case .next: try place(get(MDB_NEXT))
        case .previous: try place(get(MDB_PREV))
        case .nextKey: try place(get(MDB_NEXT_NODUP))
        case .lastOfKey: try moveToLastOfKey()
        }
    }

    /// Goes to the entry of `key`, the first one if it has several; `false` when there is none.
    @discardableResult
    package mutating func move(toKey key: Span<UInt8>) throws(LMDBError) -> Bool {
        requireByteKeys()
        return try place(key.withValue { unsafe search($0, MDB_SET_KEY) })
    }

    /// Goes to the first entry whose key is `key` or sorts behind it; `false` when there is none.
    @discardableResult
    package mutating func move(atOrAfterKey key: Span<UInt8>) throws(LMDBError) -> Bool {
        requireByteKeys()
        return try place(key.withValue { unsafe search($0, MDB_SET_RANGE) })
    }

    /// Goes to the entry of `key`; `false` when there is none.
    @discardableResult
    package mutating func move(toKey key: UInt64) throws(LMDBError) -> Bool {
        table.requireKind(.integers)
        return try place(key.withValue { unsafe search($0, MDB_SET_KEY) })
    }

    /// Goes to the first entry whose key is `key` or more; `false` when there is none.
    @discardableResult
    package mutating func move(atOrAfterKey key: UInt64) throws(LMDBError) -> Bool {
        table.requireKind(.integers)
        return try place(key.withValue { unsafe search($0, MDB_SET_RANGE) })
    }

    /// The bytes of the key.
    ///
    /// - Precondition: the cursor stands on an entry.
    package var key: Span<UInt8> {
        @_lifetime(borrow self)
        get {
            requirePlace()
            let span = unsafe Span<UInt8>(_unsafeBytes: foundKey.buffer)
            return unsafe _overrideLifetime(span, borrowing: self)
        }
    }

    /// The number that is the key, in a table of integers.
    ///
    /// - Precondition: the cursor stands on an entry.
    /// - Throws: an error with ``LMDBError/isDamaged`` when another program stored no `UInt64`.
    package var integerKey: UInt64 {
        get throws(LMDBError) {
            requirePlace()
            table.requireKind(.integers)
            return try unsafe number(foundKey, "key")
        }
    }

    /// The bytes of the value.
    ///
    /// - Precondition: the cursor stands on an entry.
    package var value: Span<UInt8> {
        @_lifetime(borrow self)
        get {
            requirePlace()
            let span = unsafe Span<UInt8>(_unsafeBytes: foundValue.buffer)
            return unsafe _overrideLifetime(span, borrowing: self)
        }
    }
}

extension Cursor {
    /// Reads at a place that needs no key.
    mutating func get(_ operation: MDB_cursor_op) -> Int32 {
        var key = unsafe foundKey
        var value = unsafe MDB_val()
        let code = unsafe mdb_cursor_get(handle, &key, &value, operation)
        unsafe foundKey = unsafe key
        unsafe foundValue = unsafe value
        return code
    }

    private mutating func search(_ wanted: MDB_val, _ operation: MDB_cursor_op) -> Int32 {
        unsafe foundKey = unsafe wanted
        return get(operation)
    }

    /// Notes whether a move found its place.
    mutating func place(_ code: Int32) throws(LMDBError) -> Bool {
        standing = code == MDB_SUCCESS ? .placed : .nowhere
        if code == MDB_NOTFOUND { return false }
        try check(code, "move a cursor over table \(table.name)")
        return true
    }

    /// A number, after a look whether it has the size of one.
    func number(_ value: MDB_val, _ noun: String) throws(LMDBError) -> UInt64 {
        if let number = unsafe UInt64(value) { return number }
        throw LMDBError(
            code: MDB_CORRUPTED,
            operation: "read a \(noun) of table \(table.name)",
            finding: "it has \(unsafe value.mv_size) bytes instead of 8"
        )
    }

    func requirePlace() {
        precondition(standing == .placed, "the cursor over \(table.name) stands nowhere")
    }

    private func requireByteKeys() {
        precondition(table.kind != .integers, "table \(table.name) has no keys of bytes")
    }
}
