import CanonicalJSON
import EDTF
import Entente
import EventJournal
import Events
import Foundation
import Synchronization
import Testing

/// What is on disk cannot be taken back: these leaves stay as they are for good.
///
/// `ENTENTE_UPDATE_GOLDEN=1` writes them anew, which only a new format version may do.
struct `The golden leaves` {
    private static let golden = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Golden")

    /// The schemas that the leaves were checked against, with the words they had then.
    private static func catalogue() throws -> Catalogue {
        let folder = golden.appending(path: "schemas").path
        let paths = (FileManager.default.subpaths(atPath: folder) ?? [])
            .filter { $0.hasSuffix(".json") }
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        #expect(paths.count == 20)
        return Catalogue(
            files: try paths.map { path in
                (path, try String(contentsOfFile: folder + "/" + path, encoding: .utf8))
            }
        )
    }

    private func correct(_ test: TestLedger, _ target: Receipt, _ members: String) throws {
        try test.append(
            "event.corrected",
            #"{"target":"event:\#(target.id)","leafHash":"\#(target.leafHash)","#
                + #""reason":[{"text":"misread","lang":"en"}],\#(members)}"#,
            occurred: "2025-12-31",
            id: "corrected-\(try test.ledger.head().size)"
        )
    }

    private func speak(
        _ test: TestLedger,
        _ type: String,
        of target: String,
        _ more: String = #""reason":[{"text":"no","lang":"en"}]"#
    ) throws {
        try test.append(
            type,
            #"{"target":"event:\#(target)",\#(more)}"#,
            occurred: "2025-12-31",
            id: "\(type)-\(try test.ledger.head().size)"
        )
    }

    private func filled() throws -> TestLedger {
        let test = try TestLedger(
            origin: "ledger.example.org/golden",
            entropy: Entropy.counting(),
            catalogue: try Self.catalogue()
        )
        let text = try String(
            contentsOf: Self.golden.appending(path: "events.jsonl"),
            encoding: .utf8
        )
        let receipts = try test.append(
            text.split(separator: "\n").map(String.init),
            by: nil
        ).receipts
        let byID = Dictionary(uniqueKeysWithValues: receipts.map { ($0.id, $0) })
        try correct(test, try #require(byID["announced-1"]), #""occurred":"2020-01-15""#)
        try correct(
            test,
            try #require(byID["announced-1"]),
            #""data":{"agreement":"agreement:morava-hsinchu","kind":"loi","#
                + #""parties":["party:morava","party:brno"]},"basis":"stated""#
        )
        try correct(
            test,
            try #require(byID["person-2"]),
            #""data":{"person":"person:p7d2f9s3b5yg","names":[{"text":"林美齡","lang":"zh"}]}"#
        )
        try correct(
            test,
            try #require(byID["signed-1"]),
            #""source":{"title":"Zpráva","quote":"podepsala","language":"cs"}"#
        )
        try speak(test, "event.retracted", of: "corrected-15")
        try speak(test, "event.retracted", of: "counted-2")
        try speak(test, "event.reinstated", of: "counted-2")
        try speak(
            test,
            "event.disputed",
            of: "signed-1",
            #""by":"party:hsinchu","claim":[{"text":"later","lang":"en"}]"#
        )
        let erased = try tag("person:k3v9x2m7q8tz")
        _ = try test.ledger.erase(erased, reason: "asked", at: test.now)
        return test
    }

    @Test func `are what the ledger writes, byte for byte`() throws {
        let test = try filled()
        let export = test.folder.appending(path: "export")
        _ = try test.ledger.export(to: export.path)
        // A second export finds the first one's checkpoint in its place.
        _ = try test.ledger.export(to: test.folder.appending(path: "twice").path)
        for name in ["events.jsonl", "manifest.json"] {
            let made = try Data(contentsOf: export.appending(path: name))
            let kept = Self.golden.appending(path: "export-\(name)")
            if ProcessInfo.processInfo.environment["ENTENTE_UPDATE_GOLDEN"] != nil {
                try made.write(to: kept)
            }
            let same = try Data(contentsOf: kept) == made
            #expect(same, "\(name) differs")
        }
        #expect(try test.findings() == [])
    }

    @Test func `are accepted by the independent verifier`() throws {
        let verdict = try filled().verdict()
        #expect(verdict.status == 0, "\(verdict.said)")
    }

    @Test func `come back the same from an export`() throws {
        let test = try filled()
        let export = test.folder.appending(path: "export").path
        let again = test.folder.appending(path: "again").path
        _ = try test.ledger.export(to: export)
        let copy = try Ledger.importing(export, to: test.folder.appending(path: "copy").path)
        #expect(try copy.head() == test.ledger.head())
        _ = try copy.export(to: again)
        let first = try Data(contentsOf: URL(filePath: export + "/events.jsonl"))
        let second = try Data(contentsOf: URL(filePath: again + "/events.jsonl"))
        #expect(first == second)
        var found: [Finding] = []
        _ = try copy.audit { found.append($0) }
        #expect(found == [])
    }
}
