import LMDB
import Testing

struct `A table` {
    let directory: TemporaryDirectory
    let environment: Environment

    init() throws {
        directory = try TemporaryDirectory()
        environment = try Environment(at: directory.path)
    }

    @Test func `of bytes keeps values of every size in the order of key bytes`() throws {
        let table = try environment.table("bytes", .bytes, create: true)
        let sizes = [0, 1, 7, 100, 2_000, 2_040, 4_096, 65_535, 300_000]
        try environment.write { write in
            for size in sizes {
                let value = [UInt8](repeating: UInt8(size % 251), count: size)
                try write.put(value.span, for: Array("size \(size)").span, in: table)
            }
            try write.put([1], [0xff], in: table)
            try write.put([2], [UInt8](repeating: 0, count: 511), in: table)
        }
        try environment.read { read in
            for size in sizes {
                let value = try read.value(for: Array("size \(size)").span, in: table)
                let bytes = copy(value)
                #expect(bytes == [UInt8](repeating: UInt8(size % 251), count: size))
            }
            let keys = try read.withCursor(in: table) { cursor throws in
                var keys: [[UInt8]] = []
                while try cursor.move(to: .next) { keys.append(Array(cursor.key)) }
                return keys
            }
            #expect(keys.count == sizes.count + 2)
            #expect(keys.first?.count == 511)
            #expect(keys.last == [0xff])
            #expect(keys == keys.sorted { $0.lexicographicallyPrecedes($1) })
        }
    }

