import Collaboration
import Entente
import EventJournal
import Events
import LMDB
import Transparency
import Testing

@Suite("Reading leaves")
struct LeafReadingTests {
    private func filled() throws -> TestLedger {
        let test = try TestLedger()
        for name in TestLedger.histories { try test.append(try TestLedger.history(name), by: nil) }
        return test
    }

    @Test func `the leaves of a tag are those that carry it, in order`() throws {
        let test = try filled()
        let ledger = test.ledger
        let size = try ledger.head().size
        let all = try (0..<size).map { try #require(try ledger.event(at: $0)) }
        for tag in Set(all.flatMap(\.leaf.tags)).sorted() {
            var lent: [Position] = []
            try ledger.leaves(tagged: tag) { position, bytes in
                lent.append(position)
                #expect(bytes.array == all[Int(position)].bytes)
            }
            let holding = all.filter { $0.leaf.tags.contains(tag) }.map(\.leaf.position)
            #expect(lent == holding, "\(tag)")
            var logged: [Position] = []
            _ = try ledger.log(LogQuery(tags: [tag], oldestFirst: true)) {
                logged.append($0.leaf.position)
            }
            #expect(logged == holding, "\(tag)")
        }
    }

    @Test func `a tag is read as it was known at a size`() throws {
        let test = try filled()
        let party = try tag("party:ksgz")
        var lent: [Position] = []
        try test.ledger.leaves(tagged: party, below: 40) { position, _ in lent.append(position) }
        #expect(!lent.isEmpty)
        #expect(lent.allSatisfy { $0 < 40 })
    }

    @Test func `the tree of a ledger that nobody touched is the one it says it has`() throws {
        let test = try filled()
        var found: [Finding] = []
        let (size, root) = try test.ledger.verifyTree { found.append($0) }
        let head = try test.ledger.head()
        #expect(size == head.size)
        #expect(root == head.root.hex)
        #expect(found == [])
    }

    @Test func `a leaf that was changed or taken out shows in the tree`() throws {
        let test = try filled()
        let journal = test.ledger.journal
        try journal.environment.write { transaction in
            var bytes = try #require(try transaction.value(for: 50, in: journal.layout.log)?.array)
            bytes[9] ^= 1
            try transaction.put(bytes.span, for: 50, in: journal.layout.log)
            _ = try transaction.removeValue(for: 90, in: journal.layout.log)
        }
        var found: [Finding] = []
        _ = try test.ledger.verifyTree { found.append($0) }
        #expect(found.map(\.position) == [50, 90])
        #expect(Set(found.map(\.check)) == [.leaf])
    }
}
