import CanonicalJSON
import Collaboration
import Entente
import EventJournal
import Events
import Foundation
import LMDB
import Testing
import Transparency

/// The quick audit against the one that looks at everything, over ledgers somebody has touched.
@Suite("An audit that looks twice only where it must")
struct AuditTests {
    /// A ledger with corrections, sealed values, agreements, and events in the tail.
    private func filled() throws -> TestLedger {
        let test = try TestLedger()
        for name in TestLedger.histories { try test.append(try TestLedger.history(name), by: nil) }
        let target = try #require(try test.ledger.event(at: 3))
        try test.append(
            "event.disputed",
            #"{"target":"event:\#(target.leaf.id)","claim":[{"text":"No.","lang":"en"}]}"#
        )
        try test.append(
            "event.retracted",
            #"{"target":"event:\#(target.leaf.id)","leafHash":"\#(target.leafHash)","#
                + #""reason":[{"text":"Twice.","lang":"en"}]}"#
        )
        for number in 0..<3 {
            try test.append(
                "document.registered",
                #"{"document":"document:d\#(number)","kind":"report","language":"en","#
                    + #""title":[{"text":"T","lang":"en"}]}"#
            )
        }
        #expect(try test.findings() == [])
        return test
    }

    private func findings(_ ledger: Ledger, isThorough: Bool) throws -> [String] {
        var found: [String] = []
        _ = try ledger.audit(isThorough: isThorough) { found.append(String(describing: $0)) }
        return found.sorted()
    }

    /// The findings of both audits of a copy that was damaged; they are the same.
    private func compare(
        _ test: TestLedger,
        _ name: String,
        _ damage: (Layout, inout WriteTransaction) throws -> Void
    ) throws -> [String] {
        let copy = test.folder.appending(path: "copy-\(UUID().uuidString)").path
        try FileManager.default.copyItem(atPath: test.ledger.directory, toPath: copy)
        defer { try? FileManager.default.removeItem(atPath: copy) }
        let ledger = try Ledger.open(copy)
        try ledger.journal.environment.write { transaction in
            try damage(ledger.journal.layout, &transaction)
        }
        let quick = try findings(ledger, isThorough: false)
        let thorough = try findings(ledger, isThorough: true)
        #expect(quick == thorough, "\(name)")
        return quick
    }

    @Test func `a ledger that nobody touched is clean for both`() throws {
        let test = try filled()
        #expect(try compare(test, "nothing") { _, _ in } == [])
    }

    @Test func `whatever is touched, both find the same`() throws {
        let test = try filled()
        let seed = UInt64.random(in: .min ... .max)
        var random = SeededGenerator(seed: seed)
        var findingCount = 0
        for round in 0..<120 {
            let name = "seed \(seed), round \(round)"
            findingCount += try compare(test, name) { layout, transaction in
                for _ in 0..<Int.random(in: 1...3, using: &random) {
                    try Tampering.any(layout, &transaction, &random)
                }
            }
            .count
        }
        #expect(findingCount > 120, "seed \(seed)")
    }

    @Test func `a row of the tail that no leaf gives is named`() throws {
        let test = try filled()
        let found = try compare(test, "tail") { layout, transaction in
            let (key, row) = try transaction.withCursor(in: layout.meta) { cursor in
                // The names of the tail's rows sort behind all others.
                _ = try cursor.move(to: .last)
                return (cursor.key.array, cursor.value.array)
            }
            var text = String(decoding: row.dropFirst(40), as: UTF8.self)
            text = text.replacing("document:d2", with: "document:d9")
            let changed = Array(row.prefix(40)) + Array(text.utf8)
            try transaction.put(changed.span, for: key.span, in: layout.meta)
        }
        #expect(found.contains { $0.contains("document:d9") && $0.contains("does not give it") })
        #expect(found.contains { $0.contains("document:d2") && $0.contains("lacks the leaf") })
    }

    @Test func `an entry behind the end does not hide the entries of the tail`() throws {
        let test = try filled()
        let size = try test.ledger.head().size
        let tailed = try #require(try test.ledger.leaf(at: size - 1))
        let type = try #require(tailed.type)
        let tag = try #require(tailed.tags.first)
        let found = try compare(test, "behind the end") { layout, transaction in
            let (far, typed, named) = (size + 20, Array(type.text.utf8), Array(tag.text.utf8))
            _ = try transaction.insert(position: far, for: typed.span, in: layout.types)
            _ = try transaction.insert(position: far, for: named.span, in: layout.tags)
            _ = try transaction.insert(position: far, for: named.span, in: layout.entities)
        }
        #expect(found.count == 3)
        #expect(found.allSatisfy { $0.contains("does not give it") })
    }

    @Test func `an entry exchanged for another is named on both sides`() throws {
        let test = try filled()
        let found = try compare(test, "exchange") { layout, transaction in
            let key = Array("party:ksgz".utf8)
            let held = try transaction.positions(for: key.span, limit: 1, in: layout.tags)
            let first = try #require(held.first)
            _ = try transaction.remove(position: first, for: key.span, in: layout.tags)
            _ = try transaction.insert(position: 5_000, for: key.span, in: layout.tags)
        }
        #expect(found.count == 2)
    }
}