    @Test func `of bytes replaces a value unless told not to`() throws {
        let table = try environment.table("bytes", .bytes, create: true)
        try environment.write { write in
            try write.put("one", "a", in: table)
            try write.put("two", "a", in: table)
            #expect(try write.text("a", in: table) == "two")
            do {
                try write.put(Array("b").span, for: Array("a").span, in: table, replacing: false)
                Issue.record("the value was replaced")
            } catch let error as LMDBError {
                #expect(error.isAlreadyPresent)
                #expect(
                    error.description
                        == "put a value into table bytes: the key is there already; "
                        + "read it first, or replace it"
                )
            }
        }
    }

    @Test func `of integers keeps the order of the numbers`() throws {
        let table = try environment.table("numbers", .integers, create: true)
        let keys: [UInt64] = [0, 1, 255, 256, 65_536, 1 << 32, (1 << 32) + 1, 1 << 63, .max]
        try environment.write { write in
            for key in keys.shuffled() {
                try write.put(Array("\(key)").span, for: key, in: table)
            }
        }
        try environment.read { read in
            try read.withCursor(in: table) { cursor throws in
                var found: [UInt64] = []
                while try cursor.move(to: .next) {
                    found.append(try cursor.integerKey)
                    #expect(Array(cursor.value).text == "\(try cursor.integerKey)")
                }
                #expect(found == keys)
                #expect(try cursor.move(atOrAfterKey: 257))
                #expect(try cursor.integerKey == 65_536)
                #expect(try cursor.move(toKey: 256))
                #expect(try cursor.integerKey == 256)
                #expect(try !cursor.move(toKey: 257))
                #expect(try read.text(1 << 32, in: table) == "\(UInt64(1) << 32)")
                #expect(try read.text(2, in: table) == nil)
                #expect(try read.count(in: table) == keys.count)
            }
        }
    }

    @Test func `of integers refuses to append below its end and stays good`() throws {
        let table = try environment.table("numbers", .integers, create: true)
        try environment.write { write in
            for key in 0..<1_000 as Range<UInt64> {
                try write.append([1, 2, 3], key, in: table)
            }
            do {
                try write.append([0], 17, in: table)
                Issue.record("an old key was appended")
            } catch let error as LMDBError {
                #expect(error.isAlreadyPresent)
            }
            try write.put([9], 17, in: table)
        }
        try environment.read { read in
            let count = try read.count(in: table)
            #expect(count == 1_000)
            #expect(try read.bytes(17, in: table) == [9])
            #expect(try read.bytes(18, in: table) == [1, 2, 3])
        }
    }

    @Test func `loses what is removed and says whether it was there`() throws {
        let bytes = try environment.table("bytes", .bytes, create: true)
        let numbers = try environment.table("numbers", .integers, create: true)
        try environment.write { write in
            try write.put("one", "a", in: bytes)
            try write.put([1], 5, in: numbers)
            #expect(try write.removeValue(for: Array("a").span, in: bytes))
            #expect(try !write.removeValue(for: Array("a").span, in: bytes))
            #expect(try write.removeValue(for: 5, in: numbers))
            #expect(try !write.removeValue(for: 5, in: numbers))
            try write.put("two", "b", in: bytes)
            try write.removeAll(in: bytes)
            #expect(try write.count(in: bytes) == 0)
            try write.put("three", "c", in: bytes)
        }
        #expect(try environment.read { try $0.text("c", in: bytes) } == "three")
    }

    @Test(arguments: [0, 512])
    func `refuses an empty key and one over 511 bytes`(size: Int) throws {
        let table = try environment.table("bytes", .bytes, create: true)
        let key = [UInt8](repeating: 1, count: size)
        let error = #expect(throws: LMDBError.self) {
            try environment.write { try $0.put([1], key, in: table) }
        }
        #expect(
            error?.cause
                == "a key is empty or longer than 511 bytes, or a value has a size that does not fit"
        )
        #expect(try environment.read { try $0.count(in: table) } == 0)
    }

    @Test func `that is not there is not found`() throws {
        let error = #expect(throws: LMDBError.self) {
            _ = try environment.table("absent", .bytes, create: false)
        }
        #expect(error?.isNotFound == true)
        #expect(
            error?.description
                == "open table absent: there is no such key or table; create it first"
        )
    }

    @Test func `keeps the kind it was created with`() throws {
        _ = try environment.table("things", .positions, create: true)
        for create in [true, false] {
            let error = #expect(throws: LMDBError.self) {
                _ = try environment.table("things", .bytes, create: create)
            }
            #expect(error?.cause == "the table is of another kind")
        }
    }

    @Test func `keeps its kind when opened again`() throws {
        let directory = try TemporaryDirectory()
        try createPositions(in: directory.path)
        let again = try Environment(at: directory.path)
        let error = #expect(throws: LMDBError.self) {
            _ = try again.table("things", .integers, create: true)
        }
        #expect(error?.cause == "the table is of another kind")
        #expect(try again.table("things", .positions, create: false).name == "things")
    }

    private func createPositions(in path: String) throws {
        _ = try Environment(at: path).table("things", .positions, create: true)
    }

    @Test func `beyond the announced count is refused`() throws {
        let directory = try TemporaryDirectory()
        let environment = try Environment(at: directory.path, tables: 2)
        _ = try environment.table("a", .bytes, create: true)
        _ = try environment.table("b", .bytes, create: true)
        let error = #expect(throws: LMDBError.self) {
            _ = try environment.table("c", .bytes, create: true)
        }
        #expect(error?.remedy == "open with a higher count of tables")
    }

    @Test func `is the same handle when many threads open it at once`() throws {
        let environment = environment
        try onThreads(8) { number in
            let name = "t\(number % 4)"
            let table = try environment.table(name, .bytes, create: true)
            try environment.write { try $0.put("x", "\(number)", in: table) }
        }
        for number in 0..<4 {
            let table = try environment.table("t\(number)", .bytes, create: false)
            #expect(try environment.read { try $0.count(in: table) } == 2)
        }
    }

    @Test func `of another environment stops the process`() async {
        await #expect(processExitsWith: .failure) { try mixEnvironments() }
    }

    @Test func `used as another kind stops the process`() async {
        await #expect(processExitsWith: .failure) { try mixKinds() }
    }
}

private func mixEnvironments() throws {
    let one = try TemporaryDirectory()
    let two = try TemporaryDirectory()
    let table = try Environment(at: one.path).table("a", .bytes, create: true)
    let other = try Environment(at: two.path)
    _ = try other.table("a", .bytes, create: true)
    _ = try other.read { try $0.count(in: table) }
}

private func mixKinds() throws {
    let directory = try TemporaryDirectory()
    let environment = try Environment(at: directory.path)
    let table = try environment.table("a", .bytes, create: true)
    _ = try environment.read { try $0.value(for: 7, in: table) == nil }
}
