import EventJournal
import Events
import LMDB
import Testing
import Transparency

/// What single appends leave to the tail, against plain lists.
struct `The tail of a journal` {
    private static let types: [EventType] = ["a.one", "a.two", "b.one"]
    private static let tags =
        (0..<5).compactMap { Events.Tag("t:\($0)") }
        + [Events.Tag("agreement:x"), Events.Tag("agreement:y")].compactMap(\.self)

    private func event(
        _ generator: inout Seeded
    ) -> (type: EventType, tags: [Events.Tag]) {
        let type = Self.types[Int.random(in: 0..<Self.types.count, using: &generator)]
        return (type, Self.tags.filter { _ in Int.random(in: 0..<3, using: &generator) == 0 })
    }

    /// Commits of one event, with one of several here and there.
    ///
    /// - `singles`: how many of one come between two of several, in the mean.
    private func append(
        to test: TestJournal,
        singles: Int,
        _ generator: inout Seeded
    ) throws {
        let isSingle = Int.random(in: 0...singles, using: &generator) != 0
        let count = isSingle ? 1 : Int.random(in: 2...200, using: &generator)
        try test.append((0..<count).map { _ in event(&generator) })
    }

    @Test(arguments: 1...3 as ClosedRange<UInt64>)
    func `shows with the indexes what plain lists hold, after every commit`(
        seed: UInt64
    ) throws {
        var generator = Seeded(seed)
        let test = try TestJournal()
        // The later ones fill the tail; the earlier ones often cut it short.
        for commit in 0..<400 {
            try append(to: test, singles: commit < 80 ? 12 : 200, &generator)
            let place: Comment = "seed \(seed), commit \(commit), size \(test.entries.count)"
            if commit < 80 || commit.isMultiple(of: 9) { try expectLists(of: test, place) }
            if commit.isMultiple(of: 15) { try expectTree(of: test, place) }
        }
    }

    private func expectLists(of test: TestJournal, _ place: Comment) throws {
        let journal = test.journal
        let entries = test.entries
        func positions(_ isWanted: (Entry) -> Bool) -> [Position] {
            entries.indices.filter { isWanted(entries[$0]) }.map(Position.init)
        }
        try test.read { snapshot in
            #expect(try journal.size(in: snapshot) == UInt64(entries.count), place)
            #expect(try journal.tail(in: snapshot).count < Tail.limit, place)
            for tag in Self.tags {
                let tagged = positions { $0.tags.contains(tag) }
                #expect(try journal.positions(tagged: tag, in: snapshot) == tagged, place)
                let some = try journal.positions(
                    tagged: tag,
                    from: 5,
                    below: UInt64(entries.count) - 1,
                    limit: 7,
                    in: snapshot
                )
                let wanted = tagged.filter { $0 >= 5 && $0 < entries.count - 1 }.prefix(7)
                #expect(some == Array(wanted), place)
                let own = positions { $0.entities.contains(tag) }
                #expect(try journal.positions(ofEntity: tag, in: snapshot) == own, place)
                let last = UInt64(entries.count) - 1
                let holds = try journal.holds(last, entity: tag, in: snapshot)
                #expect(holds == own.contains(last), place)
            }
            for type in Self.types {
                let typed = positions { $0.type == type }
                #expect(try journal.positions(ofType: type, in: snapshot) == typed, place)
            }
            for number in [0, entries.count / 2, entries.count - 1] {
                let id = entries[number].id
                let found = try journal.position(ofID: id, in: snapshot)
                #expect(found == UInt64(number), place)
                let time = entries[number].recorded
                let timed = try journal.position(recordedAt: time, in: snapshot)
                #expect(timed == UInt64(number), place)
                let known = try journal.size(knownAt: time + 1, in: snapshot)
                #expect(known == UInt64(number + 1), place)
            }
            #expect(try journal.position(ofID: "none", in: snapshot) == nil, place)
            let kinds = Set(entries.flatMap(\.tags)).filter { $0.isOfKind("agreement") }.sorted()
            #expect(try journal.tags(ofKind: "agreement", in: snapshot) == kinds, place)
            #expect(try journal.types(in: snapshot) == Set(entries.map(\.type)).sorted(), place)
        }
    }

