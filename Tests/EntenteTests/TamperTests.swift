import Entente
import EventJournal
import Events
import LMDB
import Testing

/// Damage done with a plain LMDB client, which knows nothing of what a ledger promises.
struct `An audit of a ledger somebody has touched` {
    private func damaged(
        _ damage: (Layout, inout WriteTransaction) throws -> Void
    ) throws -> [Finding] {
        let test = try TestLedger()
        for name in ["lyon-2019", "moscow-2020"] {
            try test.append(try TestLedger.history(name), by: nil)
        }
        #expect(try test.findings() == [])
        let journal = test.ledger.journal
        try journal.environment.write { transaction in
            try damage(journal.layout, &transaction)
        }
        return try test.findings()
    }

    private func leaf(
        _ position: UInt64,
        _ layout: Layout,
        _ transaction: borrowing WriteTransaction
    ) throws -> [UInt8] {
        let bytes = try transaction.value(for: position, in: layout.log)?.array
        return try #require(bytes)
    }

    @Test func `names the leaf with a flipped byte, and no other`() throws {
        let found = try damaged { layout, transaction in
            var bytes = try leaf(50, layout, transaction)
            bytes[bytes.count / 2] ^= 1
            try transaction.put(bytes.span, for: 50, in: layout.log)
        }
        #expect(!found.isEmpty)
        let places = Set(found.compactMap(\.position))
        #expect(places == [50])
        #expect(found.contains { $0.check == .leaf })
    }

    @Test func `names every index that lacks an entry`() throws {
        let found = try damaged { layout, transaction in
            let key = Array("party:ksgz".utf8)
            let first = try #require(
                try transaction.positions(for: key.span, limit: 1, in: layout.tags).first
            )
            _ = try transaction.remove(position: first, for: key.span, in: layout.tags)
            let id = Array("lyon-2019.party.ksgz".utf8)
            _ = try transaction.removeValue(for: id.span, in: layout.ids)
            let type = Array("organ.established".utf8)
            _ = try transaction.removeValue(for: type.span, in: layout.types)
            let entity = Array("agreement:mik-zgc-2020".utf8)
            _ = try transaction.removeValue(for: entity.span, in: layout.entities)
        }
        let checks = Set(found.map(\.check))
        #expect(checks.isSuperset(of: [.tags, .ids, .types, .entities]))
    }

    @Test func `names an entry that no leaf gives`() throws {
        let found = try damaged { layout, transaction in
            let key = Array("party:ksgz".utf8)
            _ = try transaction.insert(position: 70, for: key.span, in: layout.tags)
        }
        #expect(found.map(\.position) == [70])
        #expect(found.map(\.tag) == ["party:ksgz"])
    }

    @Test func `names both of two swapped leaves`() throws {
        let found = try damaged { layout, transaction in
            let one = try leaf(30, layout, transaction)
            let two = try leaf(31, layout, transaction)
            try transaction.put(two.span, for: 30, in: layout.log)
            try transaction.put(one.span, for: 31, in: layout.log)
        }
        let leaves = Set(found.filter { $0.check == .leaf }.compactMap(\.position))
        #expect(leaves == [30, 31])
    }

    @Test func `names a sealed value that is missing`() throws {
        let found = try damaged { layout, transaction in
            let key = try transaction.withCursor(in: layout.sealed) { cursor in
                _ = try cursor.move(to: .first)
                return cursor.key.array
            }
            _ = try transaction.removeValue(for: key.span, in: layout.sealed)
        }
        #expect(found.map(\.check) == [.sealed])
        #expect(found.first?.position != nil)
    }

    @Test func `names a sealed value that was exchanged`() throws {
        let found = try damaged { layout, transaction in
            let (key, value) = try transaction.withCursor(in: layout.sealed) { cursor in
                _ = try cursor.move(to: .last)
                return (cursor.key.array, cursor.value.array)
            }
            var changed = value
            changed[changed.count - 1] ^= 1
            try transaction.put(changed.span, for: key.span, in: layout.sealed)
        }
        #expect(found.map(\.check) == [.sealed])
    }

    @Test func `names a missing leaf, a changed tile and a changed dossier head`() throws {
        let found = try damaged { layout, transaction in
            _ = try transaction.removeValue(for: 40, in: layout.log)
            let dossier = Array("agreement:mik-zgc-2020".utf8)
            _ = try transaction.removeValue(for: dossier.span, in: layout.dossiers)
            let key = [UInt8](repeating: 0, count: 9)
            var tile = try #require(try transaction.value(for: key.span, in: layout.tiles)?.array)
            tile[32 * 5] ^= 1
            try transaction.put(tile.span, for: key.span, in: layout.tiles)
        }
        #expect(found.contains { $0.check == .leaf && $0.position == 40 })
        #expect(found.contains { $0.check == .leaf && $0.position == 5 })
        #expect(found.contains { $0.check == .dossiers })
    }
}
