import CanonicalJSON
import Collaboration
import EDTF
import Entente
import EventJournal
import Events
import Foundation
import Testing
import Transparency

struct `A checkpoint of a ledger` {
    private func ledger() throws -> TestLedger {
        let test = try TestLedger()
        try test.append(TestLedger.history("moscow-2020"))
        return test
    }

    private static let agreement = Events.Tag("agreement:mik-zgc-2020")

    @Test func `is signed once for a size and kept`() throws {
        let test = try ledger()
        let first = try test.ledger.checkpoint(of: .ledger)
        #expect(try test.ledger.checkpoint(of: .ledger) == first)
        let size = try test.ledger.head().size
        #expect(test.ledger.keptCheckpoints(of: .ledger) == [size])
        #expect(try test.ledger.keptCheckpoint(of: .ledger, size: size) == first)
    }

    @Test func `of a dossier comes after one of the ledger and bears its own name`() throws {
        let test = try ledger()
        let agreement = try #require(Self.agreement)
        let note = try test.ledger.checkpoint(of: .dossier(agreement))
        let checkpoint = try Checkpoint(parsing: note.text)
        #expect(checkpoint.origin == "ledger.example.org/test/agreement/\(agreement.id)")
        let size = try test.ledger.head().size
        #expect(test.ledger.keptCheckpoints(of: .ledger) == [size])
        let policy = try TrustPolicy(trusting: NoteVerifier(test.ledger.verifierKey))
        #expect(try policy.verify(note)?.log?.name == checkpoint.origin)
    }

    @Test func `keeps the cosignatures that it gathers`() throws {
        let test = try ledger()
        let note = try test.ledger.checkpoint(of: .ledger)
        let one = try NoteCosigner(name: "one", seed: [UInt8](repeating: 1, count: 32))
        let two = try NoteCosigner(name: "two", seed: [UInt8](repeating: 2, count: 32))
        try test.ledger.keep(note.adding(one.cosign(note.text, atSeconds: 5)), of: .ledger)
        try test.ledger.keep(note.adding(two.cosign(note.text, atSeconds: 6)), of: .ledger)
        let kept = try test.ledger.checkpoint(of: .ledger)
        #expect(kept.signatures.map(\.name) == [test.ledger.origin, "one", "two"])
        #expect(try Ledger.open(test.copied("again")).checkpoint(of: .ledger) == kept)
    }

    @Test func `of another tree is not kept`() throws {
        let test = try ledger()
        let other = try TestLedger()
        let note = try other.ledger.checkpoint(of: .ledger)
        #expect(throws: LedgerError.self) { try test.ledger.keep(note, of: .ledger) }
        let own = try test.ledger.checkpoint(of: .ledger)
        #expect(throws: LedgerError.self) {
            try test.ledger.keep(own, of: .dossier(#require(Self.agreement)))
        }
    }

    @Test func `is not signed over an older state`() throws {
        let test = try ledger()
        let backup = test.folder.appending(path: "backup").path
        _ = try test.ledger.backup(to: backup)
        try test.append("party.registered", Self.party("later"))
        _ = try test.ledger.checkpoint(of: .ledger)
        let old = test.folder.appending(path: "old").path
        _ = try Ledger.restore(backup, to: old)
        for name in ["checkpoint", "keys"] {
            try FileManager.default.copyItem(
                atPath: test.ledger.directory + "/" + name,
                toPath: old + "/" + name
            )
        }
        #expect { try Ledger.open(old) } throws: { error in
            (error as? LedgerError)?.description.contains("shorter than the checkpoint") ?? false
        }
    }

