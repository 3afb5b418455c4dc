import CanonicalJSON
import Entente
import EventJournal
import LMDB
import Foundation
import Testing
import Transparency

@Suite struct `A log whose key was changed` {
    private let next: NoteSigner
    private let published: PublishedLedger
    private let old: NoteSigner
    private let origin = "ledger.example.org/test"

    init() throws {
        published = try PublishedLedger(origin: origin)
        try published.grow(to: 300)
        let log = try published.ledger.exportKeys()["log"]?.string ?? ""
        old = try NoteSigner(name: origin, seed: Hexadecimal.decode(log) ?? [])
        next = try NoteSigner(name: origin, seed: [UInt8](repeating: 5, count: 32))
        try published.publish()
    }

    /// The ledger's leaves, and one behind them that changes the key.
    private func rotated(from previous: String? = nil) throws -> HandmadeLog {
        var leaves: [[UInt8]] = []
        _ = try published.ledger.read { snapshot in
            try published.ledger.journal.replay(from: 0, upTo: .max, in: snapshot) { _, leaf in
                leaves.append((0..<leaf.count).map { leaf[$0] })
            }
        }
        let event: JSONValue = [
            "id": "rotation", "type": "ledger.key-rotated", "version": 1,
            "occurred": "2030-01-01", "by": "script:test", "origin": .string(origin),
            "position": .integer(leaves.count), "recorded": "2030-01-01T00:00:00.000000Z",
            "data": [
                "key": .string(next.verifierKey),
                "previous": .string(previous ?? old.verifierKey),
            ],
        ]
        return HandmadeLog(leaves + [event.canonicalBytes()])
    }

    private func signedByBoth(_ log: HandmadeLog) throws -> [UInt8] {
        let text = try log.checkpoint(origin).text
        let note = try next.signedNote(text).adding(old.signature(of: text))
        return Array(note.description.utf8)
    }

    private func expectRefused(_ words: String) throws {
        #expect {
            _ = try published.follow("log")
        } throws: { error in
            (error as? LedgerError)?.description.contains(words) == true
        }
    }

    @Test func `goes on under the new key when the old one has signed the change`() throws {
        _ = try published.follow()
        let log = try rotated()
        try log.publish(next, in: published)
        try published.set(try signedByBoth(log), at: "log/rotated/300")
        guard case .followed(let checkpoint, 300) = try published.follow("log") else {
            Issue.record("the change was not followed")
            return
        }
        #expect(checkpoint.size == 301)
        // The new key is the one known from now on.
        guard case .followed = try published.follow("log", key: next.verifier) else {
            Issue.record("the new key is not known")
            return
        }
    }

    @Test func `goes on when the checkpoint itself bears the old key's signature`() throws {
        _ = try published.follow()
        let log = try rotated()
        try log.publish(old, in: published)
        try published.set(try signedByBoth(log), at: "log/checkpoint")
        guard case .followed = try published.follow("log") else {
            Issue.record("the change was not followed")
            return
        }
    }

    @Test func `is refused when nobody but the new key has signed the change`() throws {
        _ = try published.follow()
        let log = try rotated()
        try log.publish(next, in: published)
        try expectRefused("names another key, but rotated/300 is no checkpoint")
        let alone = try next.sign(log.checkpoint(origin).text)
        try published.set(Array(alone.utf8), at: "log/rotated/300")
        try expectRefused("names another key, but rotated/300 is no checkpoint")
        let before = try old.sign(log.checkpoint(origin, size: 300).text)
        try published.set(Array(before.utf8), at: "log/rotated/300")
        try expectRefused("names another key, but rotated/300 is no checkpoint")
        let other = try Checkpoint(
            origin: origin,
            size: 301,
            root: SHA256Hashing.leaf([1])
        )
        try published.set(Array(try old.sign(other.text).utf8), at: "log/rotated/300")
        try expectRefused("names another key, but rotated/300 is no checkpoint")
    }

    @Test func `is refused when the change is not from the key that is known`() throws {
        _ = try published.follow()
        try rotated(from: next.verifierKey).publish(next, in: published)
        try expectRefused("is not signed by \(old.verifierKey)")
    }

    @Test func `is followed from the files that the ledger itself publishes`() throws {
        _ = try published.follow()
        _ = try published.follow(into: "late")
        published.made.wait(seconds: 1)
        _ = try published.ledger.rotateKey(reason: nil, at: published.made.now)
        try published.publish()
        guard case .followed = try published.follow(key: old.verifier) else {
            Issue.record("the checkpoint with both signatures was not followed")
            return
        }
        try published.grow(to: 305)
        published.made.wait(seconds: 1)
        _ = try published.ledger.rotateKey(reason: nil, at: published.made.now)
        try published.grow(to: 700)
        try published.publish()
        for mirror in ["mirror", "late"] {
            let folder = PublishedFolder(published.path("published"))
            guard case .followed = try Ledger.follow(folder, into: published.path(mirror)) else {
                Issue.record("\(mirror) was not followed")
                continue
            }
            let ledger = try Ledger.open(published.path(mirror))
            #expect(try ledger.verifierKey == published.ledger.verifierKey)
            _ = try ledger.publish(to: published.path("again-\(mirror)"))
        }
        guard case .followed = try published.follow("again-late", into: "fresh") else {
            Issue.record("what a mirror publishes was not followed")
            return
        }
    }

    @Test func `is followed from its first event with the new key`() throws {
        let log = try rotated()
        try log.publish(next, in: published)
        try published.set(try signedByBoth(log), at: "log/rotated/300")
        guard case .followed = try published.follow("log", into: "fresh", key: next.verifier)
        else {
            Issue.record("the new key was not accepted")
            return
        }
        let stranger = try NoteSigner(name: origin, seed: [UInt8](repeating: 6, count: 32))
        try log.publish(stranger, in: published)
        #expect {
            _ = try published.follow("log", into: "other", key: stranger.verifier)
        } throws: { error in
            (error as? LedgerError)?.description.contains("none that leads to") == true
        }
    }
}
