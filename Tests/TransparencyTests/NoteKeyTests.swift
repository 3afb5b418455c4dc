import Testing
import Transparency

struct `A verifier key` {
    static let key = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"

    @Test(arguments: [
        Self.key, CosignedNote.logKey, CosignedNote.witnessKey, TesseraLog.verifierKey,
    ])
    func `is read and written back`(text: String) throws {
        #expect(try NoteVerifier(text).verifierKey == text)
    }

    @Test func `follows from the seed of its signer`() throws {
        let log = try NoteSigner(name: CosignedNote.logName, seed: CosignedNote.logSeed)
        #expect(log.verifierKey == CosignedNote.logKey)
        let witness = try NoteCosigner(
            name: CosignedNote.witnessName,
            seed: CosignedNote.witnessSeed
        )
        #expect(witness.verifierKey == CosignedNote.witnessKey)
    }

    @Test(arguments: [
        "", "a", "a+b", "example.com/foo+530d903a", "example.com/foo+530d903a+",
        "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+0530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2",
    ])
    func `is refused when it is no key`(text: String) {
        #expect(throws: KeyError.malformed(text)) { try NoteVerifier(text) }
    }

    @Test func `is refused when its digits are not its own`() {
        for text in [
            "example.com/bar+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
            "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        ] {
            #expect(throws: KeyError.otherKeyID(text)) { try NoteVerifier(text) }
        }
    }

    @Test(arguments: [0x00, 0x02, 0x03, 0x05, 0x06, 0xFA, 0xFF] as [UInt8])
    func `of another kind is refused`(kind: UInt8) {
        let text = "a+00000000+" + Base64.encode([kind] + [UInt8](repeating: 9, count: 32))
        #expect(throws: KeyError.unsupportedKind(kind)) { try NoteVerifier(text) }
    }

    @Test(arguments: ["", "a b", "a+b", "a\nb", "a\u{2003}b", "a\tb"])
    func `has a name without white space and plus signs`(name: String) {
        #expect(throws: KeyError.malformedName(name)) {
            try NoteSigner(name: name, seed: CosignedNote.logSeed)
        }
    }

    @Test(arguments: [0, 31, 33])
    func `has 32 bytes`(count: Int) {
        let bytes = [UInt8](repeating: 9, count: count)
        #expect(throws: KeyError.wrongLength(count)) {
            try NoteVerifier(name: "a", publicKey: bytes)
        }
        #expect(throws: KeyError.wrongLength(count)) { try NoteSigner(name: "a", seed: bytes) }
    }

    @Test(arguments: [
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    ])
    func `that accepts too much is refused`(hex: String) throws {
        let key = try #require(Hexadecimal.decode(hex))
        #expect(throws: KeyError.weakKey) { try NoteVerifier(name: "a", publicKey: key) }
    }

    @Test func `is told from the same key for another use`() throws {
        let signer = try NoteSigner(name: "a", seed: CosignedNote.logSeed)
        let cosigner = try NoteCosigner(name: "a", seed: CosignedNote.logSeed)
        #expect(signer.verifier != cosigner.verifier)
        #expect(signer.verifier.keyID != cosigner.verifier.keyID)
    }

    @Test func `is drawn anew each time`() {
        let seed = NoteSigner.newSeed()
        #expect(seed.count == 32)
        #expect(seed != NoteSigner.newSeed())
    }
}
