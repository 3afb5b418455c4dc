import CanonicalJSON
import Collaboration
import EDTF
import Entente
import EventJournal
import Events
import Foundation
import LMDB
import Testing

/// What a partner, a careless hand or a half-told story can do to a ledger.
struct `At the edges` {
    private let person = "person:k3v9x2m7q8tz"

    private func register(_ test: TestLedger) throws {
        try test.append(
            "person.registered",
            #"{"person":"\#(person)","names":[{"text":"Zoë","lang":"en"}]}"#
        )
    }

    private func naming(_ name: String) -> InputLine {
        let text =
            #"{"type":"person.named","occurred":"2020","by":"script:t","data":"#
            + #"{"person":"\#(person)","names":[{"text":"\#(name)","lang":"en"}]}}"#
        return InputLine(number: 1, bytes: Array(text.utf8))
    }

    @Test func `an audit names every unreadable leaf and goes on`() throws {
        let test = try TestLedger()
        try test.append(try TestLedger.history("moscow-2020"), by: nil)
        let journal = test.ledger.journal
        let size = try test.ledger.head().size
        let whole = try (0..<size).map { position in
            try #require(
                try test.ledger.read { snapshot in
                    try journal.leaf(at: position, in: snapshot)
                }
            )
        }
        for position in stride(from: 0, to: size, by: 3) {
            var broken = whole[Int(position)]
            broken[0] ^= 1
            try journal.environment.write { transaction in
                try transaction.put(broken.span, for: position, in: journal.layout.log)
            }
            let errors = try test.findings().filter { $0.severity == .error }
            #expect(Set(errors.map(\.position)) == [position], "leaf \(position)")
            let mended = whole[Int(position)]
            try journal.environment.write { transaction in
                try transaction.put(mended.span, for: position, in: journal.layout.log)
            }
        }
        #expect(try test.findings() == [])
    }

    @Test func `a person whose key is elsewhere gets no second one`() throws {
        let test = try TestLedger()
        let early = try test.ledger.exportKeys()
        try register(test)
        let backup = test.folder.appending(path: "backup").path
        let restored = test.folder.appending(path: "restored").path
        _ = try test.ledger.backup(to: backup)
        _ = try Ledger.restore(backup, to: restored)
        _ = try Ledger.importKeys(early, into: restored)
        let ledger = try Ledger.open(restored)
        let request = AppendRequest(lines: [naming("Second")])
        do {
            _ = try ledger.append(request, at: test.now.advanced(byMicroseconds: 1_000_000))
            Issue.record("it was sealed under a new key")
        } catch let error as LedgerError {
            #expect(error.kind == .notPermitted)
            #expect(error.description.contains("keys import"))
        }
    }

    @Test func `keys that were brought keep the persons erased whom they name`() throws {
        let test = try TestLedger()
        try register(test)
        let backup = test.folder.appending(path: "backup").path
        let restored = test.folder.appending(path: "restored").path
        _ = try test.ledger.backup(to: backup)
        _ = try test.ledger.erase(try tag(person), reason: "asked", at: test.now)
        let keys = try test.ledger.exportKeys()
        _ = try Ledger.restore(backup, to: restored)
        let counts = try Ledger.importKeys(keys, into: restored)
        #expect(counts.imported == 0)
        let ledger = try Ledger.open(restored)
        #expect(try ledger.event(at: 1)?.hidden == ["/data/names": .erased])
        #expect(throws: Refusal.self) {
            try ledger.append(AppendRequest(lines: [naming("Again")]), at: test.now)
        }
        let again = try ledger.exportKeys()
        #expect(again["erased"] == [.string(person)])
    }

    @Test func `a correction cannot bring back the name of an erased person`() throws {
        let test = try TestLedger()
        try register(test)
        let target = try #require(try test.ledger.event(at: 1))
        _ = try test.ledger.erase(try tag(person), reason: "asked", at: test.now)
        do {
            try test.append(
                "event.corrected",
                #"{"target":"event:\#(target.leaf.id)","leafHash":"\#(target.leafHash)","#
                    + #""reason":[{"text":"x","lang":"en"}],"data":{"person":"\#(person)","#
                    + #""names":[{"text":"Zoë","lang":"en"}]}}"#
            )
            Issue.record("it was accepted")
        } catch let refusal as Refusal {
            #expect(refusal.code == .rule)
            #expect(refusal.position == 2)
        }
        #expect(try test.ledger.keyStore()?.all().isEmpty == true)
    }

    @Test func `a correction cannot put an event into the future`() throws {
        let test = try TestLedger()
        let receipt = try test.append(
            "gathering.announced",
            #"{"gathering":"gathering:g","kind":"seminar","names":[{"text":"G","lang":"en"}]}"#
        )
        do {
            try test.append(
                "event.corrected",
                #"{"target":"event:\#(receipt.id)","leafHash":"\#(receipt.leafHash)","#
                    + #""reason":[{"text":"x","lang":"en"}],"occurred":"2031-01-01"}"#
            )
            Issue.record("it was accepted")
        } catch let refusal as Refusal {
            #expect(refusal.pointer == "/data/occurred")
        }
    }

    @Test func `a name or a reason that is too long changes nothing`() throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "entente-edge-\(UUID().uuidString)").path
        let long = String(repeating: "x", count: 201)
        #expect(throws: LedgerError.self) {
            try Ledger.create(folder, origin: long, at: 1_000_000)
        }
        #expect(!FileManager.default.fileExists(atPath: folder))
        let test = try TestLedger(origin: String(repeating: "x", count: 200))
        try register(test)
        let erased = try tag(person)
        for reason in ["", String(repeating: "r", count: 501)] {
            #expect(throws: LedgerError.self) {
                try test.ledger.erase(erased, reason: reason, at: test.now)
            }
        }
        #expect(try test.ledger.event(at: 1)?.hidden == [:])
    }

    @Test func `a dry run leaves no key behind`() throws {
        let test = try TestLedger()
        let text =
            #"{"type":"person.registered","occurred":"2020","by":"script:t","data":"#
            + #"{"person":"\#(person)","names":[{"text":"Zoë","lang":"en"}]}}"#
        let line = InputLine(number: 1, bytes: Array(text.utf8))
        let outcome = try test.ledger.append(
            AppendRequest(lines: [line], isDryRun: true),
            at: test.now
        )
        #expect(outcome.receipts.count == 1)
        #expect(try test.ledger.head().size == 1)
        #expect(try test.ledger.keyStore()?.all().isEmpty == true)
    }

    @Test func `an export with another schema is not imported`() throws {
        let test = try TestLedger()
        let export = test.folder.appending(path: "export").path
        _ = try test.ledger.export(to: export)
        try Data("{}".utf8).write(to: URL(filePath: export + "/schemas/agreement/signed.v1.json"))
        let copy = test.folder.appending(path: "copy").path
        #expect(throws: LedgerError.self) { try Ledger.importing(export, to: copy) }
        #expect(!FileManager.default.fileExists(atPath: copy))
    }
}
