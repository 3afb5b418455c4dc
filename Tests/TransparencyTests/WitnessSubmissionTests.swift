import Testing
import Transparency

struct `A witness` {
    private static let tessera = "example.com/log/testdata"

    private func seven() throws -> Checkpoint {
        let root = try #require(Hash(base64: TesseraLog.root7))
        return try Checkpoint(origin: Self.tessera, size: 7, root: root)
    }

    private func keys(_ origin: String) throws -> [NoteVerifier] {
        try [NoteVerifier(TesseraLog.verifierKey)].filter { $0.name == origin }
    }

    private func submission(_ text: String = WitnessExchange.request) throws -> WitnessSubmission {
        try WitnessSubmission(AddCheckpointRequest(parsing: Array(text.utf8)), keys: keys)
    }

    /// A request signed by a key of the test's own.
    private func signed(
        _ text: String,
        old: UInt64 = 0,
        path: [Hash] = []
    ) throws -> WitnessSubmission {
        let signer = try NoteSigner(name: CosignedNote.logName, seed: CosignedNote.logSeed)
        let request = try AddCheckpointRequest(
            earlierSize: old,
            path: path,
            note: signer.signedNote(text)
        )
        return try WitnessSubmission(request) { _ in [signer.verifier] }
    }

    @Test func `cosigns what the recorded exchange holds`() throws {
        let submission = try submission()
        #expect(submission.origin == Self.tessera)
        let root = try #require(Hash(base64: TesseraLog.root15))
        let later = try Checkpoint(origin: Self.tessera, size: 15, root: root)
        #expect(submission.verdict(after: try seven()) == .cosign(later))

        // The recorded answer fits the recorded request.
        let line = WitnessExchange.answer.split(separator: "\n")[0]
        let signature = try #require(NoteSignature(parsing: String(line)))
        let note = try submission.signed.adding(signature)
        let witness = try NoteVerifier(WitnessExchange.witnessKey)
        #expect(try note.verified(by: [witness]).map(\.seconds) == [1_795_290_253])
    }

    @Test func `keeps the signatures of trusted keys alone`() throws {
        let stranger = try NoteSigner(name: "stranger", seed: CosignedNote.witnessSeed)
        let note = try SignedNote(parsing: TesseraLog.note)
        let other = try #require(try stranger.signedNote(note.text).signatures.first)
        let request = try AddCheckpointRequest(
            earlierSize: 7,
            path: TesseraLog.consistencyFrom7To15,
            note: try note.adding(other)
        )
        let submission = try WitnessSubmission(request, keys: keys)
        #expect(submission.signed == note)
    }

    @Test func `names its size when it has cosigned another`() throws {
        let submission = try submission()
        #expect(submission.verdict(after: nil) == .conflict(size: 0, contradicts: false))
        let root = try #require(Hash(base64: TesseraLog.root15))
        let same = try Checkpoint(origin: Self.tessera, size: 15, root: root)
        #expect(submission.verdict(after: same) == .conflict(size: 15, contradicts: false))
        let fork = try Checkpoint(origin: Self.tessera, size: 15, root: seven().root)
        #expect(submission.verdict(after: fork) == .conflict(size: 15, contradicts: true))
    }

