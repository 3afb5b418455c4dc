import Testing
import Transparency

struct `A proof file` {
    static let path = PublishedVectors.inclusions[1].path
    static let leaf = SHA256Hashing.leaf(PublishedVectors.leaves[5])

    @Test func `is written as published and read back`() throws {
        let note = try SignedNote(parsing: CosignedNote.note)
        let proof = LogProof(index: 5, path: Self.path, note: note)
        let bytes = Array(proof.description.utf8)
        #expect(SHA256Hashing.hash(bytes).hex == CosignedNote.proofHash)
        #expect(try LogProof(parsing: bytes) == proof)
    }

    @Test func `proves a leaf to whoever trusts the log`() throws {
        let file = LogProof(
            index: 5,
            path: Self.path,
            note: try SignedNote(parsing: CosignedNote.note)
        )
        let log = try NoteVerifier(CosignedNote.logKey)
        let witness = try NoteVerifier(CosignedNote.witnessKey)
        let (checkpoint, signatures) = try file.verify(leaf: Self.leaf, verifiers: [log, witness])
        #expect(checkpoint.size == 8)
        #expect(signatures.map(\.seconds) == [nil, CosignedNote.seconds])
        #expect(throws: LogProofError.notSignedByLog(origin: CosignedNote.logName)) {
            try file.verify(leaf: Self.leaf, verifiers: [witness])
        }
        #expect(throws: LogProofError.note(.noKnownSignature)) {
            try file.verify(leaf: Self.leaf, verifiers: [])
        }
        #expect(throws: LogProofError.self) {
            try file.verify(leaf: SHA256Hashing.leaf([9]), verifiers: [log])
        }
        let elsewhere = LogProof(index: 4, path: Self.path, note: file.note)
        #expect(throws: LogProofError.self) {
            try elsewhere.verify(leaf: Self.leaf, verifiers: [log])
        }
    }

    @Test func `may have an extra line that says nothing`() throws {
        let text = "c2sp.org/tlog-proof@v1\nextra AAAA\nindex 0\n\n" + CosignedNote.note
        let proof = try LogProof(parsing: Array(text.utf8))
        #expect(proof.index == 0)
        #expect(proof.path.isEmpty)
    }

    @Test(arguments: [
        "", "c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v1\n",
        "c2sp.org/tlog-proof@v2\nindex 0\n\n",
        "c2sp.org/tlog-proof@v1\nindex 05\n\n", "c2sp.org/tlog-proof@v1\nindex +5\n\n",
        "c2sp.org/tlog-proof@v1\nindex\n\n", "c2sp.org/tlog-proof@v1\nindex 5\nZm9v\n\n",
        "c2sp.org/tlog-proof@v1\nindex 5\n", "c2sp.org/tlog-proof@v1\nindex 5\nindex 6\n\n",
        "c2sp.org/tlog-proof@v1\nindex 5\n\n", "c2sp.org/tlog-proof@v1\r\nindex 5\n\n",
    ])
    func `that is malformed is refused`(text: String) {
        #expect(throws: LogProofError.self) { try LogProof(parsing: Array(text.utf8)) }
    }

    @Test func `has no more hashes than a tree has levels`() {
        let hash = SHA256Hashing.emptyTree.base64 + "\n"
        let lines = String(repeating: hash, count: 64)
        let text = "c2sp.org/tlog-proof@v1\nindex 5\n" + lines + "\n" + CosignedNote.note
        #expect(throws: LogProofError.malformed("line 66 is not a hash in base64")) {
            try LogProof(parsing: Array(text.utf8))
        }
    }
}
