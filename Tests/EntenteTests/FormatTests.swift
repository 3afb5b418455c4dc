import EDTF
import Entente
import EventJournal
import Foundation
import Collaboration
import CanonicalJSON
import Events
import LMDB
import Transparency
import Testing

struct `Opening a ledger` {
    @Test func `of a newer format is refused and says so`() throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "entente-format-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        func setFormat() throws {
            let ledger = try Ledger.create(
                folder,
                origin: "ledger.example.org/f",
                at: 1_000_000
            )
            try ledger.journal.environment.write { transaction in
                try ledger.journal.setMeta(.format, to: Array("2".utf8), in: &transaction)
            }
        }
        try setFormat()
        do {
            _ = try Ledger.open(folder)
            Issue.record("it was opened")
        } catch let error as LedgerError {
            #expect(error.kind == .damaged)
            #expect(error.description.contains("format 2"))
        }
    }

    @Test func `that is older than what it has signed is refused`() throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "entente-rollback-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let old = folder.appending(path: "old").path
        do {
            let test = try TestLedger()
            try FileManager.default.createDirectory(
                at: folder,
                withIntermediateDirectories: true
            )
            _ = try test.ledger.backup(to: old)
            try test.append(
                "party.registered",
                #"{"party":"party:a","kind":"cluster","names":[{"text":"A","lang":"en"}]}"#
            )
            _ = try test.ledger.export(to: folder.appending(path: "export").path)
            for name in ["checkpoint", "keys"] {
                try FileManager.default.copyItem(
                    atPath: test.ledger.directory + "/" + name,
                    toPath: old + "/" + name
                )
            }
        }
        do {
            _ = try Ledger.open(old)
            Issue.record("it was opened")
        } catch let error as LedgerError {
            #expect(error.kind == .damaged)
        }
    }
}

struct `A program with another catalogue` {
    @Test func `says so in the log before it appends or exports`() throws {
        let fewer = Catalogue(files: Array(Catalogue.embedded.files.dropLast()))
        let test = try TestLedger(catalogue: fewer)
        let folder = test.folder.appending(path: "copy")
        _ = try test.ledger.backup(to: folder.path)
        try FileManager.default.copyItem(
            atPath: test.ledger.directory + "/keys",
            toPath: folder.appending(path: "keys").path
        )
        let upgraded = try Ledger.open(folder.path)
        _ = try upgraded.export(
            to: test.folder.appending(path: "export").path,
            at: test.now.advanced(byMicroseconds: 1_000_000)
        )
        let adopted = try #require(try upgraded.event(at: 1))
        #expect(adopted.leaf.type == "catalogue.adopted")
        let digest = adopted.leaf.event["data"]?["catalogue"]?.string
        #expect(digest == Catalogue.embedded.digest.hex)
    }
}
