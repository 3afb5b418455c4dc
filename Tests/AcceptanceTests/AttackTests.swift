import CanonicalJSON
import Foundation
import Testing

/// Each attack of `Documentation/threats.md`, performed on real files; the words are the page's.
@Suite(.enabled(if: Machine.runsVerifier, "Python or its package cryptography is not installed"))
struct `An attack` {
    private static func lines(
        _ text: String,
        _ change: (inout [Substring]) -> Void
    ) -> String {
        var lines = text.split(separator: "\n")
        change(&lines)
        return lines.map { $0 + "\n" }.joined()
    }

    @Test func `is not what an honest dossier is`() throws {
        let partners = try Partnership()
        let honest = try partners.verify("dossier", "--known", "kept-dossier")
        #expect(honest.isSound, "\(honest.finding)")
        let proof = try partners.scratch.entente("prove", "--consistency", "17", "-o", "growth")
        #expect(proof.status == 0, "\(proof.errors)")
    }

    @Test func `that edits a leaf and computes its hash anew is found by the mirror`() throws {
        let partners = try Partnership()
        let scratch = partners.scratch
        #expect(try scratch.entente("publish", "./site").status == 0)
        let follow = ["follow", "./site", "--ledger", "./mirror", "--key", partners.key]
        let files = try scratch.files(under: "site").keys
        let bundle = try #require(files.first { $0.contains("entries/") })
        let tile = try #require(files.first { $0.contains("tile/0/") })
        try scratch.write(Self.edit, to: "edit.py")
        let edited = try scratch.tool("python3", "edit.py", "site/\(bundle)", "site/\(tile)")
        #expect(edited.status == 0, "\(edited.errors)")
        let mirrored = try scratch.start(follow).finish()
        #expect(mirrored.status == 65, "\(mirrored.output)")
        #expect(mirrored.errors.contains("are not those of the signed checkpoint"))
        #expect(try partners.independentVerdict("site", "--policy", "policy").status == 1)
    }

    /// Changes a byte of the first leaf in a bundle, and puts the hash of it into the tile.
    private static let edit = """
        import hashlib, sys
        bundle = bytearray(open(sys.argv[1], "rb").read())
        size = bundle[0] << 8 | bundle[1]
        place = bundle.index(b"ledger.example.org", 2)
        bundle[place] = ord("L")
        open(sys.argv[1], "wb").write(bundle)
        tile = bytearray(open(sys.argv[2], "rb").read())
        tile[:32] = hashlib.sha256(b"\\0" + bytes(bundle[2:2 + size])).digest()
        open(sys.argv[2], "wb").write(tile)

        """

    @Test func `that builds the whole tree anew and signs it is found by who kept a note`() throws {
        let partners = try Partnership()
        let scratch = partners.scratch
        try partners.restored("./rewritten")
        for number in 0..<2 { try partners.append("rewritten-\(number)", "./rewritten") }
        let words = ["checkpoint", "--no-witnesses", "--ledger", "./rewritten"]
        let signed = try scratch.start(words).finish()
        #expect(signed.status == 0, "\(signed.errors)")
        try scratch.write(signed.output, to: "rewritten-note")
        try scratch.write("log \(partners.key)\nquorum none\n", to: "policy")
        let split = try partners.verify("rewritten-note", "--known", "newer")
        #expect(split.finding.contains("split view"), "\(split.finding)")
        let asked = try scratch.start(["checkpoint", "--ledger", "./rewritten"]).finish()
        #expect(asked.status == 78, "\(asked.errors)")
    }

    @Test func `that puts an older backup back is found by the witness`() throws {
        let partners = try Partnership()
        try partners.restored("./old")
        let asked = try partners.scratch.start(["checkpoint", "--ledger", "./old"]).finish()
        #expect(asked.status == 78, "\(asked.output)")
        #expect(asked.errors.contains("witness.example/w1"), "\(asked.errors)")
        let kept = try partners.scratch.files(under: "old/evidence")
        #expect(!kept.isEmpty)
    }

