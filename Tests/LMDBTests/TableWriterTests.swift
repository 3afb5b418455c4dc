import LMDB
import Testing

/// Runs of positions, through every form in which LMDB keeps them.
struct `A run of positions` {
    @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 17, 64, 200, 255, 256, 1_000, 5_000])
    func `is stored whole, whatever the key has already`(length: Int) throws {
        let test = try TemporaryDirectory()
        let environment = try Environment(at: test.path)
        let table = try environment.table("runs", .positions, create: true)
        var wanted: [[UInt64]] = Array(repeating: [], count: 7)
        var next: UInt64 = 0
        for batch in 0..<(length > 500 ? 6 : 40) {
            var runs: [[UInt64]] = []
            for key in wanted.indices {
                // Key 0 has a run in the first batch only, key 1 in every batch, and so on.
                let isWanted = key == 1 || batch % (key + 1) == 0
                let count = isWanted && (key > 0 || batch == 0) ? max(1, length - key) : 0
                runs.append((0..<count).map { next + UInt64($0 * 3) })
                wanted[key] += runs[key]
            }
            next += UInt64(length * 3 + 1)
            try environment.write { transaction in
                try transaction.withWriter(in: table) { writer in
                    for key in wanted.indices {
                        let (run, name) = (runs[key], Self.name(key))
                        try writer.append(positions: run.span, for: name.span)
                    }
                }
            }
            try environment.read { snapshot in
                for key in wanted.indices {
                    let name = Self.name(key)
                    let found = try snapshot.positions(for: name.span, in: table)
                    #expect(found == wanted[key], "key \(key), batch \(batch)")
                }
                #expect(try snapshot.count(in: table) == wanted.joined().count)
            }
        }
    }

    @Test func `of every length from 1 to 600 on every length from 0 to 12 is stored whole`() throws
    {
        let test = try TemporaryDirectory()
        let environment = try Environment(at: test.path)
        let table = try environment.table("runs", .positions, create: true)
        for first in 0...12 {
            try environment.write { transaction in
                try transaction.removeAll(in: table)
                try transaction.withWriter(in: table) { writer in
                    for second in 1...600 {
                        let run = (0..<UInt64(first)).map { $0 * 2 }
                        let name = Self.name(second)
                        try writer.append(positions: run.span, for: name.span)
                    }
                    for second in 1...600 {
                        let run = (0..<UInt64(second)).map { 1_000 + $0 }
                        let name = Self.name(second)
                        try writer.append(positions: run.span, for: name.span)
                    }
                }
            }
            try environment.read { snapshot in
                for second in 1...600 {
                    let name = Self.name(second)
                    let found = try snapshot.positions(for: name.span, in: table)
                    let wanted =
                        (0..<UInt64(first)).map { $0 * 2 }
                        + (0..<UInt64(second)).map { 1_000 + $0 }
                    #expect(found == wanted, "\(second) on \(first)")
                }
            }
        }
    }

    @Test(arguments: [1, 2, 300])
    func `that begins with a position of the key is refused`(length: Int) throws {
        let test = try TemporaryDirectory()
        let environment = try Environment(at: test.path)
        let table = try environment.table("runs", .positions, create: true)
        for stored in [1, 2, 3, 300] as [UInt64] {
            let name = Self.name(0)
            try environment.write { transaction in
                try transaction.removeAll(in: table)
                let held = Array(1...stored)
                try transaction.insert(positions: held.span, for: name.span, in: table)
            }
            let run = (0..<UInt64(length)).map { stored + $0 }
            if length == 1 && stored == 1 { continue }
            #expect(throws: LMDBError.self) {
                try environment.write { transaction in
                    try transaction.withWriter(in: table) { writer in
                        try writer.append(positions: run.span, for: name.span)
                    }
                }
            }
        }
    }

    private static func name(_ number: Int) -> [UInt8] {
        Array("key-\(1_000 + number)".utf8)
    }
}

struct `A writer over a table` {
    @Test func `stores runs that need a larger map`() throws {
        let test = try TemporaryDirectory()
        let environment = try Environment(at: test.path, mapSizeInBytes: 1 << 18)
        let log = try environment.table("log", .integers, create: true)
        let value = [UInt8](repeating: 7, count: 900)
        for start in [0, 2_000] as [UInt64] {
            try environment.write { transaction in
                try transaction.withWriter(in: log) { writer in
                    for key in start..<start + 2_000 { try writer.append(value.span, for: key) }
                }
            }
        }
        let count = try environment.read { try $0.count(in: log) }
        #expect(count == 4_000)
    }

    @Test func `makes room before the body runs`() throws {
        let test = try TemporaryDirectory()
        let environment = try Environment(at: test.path, mapSizeInBytes: 1 << 18)
        let log = try environment.table("log", .integers, create: true)
        let value = [UInt8](repeating: 7, count: 900)
        var runs = 0
        try environment.write(makingRoomFor: 4 << 20) { transaction in
            runs += 1
            for key in 0..<2_000 as Range<UInt64> {
                try transaction.put(value.span, for: key, in: log, appending: true)
            }
        }
        #expect(runs == 1)
    }

    @Test func `says whether a key sorts behind all, and appends it then`() throws {
        let test = try TemporaryDirectory()
        let environment = try Environment(at: test.path)
        let table = try environment.table("ids", .bytes, create: true)
        try environment.write { transaction in
            try transaction.withWriter(in: table) { writer in
                let (low, middle, high) = (Array("a".utf8), Array("b".utf8), Array("ba".utf8))
                let isBehindNone = try writer.isBehindAll(low.span)
                try writer.append([1].span, for: middle.span)
                let isBehind = [
                    isBehindNone,
                    try writer.isBehindAll(low.span),
                    try writer.isBehindAll(middle.span),
                    try writer.isBehindAll(high.span),
                ]
                #expect(isBehind == [true, false, false, true])
                try writer.put([2].span, for: low.span)
                try writer.append([3].span, for: high.span)
            }
        }
        #expect(throws: LMDBError.self) {
            try environment.write { transaction in
                try transaction.withWriter(in: table) { writer in
                    try writer.append([4].span, for: Array("b0".utf8).span)
                }
            }
        }
        let count = try environment.read { try $0.count(in: table) }
        #expect(count == 3)
    }

    @Test(
        arguments: [("", "a"), ("a", "ab"), ("a", "b"), ("ab", "b"), ("é", "ü"), ("a", "aa")]
    )
    func `sorts bytes as keys`(lesser: String, greater: String) {
        let (low, high) = (Array(lesser.utf8), Array(greater.utf8))
        let isBefore = [
            low.span.sorts(before: high.span), high.span.sorts(before: low.span),
            low.span.sorts(before: low.span),
        ]
        #expect(isBefore == [true, false, false])
        let words = (low.span.sortingWord(at: 0), high.span.sortingWord(at: 0))
        #expect(words.0 <= words.1)
        let isSame = [low.span.isEqual(to: low.span), low.span.isEqual(to: high.span)]
        #expect(isSame == [true, false])
    }
}