    private func expectTree(of test: TestJournal, _ place: Comment) throws {
        var edge = TreeEdge()
        var dossiers: [Events.Tag: TreeEdge] = [:]
        var roots: [Hash] = []
        for entry in test.entries {
            let hash = SHA256Hashing.leaf(entry.leaf)
            edge.append(hash)
            roots.append(edge.root)
            for tag in entry.tags where tag.isOfKind("agreement") {
                dossiers[tag, default: TreeEdge()].append(hash)
            }
        }
        try test.read { snapshot in
            for (number, root) in roots.enumerated().reversed().prefix(40) {
                let size = UInt64(number + 1)
                let found = try test.journal.root(ofSize: size, in: snapshot)
                #expect(found == root, place)
            }
            for (tag, dossier) in dossiers {
                let found = try test.journal.dossier(of: tag, in: snapshot)
                #expect(found == dossier, place)
            }
        }
    }

    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func `is found by query as a scan finds it`(seed: UInt64) throws {
        var generator = Seeded(seed)
        let test = try TestJournal()
        for _ in 0..<70 { try append(to: test, singles: 12, &generator) }
        for _ in 0..<300 {
            let types = Self.types.filter { _ in Int.random(in: 0..<4, using: &generator) == 0 }
            let tags = Self.tags.filter { _ in Int.random(in: 0..<4, using: &generator) == 0 }
            guard let item = Query.Item(types: types, tags: tags) else { continue }
            let recent = UInt64(max(0, test.entries.count - 50))
            let start = UInt64.random(in: recent..<UInt64(test.entries.count), using: &generator)
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

    @Test func `says of its events what was appended`() throws {
        var generator = Seeded(9)
        let test = try TestJournal()
        try test.append((0..<10).map { _ in event(&generator) })
        for _ in 1..<Tail.limit { try test.append([event(&generator)]) }
        let tail = try test.read { snapshot in try test.journal.tail(in: snapshot) }
        #expect(tail.start == 10)
        #expect(tail.count == Tail.limit - 1)
        for row in try tail.rows {
            let entry = test.entries[Int(row.position)]
            #expect(row.id == entry.id)
            #expect(row.type == entry.type)
            #expect(row.tags == entry.tags)
            #expect(row.entities == entry.entities)
            #expect(row.recorded == entry.recorded)
            #expect(row.hash == SHA256Hashing.leaf(entry.leaf))
        }
        try test.append([event(&generator)])
        let after = try test.read { snapshot in try test.journal.tail(in: snapshot) }
        #expect(after.count == 0)
        #expect(after.start == UInt64(10 + Tail.limit))
    }

    @Test func `is that of the snapshot, not what another one showed`() throws {
        struct GivenUp: Error {}
        var generator = Seeded(12)
        let test = try TestJournal()
        let journal = test.journal
        func position(_ id: String) throws -> Position? {
            try test.read { snapshot in try journal.position(ofID: id, in: snapshot) }
        }
        try test.append([event(&generator)])
        #expect(throws: GivenUp.self) {
            try journal.environment.write { transaction in
                var appender = try JournalAppender(journal, in: transaction)
                let entry = Entry(
                    leaf: Array("lost".utf8),
                    id: "lost",
                    type: "a.one",
                    tags: [],
                    entities: [],
                    recorded: 1_000
                )
                try appender.append(entry, in: transaction)
                try journal.write(appender.take(), in: &transaction)
                #expect(try journal.position(ofID: "lost", in: transaction) == 1)
                #expect(try position("lost") == nil)
                #expect(try journal.position(ofID: "lost", in: transaction) == 1)
                throw GivenUp()
            }
        }
        #expect(try position("lost") == nil)
        try test.append([event(&generator)])
        #expect(try position("lost") == nil)
        #expect(try position("e1") == 1)
    }

    @Test func `has nothing in a range that is empty or ends before it begins`() throws {
        var generator = Seeded(14)
        let test = try TestJournal()
        try test.append((0..<4).map { _ in event(&generator) })
        for _ in 0..<6 { try test.append([("a.one", [Self.tags[0]])]) }
        for (from, below) in [(9, 6), (6, 6), (12, 20), (0, 4), (7, 3), (11, 2)]
            as [(UInt64, UInt64)]
        {
            let found = try test.read { snapshot in
                try test.journal.positions(ofType: "a.one", from: from, below: below, in: snapshot)
            }
            let wanted = test.entries.indices.map(UInt64.init).filter {
                $0 >= from && $0 < below && test.entries[Int($0)].type == "a.one"
            }
            #expect(found == wanted, "from \(from) below \(below)")
        }
    }

    @Test func `that is cut short is damage, not an answer`() throws {
        var generator = Seeded(10)
        let test = try TestJournal()
        for _ in 0..<3 { try test.append([event(&generator)]) }
        let key = Array("tail".utf8) + [0, 0, 0, 0, 0, 0, 0, 1]
        for length in [0, 7, 39, 40, 41, 60] {
            try test.journal.environment.write { transaction in
                let row = [UInt8](repeating: 1, count: length)
                try transaction.put(row.span, for: key.span, in: test.journal.layout.meta)
            }
            #expect(throws: JournalError.self) {
                try test.read { snapshot in _ = try test.journal.storedTail(in: snapshot) }
            }
        }
    }
}
