import LMDB
import Testing

struct `A cursor` {
    let directory: TemporaryDirectory
    let environment: Environment
    let words: Table
    let tags: Table

    init() throws {
        directory = try TemporaryDirectory()
        environment = try Environment(at: directory.path)
        words = try environment.table("words", .bytes, create: true)
        tags = try environment.table("tags", .positions, create: true)
        try environment.write { write in
            for word in ["b", "d", "f"] { try write.put("value of \(word)", word, in: words) }
            for position in [10, 20, 30] as [UInt64] {
                try write.insert(position: position, for: Array("x").span, in: tags)
            }
            try write.insert(position: 15, for: Array("y").span, in: tags)
        }
    }

    @Test func `walks both ways and stands nowhere past an end`() throws {
        try environment.read { read in
            try read.withCursor(in: words) { cursor throws in
                var forth: [String] = []
                while try cursor.move(to: .next) { forth.append(Array(cursor.key).text) }
                #expect(forth == ["b", "d", "f"])
                #expect(try !cursor.move(to: .next))
                #expect(try !cursor.move(to: .previous))
                #expect(try cursor.move(to: .last))
                #expect(Array(cursor.value).text == "value of f")
                #expect(try cursor.move(to: .previous))
                #expect(Array(cursor.key).text == "d")
                #expect(try cursor.move(to: .first))
                #expect(try !cursor.move(to: .previous))
            }
        }
    }

    @Test func `begins at the end when the first step is back`() throws {
        try environment.read { read in
            try read.withCursor(in: words) { cursor throws in
                var back: [String] = []
                while try cursor.move(to: .previous) { back.append(Array(cursor.key).text) }
                #expect(back == ["f", "d", "b"])
            }
        }
    }

    @Test func `finds a key, or the one behind it`() throws {
        try environment.read { read in
            try read.withCursor(in: words) { cursor throws in
                #expect(try cursor.move(toKey: Array("d").span))
                #expect(Array(cursor.value).text == "value of d")
                #expect(try !cursor.move(toKey: Array("c").span))
                #expect(try cursor.move(atOrAfterKey: Array("c").span))
                #expect(Array(cursor.key).text == "d")
                #expect(try !cursor.move(atOrAfterKey: Array("g").span))
            }
        }
    }

    @Test func `goes through positions one by one or key by key`() throws {
        try environment.read { read in
            try read.withCursor(in: tags) { cursor throws in
                var pairs: [String] = []
                while try cursor.move(to: .next) {
                    pairs.append("\(Array(cursor.key).text)\(try cursor.position)")
                }
                #expect(pairs == ["x10", "x20", "x30", "y15"])
                #expect(try cursor.move(to: .first))
                #expect(try cursor.positionCount() == 3)
                #expect(try cursor.move(to: .lastOfKey))
                #expect(try cursor.position == 30)
                #expect(try cursor.move(to: .first))
                #expect(try cursor.move(to: .nextKey))
                #expect(Array(cursor.key).text == "y")
                #expect(try cursor.positionCount() == 1)
                #expect(try cursor.move(to: .lastOfKey))
                #expect(try cursor.position == 15)
                #expect(try !cursor.move(to: .nextKey))
            }
        }
    }

    @Test(arguments: [(0, 10), (10, 10), (11, 20), (30, 30), (31, nil)] as [(UInt64, UInt64?)])
    func `finds the position at or after a number`(start: UInt64, found: UInt64?) throws {
        try environment.read { read in
            try read.withCursor(in: tags) { cursor throws in
                let isFound = try cursor.move(toKey: Array("x").span, atOrAfter: start)
                #expect(isFound == (found != nil))
                if isFound {
                    #expect(try cursor.position == found)
                    #expect(Array(cursor.key).text == "x")
                }
            }
        }
    }

    @Test func `finds the position of a key that has one`() throws {
        try environment.read { read in
            try read.withCursor(in: tags) { cursor throws in
                #expect(try cursor.move(toKey: Array("y").span, atOrAfter: 15))
                #expect(Array(cursor.key).text == "y")
                #expect(try !cursor.move(toKey: Array("y").span, atOrAfter: 16))
            }
        }
    }

    @Test func `over an empty table finds nothing`() throws {
        let empty = try environment.table("empty", .bytes, create: true)
        try environment.read { read in
            try read.withCursor(in: empty) { cursor throws in
                #expect(try !cursor.move(to: .first))
                #expect(try !cursor.move(to: .last))
                #expect(try !cursor.move(atOrAfterKey: [0].span))
            }
        }
    }

    @Test func `of a write sees what the write has changed`() throws {
        try environment.write { write in
            try write.put("value of a", "a", in: words)
            let first = try write.withCursor(in: words) { cursor throws in
                try cursor.move(to: .first)
                return Array(cursor.key).text
            }
            #expect(first == "a")
        }
    }

    @Test func `lent to a body passes its result and its error on`() throws {
        struct Enough: Error {}
        #expect(throws: Enough.self) {
            try environment.read { read in
                try read.withCursor(in: words) { _ in throw Enough() }
            }
        }
    }

    @Test func `that stands nowhere has no key: asking stops the process`() async {
        await #expect(processExitsWith: .failure) { try askNowhere() }
    }
}

private func askNowhere() throws {
    let directory = try TemporaryDirectory()
    let environment = try Environment(at: directory.path)
    let table = try environment.table("a", .bytes, create: true)
    try environment.read { read in
        try read.withCursor(in: table) { cursor in _ = cursor.key.count }
    }
}
