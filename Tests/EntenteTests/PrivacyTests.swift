import CanonicalJSON
import Collaboration
import Entente
import EventJournal
import Events
import Foundation
import Testing

struct `Personal data` {
    private let person = "person:k3v9x2m7q8tz"
    private let name = "Zuzana Kratochvílová"

    private func filled() throws -> TestLedger {
        let test = try TestLedger()
        try test.append(
            "person.registered",
            #"{"person":"\#(person)","names":[{"text":"\#(name)","lang":"cs"}]}"#,
            id: "z"
        )
        return test
    }

    /// Whether a text stands in any file below a folder, in UTF-8 or UTF-16.
    private func stands(_ text: String, below folder: URL) throws -> Bool {
        let needles =
            [Data(text.utf8)]
            + [String.Encoding.utf16LittleEndian, .utf16BigEndian].compactMap {
                text.data(using: $0)
            }
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        for case let file as URL in files ?? .init() {
            guard let data = try? Data(contentsOf: file) else { continue }
            if needles.contains(where: { data.range(of: $0) != nil }) { return true }
        }
        return false
    }

    @Test func `is sealed in the leaf and opened for readers`() throws {
        let test = try filled()
        let event = try #require(try test.ledger.event(at: 1))
        #expect(event.leaf.event["data"]?["names"]?.isNull == true)
        #expect(event.opened["data"]?["names"]?[0]?["text"]?.string == name)
        #expect(try !stands(name, below: test.folder))
        let again = try test.append(
            [
                #"{"id":"z","type":"person.registered","occurred":"2020-01-01","data":"#
                    + #"{"person":"\#(person)","names":[{"text":"\#(name)","lang":"cs"}]}}"#
            ])
        #expect(again.receipts.map(\.replayed) == [true])
    }

    @Test func `of an erased person is nowhere, and the tree stays`() throws {
        let test = try filled()
        let backup = test.folder.appending(path: "backup").path
        _ = try test.ledger.backup(to: backup)
        let before = try test.ledger.head()
        let erased = try tag(person)
        _ = try test.ledger.erase(erased, reason: "asked for it", at: test.now)
        #expect(try test.ledger.head().size == before.size + 1)
        let rebuilt = try test.ledger.read { snapshot in
            try test.ledger.journal.root(ofSize: before.size, in: snapshot)
        }
        #expect(rebuilt == before.root)
        let event = try #require(try test.ledger.event(at: 1))
        #expect(event.hidden == ["/data/names": .erased])
        #expect(try !stands(name, below: test.folder))
        #expect(try test.findings() == [])
        #expect(throws: Refusal.self) {
            try test.append(
                "person.named",
                #"{"person":"\#(person)","name":{"text":"X","lang":"cs"}}"#
            )
        }
    }

    @Test func `is signed over again after a later event`() throws {
        let test = try filled()
        _ = try test.ledger.export(to: test.folder.appending(path: "one").path)
        try test.append(
            "party.registered",
            #"{"party":"party:a","kind":"cluster","names":[{"text":"A","lang":"en"}]}"#
        )
        _ = try test.ledger.export(to: test.folder.appending(path: "two").path)
        #expect(try test.findings() == [])
    }

    @Test func `comes back to a restored ledger with its keys, erasures included`() throws {
        let test = try filled()
        let backup = test.folder.appending(path: "backup").path
        let restored = test.folder.appending(path: "restored").path
        _ = try test.ledger.backup(to: backup)
        let keys = try test.ledger.exportKeys()
        do {
            let ledger = try Ledger.restore(backup, to: restored)
            #expect(try ledger.event(at: 1)?.hidden == ["/data/names": .withheld])
        }
        _ = try Ledger.importKeys(keys, into: restored)
        let ledger = try Ledger.open(restored)
        #expect(try ledger.event(at: 1)?.hidden == [:])
    }
}
