import Foundation
import LMDB
import Synchronization
import Testing

struct `The memory map` {
    let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func openSmall() throws -> (Environment, Table) {
        let environment = try Environment(at: directory.path, mapSizeInBytes: 65_536)
        return (environment, try environment.table("t", .integers, create: true))
    }

    @Test func `doubles until a write fits, and the body runs again from its start`() throws {
        let (environment, table) = try openSmall()
        #expect(try environment.information.mapSizeInBytes == 65_536)
        var runs = 0
        try environment.write { write in
            runs += 1
            let first = try write.count(in: table)
            #expect(first == 0)
            for key in 0..<300 as Range<UInt64> {
                try write.put([UInt8](repeating: 1, count: 3_000), key, in: table)
            }
        }
        #expect(runs == 6)
        #expect(try environment.information.mapSizeInBytes == 65_536 * 32)
        #expect(try environment.read { try $0.count(in: table) } == 300)
    }

    @Test func `grows for one value that is larger than twice the map`() throws {
        let (environment, table) = try openSmall()
        let large = [UInt8](repeating: 5, count: 10_000_000)
        try environment.write { try $0.put(large, 1, in: table) }
        #expect(try environment.read { try $0.bytes(1, in: table) } == large)
    }

    @Test func `grows also when the body hides the error or turns it into another`() throws {
        struct Other: Error {}
        let (environment, table) = try openSmall()
        let value = [UInt8](repeating: 1, count: 100_000)
        try environment.write { write in try? write.put(value, 1, in: table) }
        try environment.write { write in
            do { try write.put(value, 2, in: table) } catch { throw Other() }
        }
        #expect(try environment.read { try $0.count(in: table) } == 2)
    }

    @Test func `does not grow for an error of the body`() throws {
        struct Other: Error {}
        let (environment, _) = try openSmall()
        #expect(throws: Other.self) { try environment.write { _ in throw Other() } }
        #expect(try environment.information.mapSizeInBytes == 65_536)
    }

    @Test func `grows when there is no room for another table`() throws {
        let environment = try Environment(at: directory.path, mapSizeInBytes: 65_536)
        let table = try environment.table("t", .integers, create: true)
        var key: UInt64 = 0
        while try environment.information.lastPage < 14 {
            try environment.write { try $0.put([UInt8](repeating: 1, count: 500), key, in: table) }
            key += 1
        }
        for name in "abcdefgh" {
            _ = try environment.table(String(name), .bytes, create: true)
        }
        #expect(try environment.information.tableCount == 9)
        #expect(try environment.read { try $0.count(in: table) } == Int(key))
    }

    @Test func `keeps its size, and takes a larger wish, when opened again`() throws {
        try grow(to: 1 << 20)
        let sizes = try [65_536, 1 << 20, 1 << 21].map { wish in
            try Environment(at: directory.path, mapSizeInBytes: wish).information.mapSizeInBytes
        }
        #expect(sizes == [1 << 20, 1 << 20, 1 << 21])
        let readOnly = try Environment(
            at: directory.path,
            readOnly: true,
            mapSizeInBytes: 1 << 30
        )
        #expect(try readOnly.information.mapSizeInBytes == 1 << 20)
    }

    private func grow(to size: Int) throws {
        let environment = try Environment(at: directory.path, mapSizeInBytes: size)
        _ = try environment.table("t", .integers, create: true)
    }

    @Test func `does not move under a reader of another thread`() throws {
        let (environment, table) = try openSmall()
        try environment.write { try $0.put([1, 2, 3], 0, in: table) }
        let readers = Mutex(0)
        try onThreads(4) { number in
            for round in 0..<30 {
                if number == 0 {
                    let value = [UInt8](repeating: 1, count: 20_000 << (round / 5))
                    try environment.write { try $0.put(value, UInt64(round) + 1, in: table) }
                } else {
                    try environment.read { read in
                        let before = try read.value(for: 0, in: table)
                        usleep(500)
                        #expect(copy(before) == [1, 2, 3])
                        _ = try environment.read { try $0.count(in: table) }
                    }
                    readers.withLock { $0 += 1 }
                }
            }
        }
        #expect(readers.withLock { $0 } == 90)
        #expect(try environment.read { try $0.count(in: table) } == 31)
    }

    @Test func `is adopted when another process has grown it`() async throws {
        let (environment, table) = try openSmall()
        await #expect(processExitsWith: .success) { [path = directory.path as String] in
            try fill(path, keys: 0..<200)
        }
        try check(environment, table)
    }

    private func check(_ environment: Environment, _ table: Table) throws {
        #expect(try environment.read { try $0.count(in: table) } == 200)
        #expect(try environment.information.mapSizeInBytes > 65_536)
        try environment.write { try $0.put([1], 1_000, in: table) }
    }

    @Test func `is adopted by a writer that did not read`() async throws {
        let (environment, table) = try openSmall()
        await #expect(processExitsWith: .success) { [path = directory.path as String] in
            try fill(path, keys: 0..<200)
        }
        try appendOne(environment, table)
        let target = try directory.subdirectory("copy")
        try copyAll(environment, to: target)
    }

    private func appendOne(_ environment: Environment, _ table: Table) throws {
        try environment.write { try $0.append([1], 1_000, in: table) }
        #expect(try environment.read { try $0.count(in: table) } == 201)
    }

    private func copyAll(_ environment: Environment, to target: String) throws {
        try environment.copy(to: target)
        let copy = try Environment(at: target, readOnly: true)
        let table = try copy.table("t", .integers, create: false)
        #expect(try copy.read { try $0.count(in: table) } == 201)
    }

    @Test func `grows in two processes that write at once`() async throws {
        let (environment, table) = try openSmall()
        async let other = #expect(processExitsWith: .success) {
            [path = directory.path as String] in
            try fill(path, keys: 0..<200)
        }
        try await onItsOwnThread {
            for key in 1_000..<1_200 as Range<UInt64> {
                try environment.write { write in
                    try write.put([UInt8](repeating: 2, count: 5_000), key, in: table)
                }
            }
        }
        _ = await other
        #expect(try environment.read { try $0.count(in: table) } == 400)
    }

    @Test func `cannot be adopted inside another read of the same thread`() async throws {
        let (environment, table) = try openSmall()
        let begun = DispatchSemaphore(value: 0)
        let grown = DispatchSemaphore(value: 0)
        async let nested = onItsOwnThread {
            try environment.read { _ in
                begun.signal()
                grown.wait()
                return #expect(throws: LMDBError.self) {
                    _ = try environment.read { try $0.count(in: table) }
                }
            }
        }
        try await onItsOwnThread { begun.wait() }
        await #expect(processExitsWith: .success) { [path = directory.path as String] in
            try fill(path, keys: 0..<200)
        }
        grown.signal()
        let error = try await nested
        #expect(
            error?.description
                == "begin a transaction: another process has grown the memory map; "
                + "end the outer transaction of this thread, then try again"
        )
        #expect(try environment.read { try $0.count(in: table) } == 200)
    }
}

/// Writes 5,000 bytes under each key, a commit for each.
private func fill(_ path: String, keys: Range<UInt64>) throws {
    let environment = try Environment(at: path, mapSizeInBytes: 65_536)
    let table = try environment.table("t", .integers, create: true)
    for key in keys {
        try environment.write { write in
            try write.put([UInt8](repeating: 1, count: 5_000), key, in: table)
        }
    }
}
