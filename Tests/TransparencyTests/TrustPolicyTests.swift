import Testing
import Transparency

struct `A trust policy` {
    private static let witnesses = (1...4).map { number in
        try? NoteCosigner(name: "w\(number)", seed: [UInt8](repeating: UInt8(number), count: 32))
    }.compactMap(\.self)

    private func policy(_ lines: String...) throws -> TrustPolicy {
        let keys = Self.witnesses.enumerated().map {
            "witness W\($0.offset + 1) \($0.element.verifierKey)"
        }
        let text = (["log \(CosignedNote.logKey)"] + keys + lines).joined(separator: "\n") + "\n"
        return try TrustPolicy(parsing: Array(text.utf8))
    }

    private func isSatisfied(_ policy: TrustPolicy, _ numbers: Int...) -> Bool {
        policy.isSatisfied(by: numbers.map { Self.witnesses[$0 - 1].verifier })
    }

    @Test func `asks for one witness, for all, for any or for some`() throws {
        let one = try policy("quorum W2")
        #expect(isSatisfied(one, 2, 3) && !isSatisfied(one, 1, 3, 4))
        let all = try policy("group G all W1 W2", "quorum G")
        #expect(isSatisfied(all, 1, 2) && !isSatisfied(all, 2, 3))
        let any = try policy("group G any W1 W2", "quorum G")
        #expect(isSatisfied(any, 2) && !isSatisfied(any, 3, 4))
        let two = try policy("group G 2 W1 W2 W3", "quorum G")
        #expect(isSatisfied(two, 1, 3) && !isSatisfied(two, 1, 4))
    }

    @Test func `counts groups of groups, and each witness once`() throws {
        let nested = try policy(
            "group X 1 W1 W2",
            "group Y any W3",
            "group both all X Y",
            "quorum both"
        )
        #expect(isSatisfied(nested, 2, 3))
        #expect(!isSatisfied(nested, 1, 2) && !isSatisfied(nested, 3, 4))
        let two = try policy("group G 2 W1 W2", "quorum G")
        #expect(!isSatisfied(two, 1, 1))
    }

    @Test func `may ask for nobody, and then asks for the log alone`() throws {
        let none = try policy("quorum none")
        #expect(isSatisfied(none) && !none.asksForWitnesses)
        let key = try NoteVerifier(CosignedNote.logKey)
        #expect(try TrustPolicy(trusting: key).logs == [key])
    }

    @Test func `may have comments, empty lines, tabs and addresses`() throws {
        let text = """
            # whom we trust
            \tlog\t\(CosignedNote.logKey)  https://ledger.example.org/

              # and who watches them
            witness \u{212A} \(CosignedNote.witnessKey) https://witness.partner.example/
            quorum \u{212A}
            """
        let policy = try TrustPolicy(parsing: Array(text.utf8))
        #expect(policy.logs.count == 1 && policy.witnesses.count == 1)
        let note = try SignedNote(parsing: CosignedNote.note)
        let verified = try #require(try policy.verify(note))
        #expect(verified.log?.verifierKey == CosignedNote.logKey)
        #expect(policy.time(of: verified.cosignatures) == CosignedNote.seconds)
    }

    @Test(arguments: [
        "quorum none\nquorum none", "", "quorum W9", "group G all\nquorum W1",
        "group G 0 W1\nquorum G", "group G 3 W1 W2\nquorum G", "group G 01 W1\nquorum G",
        "group G all W1 W1\nquorum G", "group G all W1\ngroup H all W1 G\nquorum H",
        "group none all W1\nquorum none", "group W1 all W2\nquorum W1",
        "group G all none\nquorum G", "quorum G\ngroup G all W1", "watcher W1\nquorum none",
        "quorum W1 W2", "quorum \u{1}", "group K all W1\nquorum \u{212A}",
        "log \(CosignedNote.logKey)\nquorum none", "log \(CosignedNote.witnessKey)\nquorum none",
        "witness X \(CosignedNote.logKey)\nquorum none", "log nonsense\nquorum none",
    ])
    func `is refused when a line of it is wrong`(lines: String) {
        #expect(throws: TrustPolicyError.self) { try policy(lines) }
    }

    @Test func `tells as of when its quorum speaks`() throws {
        let two = try policy("group G 2 W1 W2 W3", "quorum G")
        let times: [UInt64] = [300, 100, 200]
        let cosignatures = zip(Self.witnesses, times).map {
            VerifiedCheckpoint.Cosignature(witness: $0.verifier, seconds: $1)
        }
        #expect(two.time(of: cosignatures) == 200)
        #expect(two.time(of: [cosignatures[0]]) == nil)
        #expect(try policy("quorum W2").time(of: cosignatures) == 100)
        #expect(try policy("quorum none").time(of: []) == nil)
    }

    @Test func `knows a dossier by the key of its ledger`() throws {
        let policy = try policy("quorum none")
        let origin = DossierOrigin.of(agreement: "mou-17", in: CosignedNote.logName)
        #expect(origin == "ledger.example.org/entente-test/agreement/mou-17")
        let keys = policy.logs(of: origin)
        let log = try NoteSigner(name: CosignedNote.logName, seed: CosignedNote.logSeed)
        #expect(keys == [try log.named(origin).verifier])
        #expect(keys.first?.keyID != log.verifier.keyID)
        #expect(policy.logs(of: "other.example/agreement/mou-17").isEmpty)
        #expect(DossierOrigin.parts(of: CosignedNote.logName) == nil)
        #expect(DossierOrigin.parts(of: "a/agreement/b/agreement/c")?.id == "b/agreement/c")
    }

    @Test func `takes a note that nobody it knows has signed for nothing`() throws {
        let policy = try policy("quorum none")
        let stranger = try NoteSigner(name: CosignedNote.logName, seed: CosignedNote.witnessSeed)
        let note = try stranger.signedNote(CosignedNote.text)
        #expect(try policy.verify(note) == nil)
        let forged = CosignedNote.note.replacingOccurrences("gfAKCSLk", "gfAKCSLl")
        #expect(throws: NoteError.badSignature(name: CosignedNote.logName)) {
            try policy.verify(try SignedNote(parsing: forged))
        }
    }
}

extension String {
    fileprivate func replacingOccurrences(_ part: String, _ other: String) -> String {
        split(separator: part, omittingEmptySubsequences: false).joined(separator: other)
    }
}
