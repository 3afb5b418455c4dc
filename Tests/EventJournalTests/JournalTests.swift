import EventJournal
import Events
import LMDB
import Testing
import Transparency

struct `A journal` {
    private static let types: [EventType] = ["a.one", "a.two", "b.one", "b.two"]
    private static let tags =
        (0..<6).compactMap { Events.Tag("t:\($0)") }
        + [Events.Tag("agreement:x"), Events.Tag("agreement:y")].compactMap(\.self)

    /// Random events in commits of random length.
    private func filled(_ count: Int, _ generator: inout Seeded) throws -> TestJournal {
        let test = try TestJournal()
        var left = count
        while left > 0 {
            let length = min(left, Int.random(in: 1...40, using: &generator))
            var batch: [(type: EventType, tags: [Events.Tag])] = []
            for _ in 0..<length {
                let type = Self.types[Int.random(in: 0..<Self.types.count, using: &generator)]
                let tags = Self.tags.filter { _ in Int.random(in: 0..<3, using: &generator) == 0 }
                batch.append((type, tags))
            }
            try test.append(batch)
            left -= length
        }
        return test
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `finds by query what a scan of all events finds`(seed: UInt64) throws {
        var generator = Seeded(seed)
        let test = try filled(400, &generator)
        for _ in 0..<300 {
            let types = Self.types.filter { _ in Int.random(in: 0..<4, using: &generator) == 0 }
            let tags = Self.tags.filter { _ in Int.random(in: 0..<4, using: &generator) == 0 }
            guard let item = Query.Item(types: types, tags: tags) else { continue }
            let start = UInt64.random(in: 0..<400, using: &generator)
            let scanned = test.entries.indices.first { index in
                index >= start
                    && item.matches(type: test.entries[index].type, tags: test.entries[index].tags)
            }
            let found = try test.read { snapshot in
                try test.journal.firstMatch(of: item, from: start, in: snapshot)
            }
            #expect(found == scanned.map(UInt64.init), "seed \(seed), \(item) from \(start)")
        }
    }

    @Test func `names the first conflict behind the writer's position`() throws {
        var generator = Seeded(4)
        let test = try filled(100, &generator)
        let items = Self.types.compactMap { Query.Item(types: [$0]) }
        let query = try #require(Query(items: items))
        for after in 0..<99 as Range<UInt64> {
            let condition = AppendCondition(failIfEventsMatch: query, after: after)
            let found = try test.read { snapshot in
                try test.journal.firstConflict(with: condition, in: snapshot)
            }
            #expect(found == after + 1)
        }
    }

    @Test func `gives the root of every size it ever had, and its dossiers' heads`() throws {
        var generator = Seeded(5)
        let test = try filled(700, &generator)
        var edge = TreeEdge()
        var dossier = TreeEdge()
        let name = Events.Tag("agreement:x")
        let agreement = try #require(name)
        for (index, entry) in test.entries.enumerated() {
            let hash = SHA256Hashing.leaf(entry.leaf)
            edge.append(hash)
            if entry.tags.contains(agreement) { dossier.append(hash) }
            let root = try test.read { snapshot in
                try test.journal.root(ofSize: UInt64(index + 1), in: snapshot)
            }
            #expect(root == edge.root, "size \(index + 1)")
        }
        let kept = try test.read { snapshot in
            try test.journal.dossier(of: agreement, in: snapshot)
        }
        #expect(kept == dossier)
    }

    @Test func `lists tags, types, entities and times in order`() throws {
        var generator = Seeded(6)
        let test = try filled(300, &generator)
        for tag in Self.tags {
            let wanted = test.entries.indices.filter { test.entries[$0].tags.contains(tag) }
            let found = try test.read { snapshot in
                try test.journal.positions(tagged: tag, in: snapshot)
            }
            #expect(found == wanted.map(UInt64.init))
            let early = try test.read { snapshot in
                try test.journal.positions(tagged: tag, from: 50, below: 150, in: snapshot)
            }
            #expect(early == wanted.filter { (50..<150).contains($0) }.map(UInt64.init))
        }
        for (time, size) in [(0, 0), (9, 0), (10, 1), (1_005, 100), (3_000, 300), (9_999, 300)] {
            let known = try test.read { snapshot in
                try test.journal.size(knownAt: Int64(time), in: snapshot)
            }
            #expect(known == UInt64(size), "at \(time)")
        }
        let agreements = try test.read { snapshot in
            try test.journal.tags(ofKind: "agreement", in: snapshot)
        }
        #expect(agreements.map(\.text) == ["agreement:x", "agreement:y"])
    }

    @Test func `shows nothing of a commit that did not come`() throws {
        struct Stop: Error {}
        let test = try TestJournal()
        try test.append([("a.one", [])])
        let before = try test.read { snapshot in try test.journal.head(in: snapshot) }
        #expect(throws: Stop.self) {
            try test.journal.environment.write { transaction in
                var appender = try JournalAppender(test.journal, in: transaction)
                let entry = Entry(
                    leaf: [1],
                    id: "x",
                    type: "a.one",
                    tags: [],
                    entities: [],
                    recorded: 1_000
                )
                try appender.append(entry, in: transaction)
                try test.journal.write(appender.take(), in: &transaction)
                throw Stop()
            }
        }
        let after = try test.read { snapshot in try test.journal.head(in: snapshot) }
        #expect(before == after)
        let place = try test.read { snapshot in
            try test.journal.position(ofID: "x", in: snapshot)
        }
        #expect(place == nil)
    }
}
