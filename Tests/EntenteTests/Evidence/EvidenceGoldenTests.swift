import CanonicalJSON
import Entente
import Events
import Foundation
import Testing
import Transparency

/// The files that others are given: their bytes stay as they are for good.
///
/// `ENTENTE_UPDATE_GOLDEN=1` writes them anew, which only formats that are not released may need.
struct `The golden evidence` {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../Golden/evidence").standardized

    private static let events = [
        #"{"id":"a","type":"party.registered","occurred":"2020-01-10","data":{"party":"party:morava","kind":"cluster","names":[{"text":"Moravian Robotics Cluster","lang":"en"}]}}"#,
        #"{"id":"b","type":"party.registered","occurred":"2020-01-10","data":{"party":"party:hsinchu","kind":"cluster","names":[{"text":"新竹機械聯盟","lang":"zh-Hant"}]}}"#,
        #"{"id":"c","type":"agreement.drafted","occurred":"2020-03-28","data":{"agreement":"agreement:mou","kind":"mou","title":[{"text":"Memorandum on Certification","lang":"en"}],"version":1,"parties":["party:morava","party:hsinchu"]}}"#,
        #"{"id":"d","type":"agreement.signed","occurred":"2020-05-12","mode":"attested","source":{"title":"News","document":"sha256:4dbd7180e47ea2ce1f8c43a1f2c9f24e7a02bcbe3b6f7c7d53a14e6a8a0c1fd4"},"data":{"agreement":"agreement:mou","party":"party:morava","version":1}}"#,
    ]

    /// Makes the evidence into a folder: a ledger whose key is changed on the way, two witnesses.
    private func made() throws -> TestLedger {
        let test = try TestLedger(
            origin: "ledger.example.org/golden-evidence",
            entropy: .counting()
        )
        let folder = test.folder.appending(path: "evidence")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try test.append(Self.events)
        let agreement = try tag("agreement:mou")
        try cosign(test, .ledger, 1_800_000_000)
        try cosign(test, .dossier(agreement), 1_800_000_001)
        test.wait(seconds: 1)
        _ = try test.ledger.rotateKey(reason: "Yearly change of keys.", at: test.now)
        try test.append(
            "agreement.published",
            #"{"agreement":"agreement:mou","url":"https://example.org/memorandum"}"#,
            occurred: "2020-05-20",
            id: "e"
        )
        try cosign(test, .ledger, 1_800_000_100)
        try cosign(test, .dossier(agreement), 1_800_000_101)
        let dossier = try test.ledger.dossier(of: agreement, DossierRequest())
        try dossier.write(
            to: folder.appending(path: "dossier").path,
            with: test.ledger.documents
        )
        try write(test.ledger.logProof(of: 3).description, folder, "event.tlog-proof")
        let growth = try test.ledger.consistencyFile(of: .ledger, from: 5)
        try write(growth.description, folder, "consistency")
        let known = try #require(try test.ledger.keptCheckpoint(of: .ledger, size: 5))
        try write(known.description, folder, "known-checkpoint")
        let keys = try [test.ledger.verifierKey, firstKey(test)].map { "log \($0)\n" }
        let witness = try self.witness()
        try write(
            keys.joined() + "witness w \(witness.verifierKey)\nquorum w\n",
            folder,
            "policy"
        )
        _ = try test.ledger.export(to: folder.appending(path: "export").path)
        for name in ["schemas", "manifest.json"] {
            try FileManager.default.removeItem(at: folder.appending(path: "export/\(name)"))
        }
        return test
    }

    private func firstKey(_ test: TestLedger) throws -> String {
        let opened = try #require(try test.ledger.event(at: 0))
        return try #require(opened.opened["data"]?["key"]?.string)
    }

    private func witness() throws -> NoteCosigner {
        try NoteCosigner(name: "witness.example/w1", seed: [UInt8](repeating: 7, count: 32))
    }

    private func cosign(_ test: TestLedger, _ tree: SignedTree, _ seconds: UInt64) throws {
        let note = try test.ledger.checkpoint(of: tree)
        let cosigned = try note.adding(witness().cosign(note.text, atSeconds: seconds))
        try test.ledger.keep(cosigned, of: tree)
    }

    private func write(_ text: String, _ folder: URL, _ name: String) throws {
        try Data(text.utf8).write(to: folder.appending(path: name))
    }

    private static func files(in folder: URL) throws -> [String: Data] {
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        let contents = try paths.compactMap { path -> (String, Data)? in
            let file = folder.appending(path: path)
            let isFolder = try file.resourceValues(forKeys: [.isDirectoryKey]).isDirectory
            return isFolder == true ? nil : (path, try Data(contentsOf: file))
        }
        return Dictionary(uniqueKeysWithValues: contents)
    }

    @Test func `is made byte for byte`() throws {
        let test = try made()
        let fresh = test.folder.appending(path: "evidence")
        if ProcessInfo.processInfo.environment["ENTENTE_UPDATE_GOLDEN"] != nil {
            try? FileManager.default.removeItem(at: Self.folder)
            try FileManager.default.copyItem(at: fresh, to: Self.folder)
        }
        let golden = try Self.files(in: Self.folder)
        #expect(golden.count == 13)
        #expect(try Self.files(in: fresh) == golden)
    }

    @Test func `is verified`() throws {
        let bytes = { (name: String) in
            [UInt8](try Data(contentsOf: Self.folder.appending(path: name)))
        }
        let policy = try TrustPolicy(parsing: bytes("policy"))
        let dossier = try DossierVerifier.verify(
            Self.folder.appending(path: "dossier").path,
            policy: policy
        )
        #expect(dossier.findings.isEmpty)
        #expect(dossier.completeAsOf == 1_800_000_101)
        #expect(dossier.bounds.map(\.by?.seconds) == [1_800_000_000, 1_800_000_000, 1_800_000_100])
        let known = try SignedNote(parsing: bytes("known-checkpoint"))
        let verifier = EvidenceVerifier(policy: policy, known: [known])
        let growth = verifier.verify(try EvidenceFile(parsing: bytes("consistency")))
        #expect(growth.findings.isEmpty && growth.earlierSize == 5)
        let event = EvidenceVerifier(policy: policy)
            .verify(try EvidenceFile(parsing: bytes("event.tlog-proof")))
        #expect(event.findings.isEmpty && event.event?.position == 3)
    }

    @Test(arguments: ["dossier", "event.tlog-proof", "consistency", "known-checkpoint"])
    func `is verified by the independent verifier`(name: String) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        let tools = Self.folder.appending(path: "../../../../Tools/verify").standardized
        let path = { (name: String) in Self.folder.appending(path: name).path }
        process.arguments = [
            "python3", tools.appending(path: "entente_verify.py").path, path(name), "--policy",
            path("policy"),
        ]
        if name == "consistency" {
            process.arguments? += ["--known", path("known-checkpoint")]
        }
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let said = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(String(decoding: said, as: UTF8.self))")
    }
}