    @Test func `is not signed by a follower`() throws {
        let test = try ledger()
        let export = test.folder.appending(path: "export").path
        _ = try test.ledger.export(to: export)
        let follower = try Ledger.importing(
            export,
            to: test.folder.appending(path: "follower").path
        )
        #expect { try follower.checkpoint(of: .ledger) } throws: { error in
            (error as? LedgerError)?.kind == .notPermitted
        }
    }

    @Test func `that was changed behind the ledger's back is found`() throws {
        let test = try ledger()
        let agreement = try #require(Self.agreement)
        _ = try test.ledger.checkpoint(of: .dossier(agreement))
        #expect(try test.findings().isEmpty)
        let size = try test.ledger.head().size
        let file = "\(test.ledger.directory)/checkpoints/ledger/\(size)"
        try FileManager.default.copyItem(atPath: file, toPath: file + "0")
        let found = try test.findings()
        #expect(found.map(\.check) == [.checkpoint])
        #expect(found.first?.message.contains("of another size") == true)
    }

    static func party(_ name: String) -> String {
        #"{"party":"party:\#(name)","kind":"cluster","names":[{"text":"\#(name)","lang":"en"}]}"#
    }
}

struct `A key rotation` {
    private func rotated() throws -> (test: TestLedger, before: String, note: SignedNote) {
        let test = try TestLedger()
        let before = try test.ledger.verifierKey
        try test.append("party.registered", `A checkpoint of a ledger`.party("one"))
        test.wait(seconds: 1)
        let note = try test.ledger.rotateKey(reason: "Yearly change.", at: test.now)
        return (test, before, note)
    }

    @Test func `is an event, and its checkpoint bears both signatures`() throws {
        let (test, before, note) = try rotated()
        let after = try test.ledger.verifierKey
        #expect(after != before)
        let signers = try note.verified(by: [NoteVerifier(before), NoteVerifier(after)])
        #expect(signers.map(\.verifier.verifierKey) == [after, before])
        let event = try #require(try test.ledger.event(at: 2))
        #expect(event.leaf.type == "ledger.key-rotated")
        #expect(event.leaf.event["data"]?["previous"]?.string == before)
        #expect(event.leaf.event["data"]?["key"]?.string == after)
    }

    @Test func `leaves what the earlier key signed valid, and signs no more with it`() throws {
        let test = try TestLedger()
        let early = try test.ledger.checkpoint(of: .ledger)
        test.wait(seconds: 1)
        _ = try test.ledger.rotateKey(reason: nil, at: test.now)
        try test.append("party.registered", `A checkpoint of a ledger`.party("two"))
        let late = try test.ledger.checkpoint(of: .ledger)
        #expect(late.signatures.count == 1)
        let key = try NoteVerifier(test.ledger.verifierKey)
        #expect(try late.verified(by: [key]).count == 1)
        #expect(try test.ledger.keptCheckpoint(of: .ledger, size: 1) == early)
        #expect(try test.findings().isEmpty)
        #expect(try Ledger.open(test.copied("again")).verifierKey == key.verifierKey)
    }

    @Test func `that a crash cut short is finished or undone`() throws {
        let (test, _, _) = try rotated()
        let current = try test.ledger.verifierKey
        // The event is in the log and the key was not moved yet.
        let late = test.copied("late")
        try FileManager.default.moveItem(
            atPath: late + "/keys/log",
            toPath: late + "/keys/log-next"
        )
        try Data(repeating: 7, count: 32).write(to: URL(filePath: late + "/keys/log"))
        let finished = try Ledger.open(late)
        #expect(!FileManager.default.fileExists(atPath: late + "/keys/log-next"))
        let note = try finished.checkpoint(of: .ledger)
        #expect(try note.verified(by: [NoteVerifier(current)]).count == 1)
        // The key was drawn and the event never came.
        let early = test.copied("early")
        try Data(repeating: 9, count: 32).write(to: URL(filePath: early + "/keys/log-next"))
        let undone = try Ledger.open(early)
        #expect(!FileManager.default.fileExists(atPath: early + "/keys/log-next"))
        #expect(try undone.verifierKey == current)
    }

    @Test func `is accepted by the independent verifier`() throws {
        let (test, _, _) = try rotated()
        let verdict = try test.verdict()
        #expect(verdict.status == 0, "\(verdict.said)")
    }
}