/// Ways to damage a ledger with a plain LMDB client.
private enum Tampering {
    static func any(
        _ layout: Layout,
        _ transaction: inout WriteTransaction,
        _ random: inout SeededGenerator
    ) throws {
        switch Int.random(in: 0..<10, using: &random) {
        case 0: try flipByte(layout, &transaction, &random)
        case 1, 2, 3: try changeMember(layout, &transaction, &random)
        case 4: try swapLeaves(layout, &transaction, &random)
        case 5:
            let position = UInt64.random(in: 1..<150, using: &random)
            _ = try transaction.removeValue(for: position, in: layout.log)
        case 6, 7:
            let tables = [layout.tags, layout.types, layout.entities]
            let table = tables[Int.random(in: 0..<3, using: &random)]
            try movePosition(in: table, &transaction, &random)
        case 8:
            let tables = [layout.ids, layout.tiles, layout.dossiers, layout.sealed]
            let table = tables[Int.random(in: 0..<4, using: &random)]
            try removeOrChange(in: table, &transaction, &random)
        default: try moveTime(layout, &transaction, &random)
        }
    }

    private static func flipByte(
        _ layout: Layout,
        _ transaction: inout WriteTransaction,
        _ random: inout SeededGenerator
    ) throws {
        let position = UInt64.random(in: 0..<190, using: &random)
        guard var bytes = try transaction.value(for: position, in: layout.log)?.array else {
            return
        }
        let place = Int.random(in: bytes.indices, using: &random)
        bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        try transaction.put(bytes.span, for: position, in: layout.log)
    }

    /// Takes out a member, of the leaf or of its payload, or puts another value in its place.
    private static func changeMember(
        _ layout: Layout,
        _ transaction: inout WriteTransaction,
        _ random: inout SeededGenerator
    ) throws {
        let position = UInt64.random(in: 0..<190, using: &random)
        guard let bytes = try transaction.value(for: position, in: layout.log)?.array,
            case .object(var members)? = try? JSONReader().read(bytes)
        else { return }
        let values: [JSONValue?] = [
            nil, .null, "x", "2031-01-01", 7, ["party:x"], [:], "agreement:x", members["id"],
        ]
        let value = values[Int.random(in: values.indices, using: &random)]
        if Bool.random(using: &random), case .object(var data)? = members["data"] {
            let keys = data.keys + ["more"]
            data[keys[Int.random(in: keys.indices, using: &random)]] = value
            members["data"] = .object(data)
        } else {
            let keys = members.keys + ["added", "personal", "dossiers", "tags", "more"]
            members[keys[Int.random(in: keys.indices, using: &random)]] = value
        }
        let changed = JSONValue.object(members).canonicalBytes()
        try transaction.put(changed.span, for: position, in: layout.log)
    }

    private static func swapLeaves(
        _ layout: Layout,
        _ transaction: inout WriteTransaction,
        _ random: inout SeededGenerator
    ) throws {
        let position = UInt64.random(in: 1..<185, using: &random)
        guard let one = try transaction.value(for: position, in: layout.log)?.array,
            let two = try transaction.value(for: position + 1, in: layout.log)?.array
        else { return }
        try transaction.put(two.span, for: position, in: layout.log)
        try transaction.put(one.span, for: position + 1, in: layout.log)
    }

    /// Takes out an entry, or adds one, or both.
    private static func movePosition(
        in table: Table,
        _ transaction: inout WriteTransaction,
        _ random: inout SeededGenerator
    ) throws {
        let count = try transaction.count(in: table)
        let wanted = Int.random(in: 0..<count, using: &random)
        let (key, position) = try transaction.withCursor(in: table) { cursor in
            _ = try cursor.move(to: .first)
            for _ in 0..<wanted { _ = try cursor.move(to: .next) }
            return (cursor.key.array, try cursor.position)
        }
        if Bool.random(using: &random) {
            _ = try transaction.remove(position: position, for: key.span, in: table)
        }
        if Bool.random(using: &random) {
            let other = UInt64.random(in: 0..<250, using: &random)
            _ = try transaction.insert(position: other, for: key.span, in: table)
        }
    }

    private static func removeOrChange(
        in table: Table,
        _ transaction: inout WriteTransaction,
        _ random: inout SeededGenerator
    ) throws {
        let count = try transaction.count(in: table)
        guard count > 0 else { return }
        let wanted = Int.random(in: 0..<count, using: &random)
        let (key, value) = try transaction.withCursor(in: table) { cursor in
            _ = try cursor.move(to: .first)
            for _ in 0..<wanted { _ = try cursor.move(to: .next) }
            return (cursor.key.array, cursor.value.array)
        }
        if Bool.random(using: &random) {
            _ = try transaction.removeValue(for: key.span, in: table)
        } else {
            var changed = value
            changed[changed.count - 1] ^= 1
            try transaction.put(changed.span, for: key.span, in: table)
        }
    }

    private static func moveTime(
        _ layout: Layout,
        _ transaction: inout WriteTransaction,
        _ random: inout SeededGenerator
    ) throws {
        let (key, value) = try transaction.withCursor(in: layout.times) { cursor in
            _ = try cursor.move(to: Bool.random(using: &random) ? .first : .last)
            return (try cursor.integerKey, cursor.value.array)
        }
        _ = try transaction.removeValue(for: key, in: layout.times)
        if Bool.random(using: &random) {
            try transaction.put(value.span, for: key + 1, in: layout.times)
        }
    }
}
