import Entente
import EventJournal
import LMDB
import Foundation
import Testing
import Transparency

@Suite struct `A follower` {
    private static let party =
        #"{"type":"party.registered","occurred":"2020-01-01","data":{"#
        + #""party":"party:late","kind":"cluster","names":[{"text":"A","lang":"en"}]}}"#

    private static func findings(_ path: String) throws -> [Finding] {
        var found: [Finding] = []
        _ = try Ledger.openForAudit(path).audit { found.append($0) }
        return found
    }

    private static func leaves(_ path: String) throws -> [[UInt8]] {
        let ledger = try Ledger.open(path, readOnly: true)
        return try ledger.read { snapshot in
            var leaves: [[UInt8]] = []
            try ledger.journal.replay(from: 0, upTo: .max, in: snapshot) { _, leaf in
                leaves.append((0..<leaf.count).map { leaf[$0] })
            }
            return leaves
        }
    }

    private func size(_ outcome: FollowOutcome) -> UInt64? {
        if case .followed(let checkpoint, _) = outcome { return checkpoint.size }
        return nil
    }

    @Test func `in steps has the leaves, root and indexes of an import at once`() throws {
        let seed = UInt64.random(in: 0..<1_000_000)
        var generator = SeededGenerator(seed: seed)
        let published = try PublishedLedger()
        for name in TestLedger.histories {
            try published.made.append(TestLedger.history(name))
            try published.grow(
                to: published.ledger.head().size + UInt64.random(in: 1...300, using: &generator)
            )
            try published.publish()
            let outcome = try published.follow()
            #expect(try size(outcome) == published.ledger.head().size, "seed \(seed)")
        }
        _ = try published.ledger.export(to: published.path("export"))
        let imported = try Ledger.importing(
            published.path("export"),
            to: published.path("imported")
        )
        let root = try imported.head().root
        _ = consume imported
        for name in ["imported", "mirror"] {
            #expect(try Self.findings(published.path(name)) == [], "seed \(seed)")
        }
        #expect(
            try Self.leaves(published.path("mirror")) == Self.leaves(published.path("imported"))
        )
        #expect(try Ledger.open(published.path("mirror")).head().root == root)
        let note = try published.bytes("published/checkpoint")
        #expect(try published.bytes("mirror/checkpoint") == note)
        let size = try published.ledger.head().size
        #expect(try published.bytes("mirror/checkpoints/ledger/\(size)") == note)
        #expect(throws: (any Error).self) { try published.bytes("mirror/following") }
    }

    @Test func `needs the key once, and keeps it`() throws {
        let published = try PublishedLedger()
        try published.grow(to: 3)
        try published.publish()
        let folder = PublishedFolder(published.path("published"))
        #expect {
            _ = try Ledger.follow(folder, into: published.path("mirror"))
        } throws: { error in
            (error as? LedgerError)?.kind == .usage
        }
        #expect(!FileManager.default.fileExists(atPath: published.path("mirror")))
        _ = try published.follow()
        try published.grow(to: 5)
        try published.publish()
        #expect(size(try Ledger.follow(folder, into: published.path("mirror"))) == 5)
        let other = try NoteSigner(
            name: published.ledger.origin,
            seed: [UInt8](repeating: 7, count: 32)
        ).verifier
        #expect {
            _ = try published.follow(key: other)
        } throws: { error in
            (error as? LedgerError)?.description.contains("follows the key") == true
        }
        #expect {
            _ = try published.follow(into: "other", key: other)
        } throws: { error in
            (error as? LedgerError)?.description.contains("is not signed by") == true
        }
    }

    @Test func `answers withheld, and neither writes nor follows another log`() throws {
        let published = try PublishedLedger()
        try published.made.append(
            "person.registered",
            #"{"person":"person:rgw4qq7h5n75","names":[{"text":"Žofie Nováková","lang":"cs"}]}"#
        )
        try published.publish()
        _ = try published.follow()
        let mirror = try Ledger.open(published.path("mirror"))
        let line = InputLine(number: 1, bytes: Array(Self.party.utf8))
        #expect {
            let request = AppendRequest(lines: [line], by: "script:test")
            _ = try mirror.append(request, at: published.made.now)
        } throws: { error in
            (error as? LedgerError)?.kind == .notPermitted
        }
        #expect(try mirror.event(at: 1)?.hidden.isEmpty == false)
        _ = consume mirror
        let other = try PublishedLedger(origin: "other.example.org/log")
        try other.publish()
        #expect {
            _ = try Ledger.follow(
                PublishedFolder(other.path("published")),
                into: published.path("mirror")
            )
        } throws: { error in
            (error as? LedgerError)?.description.contains("is the log 'other") == true
        }
    }

    @Test func `is not made of a ledger that writes, of a backup or of another folder`() throws {
        let published = try PublishedLedger()
        try published.grow(to: 3)
        _ = try published.ledger.backup(to: published.path("backup"))
        _ = try Ledger.restore(published.path("backup"), to: published.path("restored"))
        try published.publish()
        try published.set([1], at: "folder/file")
        for (name, kind) in [
            ("restored", LedgerError.Kind.cannotCreate), ("folder", .cannotCreate),
        ] {
            #expect {
                _ = try published.follow(into: name)
            } throws: { error in
                (error as? LedgerError)?.kind == kind
            }
        }
        let keys = try published.ledger.exportKeys()
        _ = try published.follow()
        _ = try Ledger.importKeys(keys, into: published.path("mirror"))
        #expect {
            _ = try published.follow()
        } throws: { error in
            (error as? LedgerError)?.kind == .notPermitted
        }
    }

    @Test func `of an import goes on with the key`() throws {
        let published = try PublishedLedger()
        try published.grow(to: 300)
        _ = try published.ledger.export(to: published.path("export"))
        _ = try Ledger.importing(published.path("export"), to: published.path("mirror"))
        try published.grow(to: 700)
        try published.publish()
        let folder = PublishedFolder(published.path("published"))
        #expect(throws: LedgerError.self) {
            try Ledger.follow(folder, into: published.path("mirror"))
        }
        #expect(size(try published.follow()) == 700)
        #expect(try Self.findings(published.path("mirror")) == [])
    }

    @Test func `keeps cosignatures that the log drops`() throws {
        let published = try PublishedLedger()
        try published.grow(to: 3)
        try published.publish()
        let note = try SignedNote(parsing: published.bytes("published/checkpoint"))
        let witness = try NoteCosigner(
            name: "witness.example/w",
            seed: [UInt8](repeating: 9, count: 32)
        )
        let cosigned = try note.adding(witness.cosign(note.text, atSeconds: 1_700_000_000))
        try published.set(
            Array(cosigned.description.utf8),
            at: "published/checkpoint"
        )
        _ = try published.follow()
        #expect(try published.bytes("mirror/checkpoint") == Array(cosigned.description.utf8))
        try published.set(Array(note.description.utf8), at: "published/checkpoint")
        _ = try published.follow()
        #expect(try published.bytes("mirror/checkpoint") == Array(cosigned.description.utf8))
    }

    @Test func `refuses a log that is no ledger`() throws {
        let published = try PublishedLedger()
        let signer = try NoteSigner(name: "a.log", seed: [UInt8](repeating: 7, count: 32))
        try HandmadeLog(["one", "two"].map { Array($0.utf8) }).publish(signer, in: published)
        #expect {
            _ = try published.follow("log", key: signer.verifier)
        } throws: { error in
            let words = (error as? LedgerError)?.description ?? ""
            return words.contains("is a log, but not of a ledger")
        }
        #expect(!FileManager.default.fileExists(atPath: published.path("mirror")))
    }

    @Test func `refuses what is not whole, and takes it when it is`() throws {
        let published = try PublishedLedger()
        try published.grow(to: 600)
        try published.publish()
        let whole = try published.files("published")
        for path in whole.keys.sorted() where path != "key" {
            let bytes = try #require(whole[path])
            var changed = bytes
            changed[bytes.count / 2] ^= 1
            for other in [changed, Array(bytes.dropLast()), bytes + [0], [], nil] {
                try published.set(other, at: "published/\(path)")
                #expect(throws: LedgerError.self, "\(path)") { _ = try published.follow() }
                try published.set(bytes, at: "published/\(path)")
            }
        }
        try published.set(nil, at: "published/tile/entries/001")
        try FileManager.default.createDirectory(
            atPath: published.path("published/tile/entries/001"),
            withIntermediateDirectories: true
        )
        #expect(throws: LedgerError.self) { _ = try published.follow() }
        try published.set(nil, at: "published/tile/entries/001")
        let pipe = published.path("published/tile/entries/001")
        try Process.run(URL(filePath: "/usr/bin/env"), arguments: ["mkfifo", pipe])
            .waitUntilExit()
        #expect(FileManager.default.fileExists(atPath: pipe))
        #expect(throws: LedgerError.self) { _ = try published.follow() }
        try published.set(nil, at: "published/tile/entries/001")
        try published.set(whole["tile/entries/001"], at: "published/tile/entries/001")
        #expect(size(try published.follow()) == 600)
        #expect(try Self.findings(published.path("mirror")) == [])
    }
}
