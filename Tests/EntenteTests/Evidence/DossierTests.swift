import CanonicalJSON
import Entente
import Events
import Foundation
import Testing
import Transparency

/// A ledger with an agreement, cosigned dossiers, a document and personal values, and its folder.
private struct Case {
    static let agreement = "agreement:mik-zgc-2020"

    let test: TestLedger
    let tag: Events.Tag
    let folder: URL
    let document: String
    let witness: NoteCosigner
    let policy: TrustPolicy

    init(_ request: DossierRequest? = nil) throws {
        test = try TestLedger()
        let found = Events.Tag(Self.agreement)
        tag = try #require(found)
        witness = try NoteCosigner(name: "w.example", seed: [UInt8](repeating: 3, count: 32))
        try test.append(TestLedger.history("moscow-2020"))
        document = try Self.store("The text as signed.", in: test)
        try test.append(
            "agreement.published",
            #"{"agreement":"\#(Self.agreement)","url":"https://example.org/1"}"#,
            more: #""mode":"attested","source":{"title":"A page","#
                + #""document":"sha256:\#(document)"},"#
        )
        policy = try TrustPolicy(
            parsing: Array(
                """
                log \(try test.ledger.verifierKey)
                witness w \(witness.verifierKey)
                quorum w

                """.utf8
            )
        )
        folder = test.folder.appending(path: "dossier")
        try cosign(.ledger, atSeconds: 2_000_000_000)
        try cosign(.dossier(tag), atSeconds: 2_000_000_100)
        try write(request ?? DossierRequest(documents: .all), to: folder)
    }

    private static func store(_ text: String, in test: TestLedger) throws -> String {
        let file = test.folder.appending(path: "document").path
        try Data(text.utf8).write(to: URL(filePath: file))
        return try test.ledger.documents.store(FileStream(reading: file)).digest
    }

    func cosign(_ tree: SignedTree, atSeconds seconds: UInt64) throws {
        let note = try test.ledger.checkpoint(of: tree)
        let cosigned = try note.adding(witness.cosign(note.text, atSeconds: seconds))
        try test.ledger.keep(cosigned, of: tree)
    }

    func write(_ request: DossierRequest, to folder: URL) throws {
        let dossier = try test.ledger.dossier(of: tag, request)
        try dossier.write(to: folder.path, with: test.ledger.documents)
    }

    func verdict(_ demands: DossierVerifier.Demands = .init()) throws -> DossierVerdict {
        try DossierVerifier.verify(folder.path, policy: policy, demands: demands)
    }

    /// Changes a file, and the manifest so that it lists the file as it is.
    func change(_ name: String, _ body: (String) throws -> String) throws {
        let file = folder.appending(path: name)
        let changed = try body(String(contentsOf: file, encoding: .utf8))
        try Data(changed.utf8).write(to: file)
        guard name != "manifest.json" else { return }
        let manifest = folder.appending(path: "manifest.json")
        let read = try JSONReader().read(Array(Data(contentsOf: manifest)))
        let pointer = try JSONPointer(parsing: "/files/" + name.replacing("/", with: "~1"))
        let digest = SHA256Hashing.hash(Array(changed.utf8)).hex
        let text = read.replacing(pointer, with: .string(digest)).prettyPrinted()
        try Data(text.utf8).write(to: manifest)
    }

    /// The lines of a text, changed, with a line feed each.
    static func lines(_ text: String, _ change: (inout [Substring]) -> Void) -> String {
        var lines = text.split(separator: "\n")
        change(&lines)
        return lines.map { $0 + "\n" }.joined()
    }
}

struct `A dossier` {
    @Test func `holds all events of its agreement, and says who confirms that`() throws {
        let whole = try Case()
        let verdict = try whole.verdict()
        #expect(verdict.findings.isEmpty)
        #expect(UInt64(verdict.present) == verdict.expected && verdict.present > 5)
        #expect(verdict.hasQuorum && verdict.completeAsOf == 2_000_000_100)
        #expect(verdict.according.map(\.who) == ["w.example"])
        #expect(verdict.documentsIncluded == 1 && verdict.documentsCited >= 1)
        #expect(verdict.bounds.allSatisfy { $0.by?.seconds == 2_000_000_000 })
    }