    @Test func `that shows two partners two histories is found when they compare`() throws {
        let partners = try Partnership()
        let scratch = partners.scratch
        try partners.restored("./fork")
        for number in 0..<2 { try partners.append("fork-\(number)", "./fork") }
        try scratch.write("log \(partners.key)\nquorum none\n", to: "policy")
        for folder in ["./ledger", "./fork"] {
            let words = ["publish", "./site", "--ledger", folder]
            try? FileManager.default.removeItem(at: scratch.folder.appending(path: "site"))
            let published = try scratch.start(words).finish()
            #expect(published.status == 0, "\(published.errors)")
            let follow = ["follow", "./site", "--ledger", "./mirror", "--key", partners.key]
            let followed = try scratch.start(follow).finish()
            #expect(followed.status == (folder == "./fork" ? 1 : 0), "\(followed.errors)")
        }
        #expect(try !scratch.files(under: "mirror/evidence").isEmpty)
        let note = String(decoding: try scratch.bytes(of: "site/checkpoint"), as: UTF8.self)
        try scratch.write(note, to: "other")
        #expect(try partners.verify("other", "--known", "newer").finding.contains("split view"))
    }

    @Test func `that leaves out an event of a dossier is found by its place`() throws {
        let partners = try Partnership()
        try partners.change("events.jsonl") { Self.lines($0) { $0.remove(at: 1) } }
        let found = try partners.verify("dossier")
        #expect(found.finding.contains("stands here as event 1"), "\(found.finding)")
    }

    @Test func `that leaves out the last event of a dossier is found by the checkpoint`() throws {
        let partners = try Partnership()
        try partners.change("events.jsonl") { Self.lines($0) { $0.removeLast() } }
        let found = try partners.verify("dossier")
        #expect(!found.isSound)
    }

    @Test func `that exchanges a document is found by its digest`() throws {
        let partners = try Partnership()
        let files = try partners.scratch.files(under: "dossier/documents").keys.sorted()
        let name = try #require(files.first.map { String($0.suffix(64)) })
        try partners.change("documents/\(name)") { _ in "Another text." }
        let found = try partners.verify("dossier")
        #expect(found.finding.contains("another document"), "\(found.finding)")
    }

    @Test func `that replays an older dossier is found by who asks how old it is`() throws {
        let partners = try Partnership()
        let scratch = partners.scratch
        try partners.restored("./old")
        for name in ["checkpoint", "checkpoints"] {
            try? FileManager.default.removeItem(
                at: scratch.folder.appending(path: "old/\(name)")
            )
        }
        // The operator shows the state of the backup with the cosignatures of that day.
        let size = try scratch.head("./old").size
        for folder in ["ledger", Partnership.agreement] {
            let notes = scratch.folder.appending(path: "ledger/checkpoints/\(folder)")
            let names = try FileManager.default.contentsOfDirectory(atPath: notes.path)
            let sorted = names.compactMap { Int64($0) }.sorted()
            let oldest = folder == "ledger" ? size : try #require(sorted.first)
            let place = scratch.folder.appending(path: "old/checkpoints/\(folder)")
            try FileManager.default.createDirectory(
                at: place,
                withIntermediateDirectories: true
            )
            try FileManager.default.copyItem(
                at: notes.appending(path: "\(oldest)"),
                to: place.appending(path: "\(oldest)")
            )
        }
        try partners.dossier("./stale", "./old")
        #expect(try partners.verify("stale").isSound)
        let known = try partners.verify("stale", "--known", "newer-dossier")
        #expect(known.finding.contains("an older state is shown"), "\(known.finding)")
        let late = try partners.verify("stale", "--not-before", "2100-01-01T00:00:00Z")
        #expect(late.finding.contains("ask for a newer one"), "\(late.finding)")
    }

    @Test func `that forges a cosignature is found by the witness's key`() throws {
        let partners = try Partnership()
        try partners.change("dossier-checkpoint") { $0.dropLast(7) + "AAAA==\n" }
        let forged = try partners.verify("dossier")
        #expect(forged.finding.contains("does not fit the text"), "\(forged.finding)")
        try partners.change("dossier-checkpoint") { text in
            var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            lines.remove(at: lines.count - 2)
            return lines.joined(separator: "\n")
        }
        let stripped = try partners.verify("dossier")
        #expect(stripped.finding.contains("do not make its quorum"), "\(stripped.finding)")
    }
}
