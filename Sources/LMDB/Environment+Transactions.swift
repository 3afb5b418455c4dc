import CLMDB

extension Environment {
    /// Runs `body` over a snapshot of the last commit.
    ///
    /// Readers wait for nobody and nobody waits for them, but pages that the snapshot shows are not
    /// used again while it lives: long reads make the file grow. Errors of `body` pass unchanged.
    ///
    /// `body` must not wait for another thread that begins a transaction: that one may have to wait
    /// for this, when the map is to grow.
    package func read<R>(_ body: (borrowing ReadTransaction) throws -> R) throws -> R {
        let transaction = try ReadTransaction(self)
        return try body(transaction)
    }

    /// Runs `body` as the only writer, and commits when it returns.
    ///
    /// The commit is durable. When `body` throws, nothing is changed, and the error passes
    /// unchanged.
    /// When the memory map is too small, the transaction is dropped, the map doubled, and `body`
    /// runs
    /// again from its start: it must have no effect but through the transaction, or one that may
    /// happen twice.
    ///
    /// With `makingRoomFor`, a map that has less room than these bytes behind the last page is
    /// grown first, so that a long `body` need not run again.
    ///
    /// It waits for writers of other threads and processes. It is closed to `async` code, because
    /// LMDB binds a write to its thread.
    ///
    /// - Precondition: this thread is not inside a transaction of this environment. A read inside
    ///   `body` is allowed, and shows the last commit.
    @available(*, noasync)
    @discardableResult
    package func write<R>(
        makingRoomFor bytes: Int = 0,
        _ body: (inout WriteTransaction) throws -> R
    ) throws -> R {
        if bytes > 0 { try makeRoom(for: bytes) }
        var size = try mapSizeInBytes
        while true {
            if let result = try attempt(body) { return result.value }
            size *= 2
            try growMap(toAtLeast: size)
        }
    }

    private func makeRoom(for bytes: Int) throws(LMDBError) {
        let extent = try information
        let used = (extent.lastPage + 1) * extent.pageSizeInBytes
        guard extent.mapSizeInBytes - used < bytes else { return }
        try growMap(toAtLeast: max(extent.mapSizeInBytes * 2, used + bytes))
    }

    /// How far the file may grow before the map must.
    private var mapSizeInBytes: Int {
        get throws(LMDBError) {
            try gate.enter(toWrite: false)
            defer { gate.leave() }
            var info = unsafe MDB_envinfo()
            try check(unsafe mdb_env_info(handle, &info), "look at \(directory)")
            return unsafe info.me_mapsize
        }
    }

    /// A box, so that a `nil` of the body is not taken for a full map.
    private struct Committed<R> {
        let value: R
    }

    /// Runs `body` once; `nil` says that the map was too small and nothing was stored.
    private func attempt<R>(
        _ body: (inout WriteTransaction) throws -> R
    ) throws -> Committed<R>? {
        var transaction = try WriteTransaction(self)
        let result = Self.outcome(of: body, over: &transaction)
        // Also of a body that caught the error: its transaction is lost all the same.
        if transaction.hasFilledMap { return nil }
        let value = try result.get()
        return try transaction.commit() ? Committed(value: value) : nil
    }

    private static func outcome<R>(
        of body: (inout WriteTransaction) throws -> R,
        over transaction: inout WriteTransaction
    ) -> Result<R, any Error> {
        do {
            return .success(try body(&transaction))
        } catch {
            return .failure(error)
        }
    }

    /// Enters the gate and begins a transaction; whoever ends it leaves the gate.
    ///
    /// When another process has grown the map, its size is adopted. When the slots for readers are
    /// used up, those of dead processes are cleared once.
    func begin(
        toWrite: Bool,
        hasClearedReaders: Bool = false
    ) throws(LMDBError) -> OpaquePointer {
        try gate.enter(toWrite: toWrite)
        var transaction: OpaquePointer?
        let flags = toWrite ? 0 : UInt32(MDB_RDONLY)
        let code = unsafe mdb_txn_begin(handle, nil, flags, &transaction)
        if let transaction = unsafe transaction, code == MDB_SUCCESS { return unsafe transaction }
        gate.leave()
        if code == MDB_MAP_RESIZED {
            try adoptMap()
            return try unsafe begin(toWrite: toWrite, hasClearedReaders: hasClearedReaders)
        }
        if code == MDB_READERS_FULL && !hasClearedReaders {
            unsafe mdb_reader_check(handle, nil)
            return try unsafe begin(toWrite: toWrite, hasClearedReaders: true)
        }
        let kind = toWrite ? "write" : "read"
        throw LMDBError(code: code, operation: "begin to \(kind) in \(directory)")
    }

    /// Makes the map `size` bytes long, unless it is as long already.
    func growMap(toAtLeast size: Int) throws(LMDBError) {
        try gate.whileEmpty { () throws(LMDBError) in
            var info = unsafe MDB_envinfo()
            unsafe mdb_env_info(handle, &info)
            guard unsafe info.me_mapsize < size else { return }
            try check(
                unsafe mdb_env_set_mapsize(handle, size),
                "grow the map of \(directory) to \(size) bytes"
            )
        }
    }

    /// Makes the map as long as another process made it.
    private func adoptMap() throws(LMDBError) {
        try gate.whileEmpty { () throws(LMDBError) in
            try check(
                unsafe mdb_env_set_mapsize(handle, 0),
                "adopt the size of the map of \(directory)"
            )
        }
    }
}
