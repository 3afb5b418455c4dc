import Entente
import EventJournal
import Foundation
import Testing
import Transparency

@Suite struct `A log that is not the one it was` {
    /// A ledger of 10 events, published at 10, and at 20 and 30 in two histories, one key.
    private func forked() throws -> PublishedLedger {
        let published = try PublishedLedger()
        try published.grow(to: 10)
        _ = try published.ledger.backup(to: published.path("backup"))
        try published.publish("ten")
        let keys = try published.ledger.exportKeys()
        _ = try Ledger.restore(published.path("backup"), to: published.path("fork"))
        _ = try Ledger.importKeys(keys, into: published.path("fork"))
        let fork = try Ledger.open(published.path("fork"))
        for size in [15, 20, 30] as [UInt64] {
            try published.grow(to: size)
            try published.publish("true-\(size)")
            let missing = size - (try fork.head().size)
            let lines = (0..<missing).map { number in
                let text =
                    #"{"type":"party.registered","occurred":"2020-01-01","data":{"party":"#
                    + #""party:f\#(size)-\#(number)","kind":"cluster","#
                    + #""names":[{"text":"F","lang":"en"}]}}"#
                return InputLine(number: 1, bytes: Array(text.utf8))
            }
            published.made.wait(seconds: 1)
            _ = try fork.append(
                AppendRequest(lines: lines, by: "script:fork"),
                at: published.made.now
            )
            _ = try fork.publish(to: published.path("false-\(size)"))
        }
        return published
    }

    /// What following a folder answers after another one was followed.
    private func divergence(
        _ published: PublishedLedger,
        from seen: String,
        to shown: String
    ) throws -> (Divergence, String) {
        try published.copy(seen, to: "published")
        _ = try published.follow()
        let before = try published.files("mirror").filter { $0.key != "lock.mdb" }
        try published.copy(shown, to: "published")
        var found: [(Divergence, String)] = []
        for _ in 1...2 {
            if case .diverged(let divergence, let evidence) = try published.follow() {
                found.append((divergence, evidence))
            }
        }
        try #require(found.count == 2)
        #expect(found[0].1 == found[1].1)
        let after = try published.files("mirror")
        for (path, bytes) in before { #expect(after[path] == bytes, "\(path) was changed") }
        #expect(after.keys.filter { $0.hasPrefix("evidence/") }.count >= 3)
        return found[0]
    }

    /// Expects that the evidence can be checked with the key alone.
    private func expectProven(
        _ evidence: String,
        by published: PublishedLedger,
        sizes: (UInt64, UInt64)
    ) throws {
        func bytes(_ name: String) throws -> [UInt8] {
            Array(try Data(contentsOf: URL(filePath: evidence + "/" + name)))
        }
        let notes = try ["seen", "shown"].map { try SignedNote(parsing: bytes($0)) }
        for note in notes { _ = try note.verified(by: [published.key]) }
        let checkpoints = try notes.map { try Checkpoint(parsing: $0.text) }
        #expect(checkpoints.map(\.size) == [sizes.0, sizes.1])
        let statement = String(decoding: try bytes("statement.txt"), as: UTF8.self)
        #expect(statement.contains(try published.key.verifierKey))
        for checkpoint in checkpoints { #expect(statement.contains(checkpoint.root.base64)) }
        guard sizes.0 != sizes.1 else { return }
        let lines = String(decoding: try bytes("proof"), as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false)
        let path = lines.dropFirst().prefix { !$0.isEmpty }.compactMap { Hash(base64: String($0)) }
        let (small, large) =
            sizes.0 < sizes.1
            ? (checkpoints[0], checkpoints[1]) : (checkpoints[1], checkpoints[0])
        #expect(lines.first == "old \(small.size)")
        let proof = ConsistencyProof(earlierSize: small.size, laterSize: large.size, path: path)
        #expect(throws: ProofError.self) {
            try proof.verify(earlierRoot: small.root, laterRoot: large.root)
        }
        let words = statement.split { $0.isWhitespace || $0 == "," }
        let roots = words.compactMap { Hash(base64: String($0)) }
        #expect(
            roots.contains { root in
                root != small.root
                    && (try? proof.verify(earlierRoot: root, laterRoot: large.root)) != nil
            }
        )
    }

    @Test func `because it is shorter and older is told apart from a forgery`() throws {
        let published = try forked()
        let (found, evidence) = try divergence(published, from: "true-20", to: "ten")
        #expect(found.kind == .older && found.proof == nil)
        #expect(found.seen.checkpoint.size == 20 && found.shown.checkpoint.size == 10)
        #expect(found.words.contains("It is an older state") || found.words.contains("older state"))
        #expect(FileManager.default.fileExists(atPath: evidence + "/statement.txt"))
        try published.copy("true-30", to: "published")
        guard case .followed(let checkpoint, _) = try published.follow() else {
            Issue.record("an older copy must not stop what follows")
            return
        }
        #expect(checkpoint.size == 30)
    }

    @Test func `because it has another root at the same size is proven by two notes`() throws {
        let published = try forked()
        let (found, evidence) = try divergence(published, from: "true-20", to: "false-20")
        #expect(found.kind == .contradiction && found.seen.key == found.shown.key)
        try expectProven(evidence, by: published, sizes: (20, 20))
    }

    @Test func `because it goes on from other events is proven by notes and proof`() throws {
        let published = try forked()
        let (found, evidence) = try divergence(published, from: "true-20", to: "false-30")
        #expect(found.kind == .contradiction)
        try expectProven(evidence, by: published, sizes: (20, 30))
    }

    @Test func `because it is shorter and other is proven by notes and proof`() throws {
        let published = try forked()
        let (found, evidence) = try divergence(published, from: "true-20", to: "false-15")
        #expect(found.kind == .contradiction)
        try expectProven(evidence, by: published, sizes: (20, 15))
    }

    @Test func `is found by a first run that was stopped`() throws {
        let published = try forked()
        let note = try published.bytes("true-20/checkpoint")
        try published.set(note, at: "mirror/following")
        for (shown, kind) in [
            ("ten", Divergence.Kind.shorter), ("false-20", .contradiction),
            ("false-30", .contradiction),
        ] {
            guard case .diverged(let found, _) = try published.follow(shown) else {
                Issue.record("\(shown) was followed")
                continue
            }
            #expect(found.kind == kind)
        }
        guard case .followed = try published.follow("true-30") else {
            Issue.record("the true log was not followed")
            return
        }
    }

    @Test func `is refused without a note when no checkpoint covers what is held`() throws {
        let published = try forked()
        _ = try published.ledger.export(to: published.path("export"))
        _ = try Ledger.importing(published.path("export"), to: published.path("mirror"))
        for name in ["ten", "false-30"] {
            #expect {
                _ = try published.follow(name)
            } throws: { error in
                (error as? LedgerError)?.kind == .refused
            }
        }
    }
}
