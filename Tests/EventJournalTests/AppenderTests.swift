import EventJournal
import Events
import LMDB
import Testing
import Transparency

/// Batches that are in flight while later ones are judged.
struct `A journal's appender` {
    private static let tags =
        (0..<5).compactMap { Events.Tag("t:\($0)") }
        + [Events.Tag("agreement:x"), Events.Tag("agreement:y")].compactMap(\.self)

    private func entry(_ number: Int, _ generator: inout Seeded) -> Entry {
        let tags = Self.tags.filter { _ in Int.random(in: 0..<3, using: &generator) == 0 }
        // Ids in no order at all: some sort behind every other, most do not.
        let id = String(UInt64.random(in: .min ... .max, using: &generator), radix: 36)
        return Entry(
            leaf: Array("leaf \(number)".utf8),
            id: id + "-\(number)",
            type: number.isMultiple(of: 3) ? "a.one" : "a.two",
            tags: tags.sorted(),
            entities: Array(tags.sorted().prefix(2)),
            recorded: Int64(number + 1) * 10,
            sealed: number.isMultiple(of: 7) ? [(pointer: "/data/x", bytes: [1, 2, 3])] : []
        )
    }

    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func `shows what is stored, what is in flight and what grows`(seed: UInt64) throws {
        var generator = Seeded(seed)
        let test = try TestJournal()
        let journal = test.journal
        var entries: [Entry] = []
        var waiting: [JournalBatch] = []
        var appender = try test.read { snapshot in try JournalAppender(journal, in: snapshot) }
        for _ in 0..<60 {
            let sizes = [1, 1, 2, 30, 300]
            let count = sizes[Int.random(in: 0..<sizes.count, using: &generator)]
            try test.read { snapshot in
                try appender.settle(in: snapshot)
                for _ in 0..<count {
                    let entry = entry(entries.count, &generator)
                    let hash = try appender.append(entry, in: snapshot)
                    #expect(hash == SHA256Hashing.leaf(entry.leaf))
                    entries.append(entry)
                }
                try expect(&appender, entries, in: snapshot, seed)
            }
            waiting.append(appender.take())
            while waiting.count > Int.random(in: 0...3, using: &generator) {
                let batch = waiting.removeFirst()
                try journal.environment.write { transaction in
                    try journal.write(batch, in: &transaction)
                }
            }
        }
        for batch in waiting {
            try journal.environment.write { transaction in
                try journal.write(batch, in: &transaction)
            }
        }
        try test.read { snapshot in
            #expect(try journal.head(in: snapshot) == appender.head)
            try expect(&appender, entries, in: snapshot, seed)
            var fresh = try JournalAppender(journal, in: snapshot)
            try expect(&fresh, entries, in: snapshot, seed)
        }
    }

    private func expect(
        _ appender: inout JournalAppender,
        _ entries: [Entry],
        in snapshot: borrowing ReadTransaction,
        _ seed: UInt64
    ) throws {
        let place: Comment = "seed \(seed), size \(entries.count)"
        #expect(appender.size == UInt64(entries.count), place)
        #expect(appender.recorded == entries.last?.recorded, place)
        for tag in Self.tags {
            let tagged = entries.indices.filter { entries[$0].tags.contains(tag) }
            let own = entries.indices.filter { entries[$0].entities.contains(tag) }
            let found = try appender.positions(tagged: tag, in: snapshot)
            #expect(found == tagged.map(UInt64.init), place)
            let ownFound = try appender.positions(ofEntity: tag, in: snapshot)
            #expect(ownFound == own.map(UInt64.init), place)
            guard tag.isOfKind("agreement") else { continue }
            var edge = TreeEdge()
            for number in tagged { edge.append(SHA256Hashing.leaf(entries[number].leaf)) }
            #expect(try appender.dossier(of: tag, in: snapshot) == edge, place)
        }
        for (number, entry) in entries.enumerated().reversed().prefix(60) {
            let position = UInt64(number)
            #expect(try appender.position(ofID: entry.id, in: snapshot) == position, place)
            #expect(try appender.leaf(at: position, in: snapshot) == entry.leaf, place)
            let sealed = try appender.sealed(
                position: position,
                pointer: "/data/x",
                in: snapshot
            )
            #expect(sealed == entry.sealed.first?.bytes, place)
        }
        #expect(try appender.position(ofID: "zzzz", in: snapshot) == nil, place)
        #expect(try appender.position(ofID: "-", in: snapshot) == nil, place)
    }

    @Test(arguments: [UInt64.random(in: .min ... .max), 1, 2, 3])
    func `tells new ids from known ones, in and out of order`(seed: UInt64) throws {
        var generator = Seeded(seed)
        let test = try TestJournal()
        var appender = try test.read { try JournalAppender(test.journal, in: $0) }
        var known: [String: UInt64] = [:]
        for round in 0..<12 {
            // Runs that ascend lie anywhere among the ids of the rounds before.
            let fresh = (0..<40).map { _ in
                String(UInt64.random(in: .min ... .max, using: &generator), radix: 36)
            }
            var ids = fresh.sorted()
            for _ in 0..<8 { ids.append(ids.remove(at: Int.random(in: 0..<40, using: &generator))) }
            try test.read { snapshot in
                try appender.settle(in: snapshot)
                for id in round == 0 ? Array(ids.prefix(1)) : ids {
                    let place: Comment = "seed \(seed), round \(round), id \(id)"
                    for asked in [id, known.keys.randomElement(using: &generator) ?? id] {
                        let position = try appender.position(ofID: asked, in: snapshot)
                        #expect(position == known[asked], place)
                    }
                    known[id] = appender.size
                    try appender.append(entry(id, at: appender.size), in: snapshot)
                }
            }
            let batch = appender.take()
            try test.journal.environment.write { try test.journal.write(batch, in: &$0) }
        }
    }

    private func entry(_ id: String, at position: UInt64) -> Entry {
        Entry(
            leaf: Array("leaf".utf8),
            id: id,
            type: "a.one",
            tags: [],
            entities: [],
            recorded: Int64(position + 1)
        )
    }

    @Test func `is overtaken by another writer, and changes nothing then`() throws {
        var generator = Seeded(3)
        let test = try TestJournal()
        try test.append([("a.one", []), ("a.two", [])])
        var appender = try test.read { try JournalAppender(test.journal, in: $0) }
        try test.append([("a.one", [])])
        let before = try test.read { try test.journal.head(in: $0) }
        for count in [1, 2] {
            try test.read { snapshot in
                for number in 0..<count {
                    try appender.append(entry(10 + count * 3 + number, &generator), in: snapshot)
                }
            }
            let batch = appender.take()
            #expect(throws: JournalError.overtaken) {
                try test.journal.environment.write { transaction in
                    try test.journal.write(batch, in: &transaction)
                }
            }
        }
        let after = try test.read { try test.journal.head(in: $0) }
        #expect(before == after)
    }

    @Test func `appends nothing when nothing was appended`() throws {
        let test = try TestJournal()
        var appender = try test.read { try JournalAppender(test.journal, in: $0) }
        let batch = appender.take()
        #expect(batch.count == 0)
        try test.journal.environment.write { try test.journal.write(batch, in: &$0) }
        #expect(try test.read { try test.journal.size(in: $0) } == 0)
    }
}
