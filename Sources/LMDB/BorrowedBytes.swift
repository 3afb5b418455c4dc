import CLMDB
import Glibc

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

extension Span<UInt64> {
    /// Hands a run of numbers to LMDB as `MDB_MULTIPLE` wants it: the first, and how many.
    @safe
    func withRun<R>(_ body: (UnsafeMutablePointer<MDB_val>) -> R) -> R {
        unsafe withUnsafeBytes { bytes in
            // SAFETY: the call this is made for reads the numbers and never writes to them.
            let first = unsafe MDB_val(
                mv_size: MemoryLayout<UInt64>.size,
                mv_data: UnsafeMutableRawPointer(mutating: bytes.baseAddress)
            )
            let count = unsafe MDB_val(mv_size: bytes.count / 8, mv_data: nil)
            return unsafe withUnsafeTemporaryAllocation(of: MDB_val.self, capacity: 2) { run in
                unsafe run.initializeElement(at: 0, to: first)
                unsafe run.initializeElement(at: 1, to: count)
                guard let start = run.baseAddress else {
                    preconditionFailure("two values have an address")
                }
                return unsafe body(start)
            }
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

extension Span<UInt8> {
    /// A copy that outlives the borrow.
    package var array: [UInt8] {
        var copy: [UInt8] = []
        copy.append(copying: self)
        return copy
    }

    /// Whether these bytes sort before others as keys of a table do: byte by byte, and a key
    /// before every key that it begins.
    package func sorts(before other: Span<UInt8>) -> Bool {
        let order = compare(other, first: Swift.min(count, other.count))
        return order == 0 ? count < other.count : order < 0
    }

    /// Whether these bytes are the same as others.
    package func isEqual(to other: Span<UInt8>) -> Bool {
        count == other.count && compare(other, first: count) == 0
    }

    private func compare(_ other: Span<UInt8>, first shared: Int) -> Int32 {
        unsafe withUnsafeBytes { left in
            unsafe other.withUnsafeBytes { right in
                guard let left = left.baseAddress, let right = right.baseAddress
                else { return 0 }
                return unsafe memcmp(left, right, shared)
            }
        }
    }

    /// The eight bytes from `offset` on as a number that sorts as they do; zeros follow the end.
    package func sortingWord(at offset: Int) -> UInt64 {
        let present = Swift.min(8, count - offset)
        guard present > 0 else { return 0 }
        var word: UInt64 = 0
        unsafe withUnsafeBytes { bytes in
            unsafe withUnsafeMutableBytes(of: &word) { word in
                unsafe word.copyMemory(
                    from: UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + present])
                )
            }
        }
        return UInt64(bigEndian: word)
    }
}

extension [UInt8] {
    /// Appends bytes that are lent.
    package mutating func append(copying bytes: Span<UInt8>) {
        unsafe bytes.withUnsafeBytes { unsafe append(contentsOf: $0) }
    }
}