    @Test func `tells between which times each event came`() throws {
        let whole = try Case()
        try whole.test.append(
            "agreement.published",
            #"{"agreement":"\#(Case.agreement)","url":"https://example.org/2"}"#
        )
        try whole.cosign(.dossier(whole.tag), atSeconds: 2_000_500_000)
        let folder = whole.test.folder.appending(path: "later")
        try whole.write(DossierRequest(), to: folder)
        let verdict = try DossierVerifier.verify(folder.path, policy: whole.policy)
        #expect(verdict.findings.isEmpty)
        let last = try #require(verdict.bounds.last)
        #expect(last.by?.seconds == 2_000_500_000)
        #expect(last.notBefore?.seconds == 2_000_000_100)
        #expect(verdict.bounds.first?.by?.seconds == 2_000_000_000)
    }

    @Test func `is not complete for a reader whose quorum has not signed`() throws {
        let whole = try Case()
        let other = try NoteCosigner(name: "other", seed: [UInt8](repeating: 5, count: 32))
        let key = try whole.test.ledger.verifierKey
        let policy = try TrustPolicy(
            parsing: Array("log \(key)\nwitness o \(other.verifierKey)\nquorum o\n".utf8)
        )
        let verdict = try DossierVerifier.verify(whole.folder.path, policy: policy)
        #expect(verdict.findings.first?.contains("do not make its quorum") == true)
    }

    @Test func `that is too old for its reader is refused`() throws {
        let whole = try Case()
        #expect(try whole.verdict(.init(notBefore: 2_000_000_100)).isSound)
        let late = try whole.verdict(.init(notBefore: 2_000_000_101))
        #expect(late.findings.first?.contains("ask for a newer one") == true)
    }

    @Test func `continues the checkpoints that its reader kept`() throws {
        let whole = try Case()
        let known = try whole.test.ledger.checkpoint(of: .dossier(whole.tag))
        #expect(try whole.verdict(.init(known: [known])).isSound)
        try whole.test.append(
            "agreement.published",
            #"{"agreement":"\#(Case.agreement)","url":"https://example.org/2"}"#
        )
        let newer = try whole.test.ledger.checkpoint(of: .dossier(whole.tag))
        let old = try whole.verdict(.init(known: [newer]))
        #expect(old.findings.first?.contains("an older state is shown") == true)
    }

    @Test func `shows a personal value with what binds it, or says that it is withheld`() throws {
        let shown = try Case(DossierRequest(persons: .all))
        let withheld = try Case(DossierRequest())
        #expect(try withheld.verdict().withheld > 0)
        #expect(try shown.verdict().withheld == 0)
        #expect(try shown.verdict().isSound)
        try shown.change("disclosures.jsonl") { text in
            Case.lines(text) { lines in
                lines[0] =
                    lines[0].replacing(/"salt":"[0-9a-f]{8}/) { _ in
                        #""salt":"00000000"#
                    }[...]
            }
        }
        let first = try shown.verdict().findings.first
        #expect(first?.contains("is another") == true)
    }

    @Test func `says that a value was erased, and proves the erasure`() throws {
        let whole = try Case()
        let events = try String(
            contentsOf: whole.folder.appending(path: "events.jsonl"),
            encoding: .utf8
        )
        let found = events.firstMatch(of: /person:[A-Za-z0-9]+/)
        let person = try #require(found.flatMap { Events.Tag(String($0.output)) })
        whole.test.wait(seconds: 1)
        _ = try whole.test.ledger.erase(
            person,
            reason: "asked",
            by: "script:test",
            at: whole.test.now
        )
        let folder = whole.test.folder.appending(path: "erased")
        try whole.cosign(.ledger, atSeconds: 2_000_000_200)
        try whole.write(DossierRequest(persons: .all), to: folder)
        let verdict = try DossierVerifier.verify(folder.path, policy: whole.policy)
        #expect(verdict.findings.isEmpty)
        #expect(verdict.erased > 0)
    }

    @Test func `is the same bytes when it is written again`() throws {
        let whole = try Case()
        let again = whole.test.folder.appending(path: "again")
        try whole.write(DossierRequest(documents: .all), to: again)
        for name in try FileManager.default.subpathsOfDirectory(atPath: whole.folder.path) {
            let first = FileManager.default.contents(atPath: whole.folder.path + "/" + name)
            #expect(first == FileManager.default.contents(atPath: again.path + "/" + name))
        }
    }
}