    @Test func `refuses an unknown log before it looks at the signature`() throws {
        let text = WitnessExchange.request.replacing("example.com", with: "example.org")
        #expect(throws: WitnessSubmission.Refusal.unknownLog(origin: "example.org/log/testdata")) {
            try submission(text)
        }
    }

    @Test func `refuses what no trusted key has signed`() throws {
        let request = try AddCheckpointRequest(parsing: Array(WitnessExchange.request.utf8))
        let other = try NoteVerifier(name: Self.tessera, publicKey: LitewitnessLog.publicKey)
        #expect(throws: WitnessSubmission.Refusal.notSigned(.noKnownSignature)) {
            try WitnessSubmission(request) { _ in [other] }
        }
        let changed = WitnessExchange.request.replacing("\n15\n", with: "\n16\n")
        #expect(throws: WitnessSubmission.Refusal.notSigned(.badSignature(name: Self.tessera))) {
            try submission(changed)
        }
    }

    @Test func `refuses lines that nobody could check`() throws {
        let text = WitnessExchange.request.replacing("383cs=\n", with: "383cs=\nextension\n")
        #expect {
            try submission(text)
        } throws: { error in
            guard case WitnessSubmission.Refusal.malformed(let words) = error else { return false }
            return words.contains("1 more follow")
        }
    }

    @Test func `refuses an earlier size beyond the checkpoint before it looks at its own`() throws {
        let submission = try signed(CosignedNote.text, old: 9)
        let words = "the earlier size 9 is larger than the checkpoint's, 8"
        #expect(submission.verdict(after: nil) == .malformed(words))
    }

    @Test func `refuses a proof that does not fit`() throws {
        let text = WitnessExchange.request
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for line in 1...5 {
            var cut = lines
            cut.remove(at: line)
            var swapped = lines
            swapped.swapAt(line, line == 5 ? 1 : line + 1)
            for changed in [cut, swapped] {
                let submission = try submission(changed.joined(separator: "\n"))
                guard case .inconsistent = submission.verdict(after: try seven()) else {
                    Issue.record("line \(line) may be changed")
                    continue
                }
            }
        }
    }

    @Test func `takes the same checkpoint again, and none of that size with another root`() throws {
        let last = try Checkpoint(parsing: CosignedNote.text)
        #expect(try signed(CosignedNote.text, old: 8).verdict(after: last) == .cosign(last))
        let other = try Checkpoint(origin: last.origin, size: 8, root: PublishedVectors.roots[7])
        guard case .inconsistent = try signed(other.text, old: 8).verdict(after: last) else {
            Issue.record("another root is cosigned")
            return
        }
        let hash = PublishedVectors.roots[1]
        guard
            case .inconsistent = try signed(CosignedNote.text, old: 8, path: [hash])
                .verdict(after: last)
        else {
            Issue.record("a proof between equal sizes is taken")
            return
        }
    }

    @Test func `refuses a proof from nothing, and a root of nothing`() throws {
        let hash = PublishedVectors.roots[1]
        guard
            case .inconsistent = try signed(CosignedNote.text, path: [hash]).verdict(after: nil)
        else {
            Issue.record("a proof from size 0 is taken")
            return
        }
        let empty = try Checkpoint(
            origin: CosignedNote.logName,
            size: 0,
            root: SHA256Hashing.emptyTree
        )
        #expect(try signed(empty.text).verdict(after: nil) == .cosign(empty))
        let text = "\(CosignedNote.logName)\n0\n\(hash.base64)\n"
        guard case .inconsistent = try signed(text).verdict(after: nil) else {
            Issue.record("an empty tree has another root")
            return
        }
    }

    private func checkpoint(_ size: UInt64, _ root: String) throws -> Checkpoint {
        let hash = try #require(Hash(hex: root))
        return try Checkpoint(origin: LitewitnessLog.origin, size: size, root: hash)
    }

    @Test func `answers the sequence of another witness's test alike`() throws {
        typealias Log = LitewitnessLog
        let verifier = try NoteVerifier(name: Log.origin, publicKey: Log.publicKey)
        func verdict(
            _ last: Checkpoint?,
            _ old: UInt64,
            _ path: [String],
            _ size: UInt64,
            _ root: String,
            _ signature: String
        ) throws -> WitnessSubmission.Verdict {
            let request = try Log.request(
                old: old,
                path,
                size: size,
                root: root,
                signature: signature
            )
            return try WitnessSubmission(request) { _ in [verifier] }.verdict(after: last)
        }
        let one = try checkpoint(1, Log.root1)
        let three = try checkpoint(3, Log.root3)
        let five = try checkpoint(5, Log.root5)
        #expect(try verdict(nil, 0, [], 1, Log.root1, Log.signature1) == .cosign(one))
        let forged = String(Log.signature3.dropLast()) + "b"
        #expect(throws: WitnessSubmission.Refusal.notSigned(.badSignature(name: Log.origin))) {
            try verdict(one, 1, [Log.leaf1, Log.leaf2], 3, Log.root3, forged)
        }
        let wrong = String(Log.leaf2.dropLast()) + "1"
        for path in [[], [Log.leaf1, wrong]] {
            guard
                case .inconsistent = try verdict(one, 1, path, 3, Log.root3, Log.signature3)
            else {
                Issue.record("a wrong proof is taken")
                continue
            }
        }
        let right = [Log.leaf1, Log.leaf2]
        #expect(try verdict(one, 1, right, 3, Log.root3, Log.signature3) == .cosign(three))
        let early = [Log.leaf1, Log.roots23, Log.leaf4]
        #expect(
            try verdict(three, 1, early, 5, Log.root5, Log.signature5)
                == .conflict(size: 3, contradicts: false)
        )
        let late = [Log.leaf2, Log.leaf3, Log.roots01, Log.leaf4]
        #expect(try verdict(three, 3, late, 5, Log.root5, Log.signature5) == .cosign(five))
    }
}
