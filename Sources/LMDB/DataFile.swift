import CLMDB
import Glibc

/// The pages of `data.mdb`, read with `pread` instead of through the map.
///
/// The layout is that of LMDB 0.9 on 64 bits, in the byte order of the machine. A page begins with
/// 16 bytes: its number (8), a pad (2), flags (2), and the bounds of its free space (2 and 2), or
/// for an overflow page the count of pages (4). In a tree, 2-byte offsets of nodes follow.
struct DataFile: ~Copyable {
    private static let headerSize = 16
    private static let branchFlag: UInt16 = 0x01
    private static let leafFlag: UInt16 = 0x02
    private static let overflowFlag: UInt16 = 0x04
    private static let bigValueFlag: UInt16 = 0x01

    private let descriptor: Int32
    private let operation: String
    private let pageSize: Int

    /// Looks at the file that LMDB holds open; the environment must outlive this.
    init(
        _ environment: OpaquePointer,
        _ operation: String,
        pageSizeInBytes: Int
    ) throws(LMDBError) {
        var descriptor: Int32 = -1
        try check(unsafe mdb_env_get_fd(environment, &descriptor), operation)
        self.descriptor = descriptor
        self.operation = operation
        pageSize = pageSizeInBytes
    }

    /// How many whole pages the file has.
    func pageCount() throws(LMDBError) -> Int {
        var status = stat()
        try check(unsafe fstat(descriptor, &status) < 0 ? errno : MDB_SUCCESS, operation)
        return Int(status.st_size) / pageSize
    }

    /// What one commit says of the file: its number, the last page, and where the free list begins.
    struct Account {
        let transaction: Int
        let lastPage: Int
        let freeRoot: UInt64?
    }

    /// Reads the account on page 0 or page 1: `MDB_meta`.
    func account(onPage number: Int) throws(LMDBError) -> Account {
        let page = try pages(from: UInt64(number), count: 1)
        return Account(
            transaction: Int(truncatingIfNeeded: try integer(page, 144, as: UInt64.self)),
            lastPage: Int(truncatingIfNeeded: try integer(page, 136, as: UInt64.self)),
            freeRoot: Self.root(try integer(page, 80, as: UInt64.self))
        )
    }

    /// An empty tree has no root, which LMDB writes as all ones.
    private static func root(_ number: UInt64) -> UInt64? {
        number == .max ? nil : number
    }

    /// Which of `wanted` are on the free list whose tree begins at `root`.
    func freePages(
        within wanted: ClosedRange<Int>,
        root: UInt64?
    ) throws(LMDBError) -> Set<Int> {
        var found: Set<Int> = []
        var waiting = root.map { [$0] } ?? []
        var budget = wanted.upperBound
        while let number = waiting.popLast() {
            budget -= 1
            if budget < 0 { throw damage("the free list runs in a circle") }
            let page = try pages(from: number, count: 1)
            switch try integer(page, 10, as: UInt16.self) & 0x0f {
            case Self.branchFlag: waiting += try children(page)
            case Self.leafFlag: try collect(from: page, within: wanted, into: &found)
            default: throw damage("page \(number) is no part of a free list")
            }
        }
        return found
    }

    /// The pages below a branch.
    private func children(_ page: [UInt8]) throws(LMDBError) -> [UInt64] {
        var children: [UInt64] = []
        for node in try nodes(page) {
            let low = try integer(page, node, as: UInt32.self)
            let high = try integer(page, node + 4, as: UInt16.self)
            children.append(UInt64(high) << 32 | UInt64(low))
        }
        return children
    }

    /// Reads the lists on a leaf: under the number of a commit, a count and as many page numbers.
    private func collect(
        from page: [UInt8],
        within wanted: ClosedRange<Int>,
        into found: inout Set<Int>
    ) throws(LMDBError) {
        for node in try nodes(page) {
            let flags = try integer(page, node + 4, as: UInt16.self)
            let start = node + 8 + Int(try integer(page, node + 6, as: UInt16.self))
            let list: [UInt8]
            if flags & Self.bigValueFlag == 0 {
                let size = Int(try integer(page, node, as: UInt32.self))
                guard start + size <= page.count else { throw damage("a list leaves its page") }
                list = Array(page[start..<start + size])
            } else {
                list = try bigValue(at: integer(page, start, as: UInt64.self))
            }
            let count = Int(truncatingIfNeeded: try integer(list, 0, as: UInt64.self))
            guard (0..<list.count / 8).contains(count) else { throw damage("a list is cut off") }
            for index in stride(from: 1, through: count, by: 1) {
                let number = try integer(list, index * 8, as: UInt64.self)
                if let number = Int(exactly: number), wanted.contains(number) {
                    found.insert(number)
                }
            }
        }
    }

    private func bigValue(at number: UInt64) throws(LMDBError) -> [UInt8] {
        let first = try pages(from: number, count: 1)
        guard try integer(first, 10, as: UInt16.self) & Self.overflowFlag != 0 else {
            throw damage("page \(number) does not hold a long list")
        }
        let count = Int(try integer(first, 12, as: UInt32.self))
        return Array(try pages(from: number, count: count).dropFirst(Self.headerSize))
    }

    /// Where the nodes of a page begin.
    private func nodes(_ page: [UInt8]) throws(LMDBError) -> [Int] {
        let end = Int(try integer(page, 12, as: UInt16.self))
        var nodes: [Int] = []
        for offset in stride(from: Self.headerSize, to: end, by: 2) {
            nodes.append(Int(try integer(page, offset, as: UInt16.self)))
        }
        return nodes
    }

    private func pages(from number: UInt64, count: Int) throws(LMDBError) -> [UInt8] {
        let present = try pageCount()
        guard let first = Int(exactly: number), count > 0, count <= present,
            first <= present - count
        else { throw missing(page: number, of: present) }
        let wanted = count * pageSize
        var bytes = [UInt8](repeating: 0, count: wanted)
        let read = unsafe bytes.withUnsafeMutableBytes { buffer in
            unsafe pread(descriptor, buffer.baseAddress, wanted, first * pageSize)
        }
        try check(read < 0 ? errno : MDB_SUCCESS, operation)
        guard read == wanted else { throw damage("page \(number) could not be read whole") }
        return bytes
    }

    private func integer<T: FixedWidthInteger & BitwiseCopyable>(
        _ bytes: [UInt8],
        _ offset: Int,
        as type: T.Type
    ) throws(LMDBError) -> T {
        guard offset + MemoryLayout<T>.size <= bytes.count else {
            throw damage("a page of the free list points outside of itself")
        }
        return unsafe bytes.withUnsafeBytes { buffer in
            unsafe buffer.loadUnaligned(fromByteOffset: offset, as: type)
        }
    }

    /// The error for a page that is in use and not in the file.
    func missing(page: UInt64, of count: Int) -> LMDBError {
        LMDBError(
            code: MDB_CORRUPTED,
            operation: operation,
            finding: "data.mdb has \(count) pages; page \(page) is missing"
        )
    }

    private func damage(_ finding: String) -> LMDBError {
        LMDBError(code: MDB_CORRUPTED, operation: operation, finding: "in data.mdb, \(finding)")
    }
}
