import LMDB
import Testing

struct `A transaction` {
    let directory: TemporaryDirectory
    let environment: Environment
    let table: Table

    init() throws {
        directory = try TemporaryDirectory()
        environment = try Environment(at: directory.path)
        table = try environment.table("things", .bytes, create: true)
    }

    struct Refusal: Error, Equatable {
        let reason: String
    }

    @Test func `that returns is stored and seen after opening again`() throws {
        let directory = try TemporaryDirectory()
        try storeOne(in: directory.path)
        let again = try Environment(at: directory.path, readOnly: true)
        let table = try again.table("things", .bytes, create: false)
        #expect(try again.read { try $0.text("a", in: table) } == "one")
    }

    private func storeOne(in path: String) throws {
        let environment = try Environment(at: path)
        let table = try environment.table("things", .bytes, create: true)
        try environment.write { try $0.put("one", "a", in: table) }
    }

    @Test func `that throws stores nothing and passes its error unchanged`() throws {
        let table = table
        #expect(throws: Refusal(reason: "no")) {
            try environment.write { write in
                try write.put("one", "a", in: table)
                throw Refusal(reason: "no")
            }
        }
        #expect(try environment.read { try $0.text("a", in: table) } == nil)
    }

    @Test func `hands on what its body returns, also nothing`() throws {
        let number = try environment.write { _ in 7 }
        let nothing: Int? = try environment.write { _ in nil }
        #expect(number == 7)
        #expect(nothing == nil)
        #expect(try environment.read { _ in "x" } == "x")
    }

    @Test func `sees its own changes while others see the last commit`() throws {
        try environment.write { write in
            try write.put("one", "a", in: table)
            #expect(try write.text("a", in: table) == "one")
            #expect(try write.count(in: table) == 1)
            let outside = try environment.read { try $0.text("a", in: table) }
            #expect(outside == nil)
        }
        #expect(try environment.read { try $0.text("a", in: table) } == "one")
    }

    @Test func `keeps its snapshot while a later one is written`() throws {
        try environment.write { try $0.put("old", "a", in: table) }
        try environment.read { read in
            let environment = environment
            let table = table
            try onAnotherThread {
                try environment.write { try $0.put("new", "a", in: table) }
            }
            #expect(try read.text("a", in: table) == "old")
        }
        #expect(try environment.read { try $0.text("a", in: table) } == "new")
    }

    @Test func `may read within a read`() throws {
        try environment.read { _ in
            let inner = try environment.read { try $0.count(in: table) }
            #expect(inner == 0)
        }
    }

    @Test func `is still good after a key was there already`() throws {
        let table = table
        try environment.write { write in
            try write.put("one", "a", in: table)
            #expect(throws: (any Error).self) {
                try write.put(
                    Array("two").span,
                    for: Array("a").span,
                    in: table,
                    replacing: false
                )
            }
            try write.put("three", "b", in: table)
        }
        try environment.read { read in
            let first = try read.text("a", in: table)
            #expect(first == "one")
            #expect(try read.text("b", in: table) == "three")
        }
    }

    @Test func `waits for the writer of another thread`() throws {
        let environment = environment
        let table = table
        try onThreads(4) { thread in
            for round in 0..<25 {
                try environment.write { write in
                    let sum = try Int(write.text("sum", in: table) ?? "0") ?? 0
                    try write.put(String(sum + 1), "sum", in: table)
                    try write.put("x", "\(thread)/\(round)", in: table)
                }
            }
        }
        try environment.read { read in
            let sum = try read.text("sum", in: table)
            #expect(sum == "100")
            #expect(try read.count(in: table) == 101)
        }
    }

    @Test func `begun inside a write of the same thread stops the process`() async {
        await #expect(processExitsWith: .failure) {
            let directory = try TemporaryDirectory()
            try writeWithinWrite(directory.path)
        }
    }

    @Test func `begun for writing inside a read of the same thread stops the process`() async {
        await #expect(processExitsWith: .failure) {
            let directory = try TemporaryDirectory()
            try writeWithinRead(directory.path)
        }
    }
}

private func writeWithinWrite(_ path: String) throws {
    let environment = try Environment(at: path)
    try environment.write { _ in try environment.write { _ in } }
}

private func writeWithinRead(_ path: String) throws {
    let environment = try Environment(at: path)
    try environment.read { _ in try environment.write { _ in } }
}
