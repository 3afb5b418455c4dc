import LMDB
import Testing

struct `Positions of a key` {
    let directory: TemporaryDirectory
    let environment: Environment
    let table: Table
    let key = Array("agreement:mou-17")

    init() throws {
        directory = try TemporaryDirectory()
        environment = try Environment(at: directory.path)
        table = try environment.table("tags", .positions, create: true)
    }

    private func positions(
        of key: [UInt8],
        from start: UInt64 = 0,
        limit: Int = .max
    ) throws -> [UInt64] {
        try environment.read {
            try $0.positions(for: key.span, from: start, limit: limit, in: table)
        }
    }

    @Test func `come back sorted as numbers, whatever order they went in`() throws {
        let numbers: [UInt64] = [
            0, 1, 2, 255, 256, 65_535, 65_536, 1 << 31, (1 << 32) - 1, 1 << 32, (1 << 32) + 1,
            1 << 40, 1 << 63, .max,
        ]
        try environment.write { write in
            for number in numbers.reversed() {
                try write.insert(position: number, for: key.span, in: table)
            }
        }
        #expect(try positions(of: key) == numbers)
        #expect(try positions(of: key, from: 256) == Array(numbers[4...]))
        #expect(try positions(of: key, from: 1 << 32) == Array(numbers[9...]))
        #expect(try positions(of: key, from: (1 << 40) + 1) == [1 << 63, .max])
    }

    @Test func `are a set: inserting one again changes nothing and says so`() throws {
        try environment.write { write in
            #expect(try write.insert(position: 7, for: key.span, in: table))
            #expect(try !write.insert(position: 7, for: key.span, in: table))
            try write.insert(positions: [7, 8, 7].span, for: key.span, in: table)
        }
        #expect(try positions(of: key) == [7, 8])
    }

    @Test func `of one key only are told apart from the neighbours`() throws {
        try environment.write { write in
            try write.insert(position: 1, for: Array("a").span, in: table)
            try write.insert(position: 2, for: Array("aa").span, in: table)
            try write.insert(position: 3, for: Array("b").span, in: table)
        }
        #expect(try positions(of: Array("a")) == [1])
        #expect(try positions(of: Array("a"), from: 1) == [1])
        #expect(try positions(of: Array("a"), from: 2) == [])
        #expect(try positions(of: Array("aa")) == [2])
        #expect(try positions(of: Array("ab")) == [])
    }

    @Test(arguments: [1, 2, 3, 200, 509, 510, 511, 5_000, 100_000])
    func `are counted, paged and ended alike for every size`(size: Int) throws {
        let numbers = (0..<UInt64(size)).map { $0 * 3 }
        try environment.write { write in
            try write.insert(positions: numbers.span, for: key.span, in: table)
            try write.insert(position: 5, for: Array("other").span, in: table)
        }
        try environment.read { read in
            let count = try read.positionCount(for: key.span, in: table)
            #expect(count == size)
            #expect(try read.lastPosition(for: key.span, in: table) == numbers.last)
            #expect(try read.count(in: table) == size + 1)
        }
        #expect(try positions(of: key) == numbers)
        var paged: [UInt64] = []
        while true {
            let page = try positions(
                of: key,
                from: paged.last.map { $0 + 1 } ?? 0,
                limit: max(1, size / 7)
            )
            if page.isEmpty { break }
            paged += page
        }
        #expect(paged == numbers)
    }

    @Test func `of an absent key are none`() throws {
        try environment.read { read in
            let count = try read.positionCount(for: key.span, in: table)
            #expect(count == 0)
            #expect(try read.lastPosition(for: key.span, in: table) == nil)
        }
        #expect(try positions(of: key) == [])
        #expect(try positions(of: key, limit: 0) == [])
    }

    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func `agree with a set of Swift after random changes`(seed: UInt64) throws {
        var random = SeededGenerator(state: seed)
        var model: [[UInt8]: Set<UInt64>] = [:]
        let keys = (0..<5).map { Array("key \($0)") }
        for _ in 0..<40 {
            try environment.write { write in
                try change(&model, keys, &write, &random)
            }
        }
        for key in keys {
            let expected = (model[key] ?? []).sorted()
            #expect(try positions(of: key) == expected, "seed \(seed)")
            let start = UInt64.random(in: 0...5_000, using: &random)
            let tail = expected.filter { $0 >= start }.prefix(100)
            #expect(try positions(of: key, from: start, limit: 100) == Array(tail), "seed \(seed)")
        }
    }

    private func change(
        _ model: inout [[UInt8]: Set<UInt64>],
        _ keys: [[UInt8]],
        _ write: inout WriteTransaction,
        _ random: inout SeededGenerator
    ) throws {
        for _ in 0..<20 {
            let key = keys[Int.random(in: 0..<keys.count, using: &random)]
            let number = UInt64.random(in: 0...5_000, using: &random)
            switch Int.random(in: 0..<10, using: &random) {
            case 0:
                let removed = try write.remove(position: number, for: key.span, in: table)
                #expect(removed == (model[key]?.remove(number) != nil))
            case 1 where Bool.random(using: &random):
                try write.removeValue(for: key.span, in: table)
                model[key] = nil
            case 2...5:
                let inserted = try write.insert(position: number, for: key.span, in: table)
                #expect(inserted == model[key, default: []].insert(number).inserted)
            default:
                let count = Int.random(in: 1...700, using: &random)
                let many = (0..<count).map { _ in UInt64.random(in: 0...5_000, using: &random) }
                try write.insert(positions: many.span, for: key.span, in: table)
                model[key, default: []].formUnion(many)
            }
        }
    }
}