struct `A dossier that was changed` {
    private func firstFinding(_ change: (Case) throws -> Void) throws -> String {
        let whole = try Case()
        try change(whole)
        return try whole.verdict().findings.first ?? "nothing found"
    }

    @Test func `in any file is found by the manifest`() throws {
        let whole = try Case()
        for name in ["events.jsonl", "index.html", "checkpoint", "proofs.jsonl"] {
            let file = whole.folder.appending(path: name)
            let bytes = try Data(contentsOf: file)
            try (bytes + [10]).write(to: file)
            let first = try whole.verdict().findings.first
            #expect(first?.hasPrefix("\(name) has the SHA-256") == true)
            try bytes.write(to: file)
        }
        try Data([1]).write(to: whole.folder.appending(path: "more"))
        #expect(try whole.verdict().findings.first == "more is not listed in the manifest")
    }

    @Test func `by an event less, at any place, is found`() throws {
        let middle = try firstFinding { whole in
            try whole.change("events.jsonl") { Case.lines($0) { $0.remove(at: 2) } }
        }
        #expect(middle.contains("stands here as event 2"))
        let last = try firstFinding { whole in
            try whole.change("events.jsonl") { Case.lines($0) { $0.removeLast() } }
        }
        #expect(last.contains("1 missing"))
    }

    @Test func `by an event twice or out of order is found`() throws {
        let twice = try firstFinding { whole in
            try whole.change("events.jsonl") { Case.lines($0) { $0.append($0[0]) } }
        }
        #expect(twice.contains("it was event 0 of the agreement"))
        let swapped = try firstFinding { whole in
            try whole.change("events.jsonl") { Case.lines($0) { $0.swapAt(0, 1) } }
        }
        #expect(swapped.contains("stands here as event"))
    }

    @Test func `in an event is found by its place and by the root`() throws {
        let first = try firstFinding { whole in
            try whole.change("events.jsonl") { text in
                Case.lines(text) { $0[1] = $0[1].replacing(#""id":""#, with: #""id":"x"#)[...] }
            }
        }
        #expect(first.contains("the events before it are not those it was recorded after"))
    }

    @Test func `in a proof is found`() throws {
        let first = try firstFinding { whole in
            try whole.change("proofs.jsonl") { text in
                Case.lines(text) { lines in
                    lines[0] =
                        lines[0].replacing(/"path":\["[A-Za-z0-9+\/]{4}/) { _ in
                            #""path":["AAAA"#
                        }[...]
                }
            }
        }
        #expect(first.contains("is not in the ledger's checkpoint"))
        let missing = try firstFinding { whole in
            try whole.change("proofs.jsonl") { Case.lines($0) { $0.removeFirst() } }
        }
        #expect(missing.contains("has no proof of its place"))
    }

    @Test func `by another document is found`() throws {
        let first = try firstFinding { whole in
            try whole.change("documents/\(whole.document)") { _ in "Another text." }
        }
        #expect(first.contains("it is another document"))
    }

    @Test func `by a forged cosignature is found`() throws {
        let first = try firstFinding { whole in
            try whole.change("dossier-checkpoint") { text in
                text.dropLast(7) + "AAAA==\n"
            }
        }
        #expect(first.contains("the signature of 'w.example' does not fit the text"))
    }

    @Test func `by a link in the place of a file is refused before it is opened`() throws {
        let whole = try Case()
        let file = whole.folder.appending(path: "proofs.jsonl")
        try FileManager.default.removeItem(at: file)
        try FileManager.default.createSymbolicLink(
            at: file,
            withDestinationURL: URL(filePath: "/dev/zero")
        )
        let first = try whole.verdict().findings.first
        #expect(first == "proofs.jsonl is neither a file nor a folder")
    }

    @Test func `by hostile files is refused and traps nothing`() throws {
        for text in ["", "\n", "[]", "{}", "null", String(repeating: "[", count: 100_000)] {
            for name in ["manifest.json", "events.jsonl", "proofs.jsonl", "checkpoint"] {
                let whole = try Case()
                try whole.change(name) { _ in text }
                #expect(try !whole.verdict().isSound, "\(name) \(text.prefix(10))")
            }
        }
    }
}
