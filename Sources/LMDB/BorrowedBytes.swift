import CLMDB

// The only places where a span becomes a pointer for LMDB, and a pointer of LMDB becomes a span.

extension Span<UInt8> {
    /// Hands the bytes to LMDB, which reads them during the call only.
    @safe
    func withValue<R>(_ body: (inout MDB_val) -> R) -> R {
        unsafe withUnsafeBytes { bytes in
            // SAFETY: the calls this is made for read keys and values and never write to them.
            var value = unsafe MDB_val(
                mv_size: bytes.count,
                mv_data: UnsafeMutableRawPointer(mutating: bytes.baseAddress)
            )
            return unsafe body(&value)
        }
    }
}

extension UInt64 {
    /// Hands the number to LMDB in the order of bytes of this machine, as `MDB_INTEGERKEY` wants
    /// it.
    @safe
    func withValue<R>(_ body: (inout MDB_val) -> R) -> R {
        var number = self
        return unsafe withUnsafeMutableBytes(of: &number) { bytes in
            var value = unsafe MDB_val(mv_size: bytes.count, mv_data: bytes.baseAddress)
            return unsafe body(&value)
        }
    }

    /// Reads a number that LMDB stored, or `nil` when it has not the size of one.
    ///
    /// Pages are aligned to two bytes only, so the number may stand anywhere.
    init?(_ value: MDB_val) {
        guard unsafe value.mv_size == MemoryLayout<UInt64>.size, let start = unsafe value.mv_data
        else { return nil }
        self = unsafe start.loadUnaligned(as: UInt64.self)
    }
}

extension MDB_val {
    /// The bytes that LMDB pointed out.
    var buffer: UnsafeRawBufferPointer {
        unsafe UnsafeRawBufferPointer(start: mv_data, count: mv_size)
    }
}
