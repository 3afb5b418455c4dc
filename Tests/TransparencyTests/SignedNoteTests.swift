import Testing
import Transparency

struct `A signed note` {
    static let exampleKey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
    static let example = """
        This is an example message.

        \u{2014} example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3\
        mFXmRKuwHjG1Yu72IneyaQM=

        """

    static let sigsumName =
        "sigsum.org/v1/tree/e796172b92befd62d9dc67e41c2f5bc9d3100a3023b20b1ca40288dd1c679e69"
    static let sigsum = """
        \(sigsumName)
        10
        HA5HAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=

        \u{2014} \(sigsumName) gJ2ho0n8F8olcerUF1FFdv235A/5as/coWrpLrtE7ovMeP5whgwouYExowG/lTznxu6OU\
        Gjjt5yJQ6bXtTcf718MqAQ=

        """

    @Test func `of the specification is verified`() throws {
        let note = try SignedNote(parsing: Self.example)
        #expect(note.text == "This is an example message.\n")
        #expect(note.description == Self.example)
        let verifier = try NoteVerifier(Self.exampleKey)
        #expect(verifier.verifierKey == Self.exampleKey)
        let verified = try note.verified(by: [verifier])
        #expect(verified.map(\.verifier) == [verifier])
        #expect(verified.map(\.seconds) == [nil])
    }

    @Test func `of another ledger family is verified`() throws {
        let key = "66e0b858e462a609e66fe71370c816d8846ff103d5499a22a7fec37fdbc424a7"
        let verifier = try NoteVerifier(
            name: Self.sigsumName,
            publicKey: try #require(Hexadecimal.decode(key))
        )
        let note = try SignedNote(parsing: Self.sigsum)
        #expect(try note.verified(by: [verifier]).count == 1)
        #expect(try Checkpoint(parsing: note.text).size == 10)

        let seed = [0x11] + [UInt8](repeating: 0, count: 31)
        #expect(try NoteSigner(name: Self.sigsumName, seed: seed).verifier == verifier)
    }

    @Test func `of another log is verified and names its root`() throws {
        let note = try SignedNote(parsing: TesseraLog.note)
        #expect(try note.verified(by: [NoteVerifier(TesseraLog.verifierKey)]).count == 1)
        #expect(try Checkpoint(parsing: note.text).root.base64 == TesseraLog.root15)
    }

    @Test func `is verified after it was signed here`() throws {
        let signer = try NoteSigner(name: "ledger.example.org/a", seed: NoteSigner.newSeed())
        let note = try SignedNote(parsing: try signer.sign("one\n\ntwo\n"))
        #expect(note.text == "one\n\ntwo\n")
        let verifier = try NoteVerifier(signer.verifierKey)
        #expect(try note.verified(by: [verifier]).map(\.verifier) == [signer.verifier])
    }

    @Test func `is refused when any byte of it changes`() throws {
        let verifier = try NoteVerifier(Self.exampleKey)
        let bytes = Array(Self.example.utf8)
        for place in bytes.indices {
            for bit in [0x01, 0x20, 0x80] as [UInt8] {
                var changed = bytes
                changed[place] ^= bit
                #expect(throws: NoteError.self) {
                    try SignedNote(parsing: changed).verified(by: [verifier])
                }
            }
        }
        for count in bytes.indices {
            #expect(throws: NoteError.self) { try SignedNote(parsing: Array(bytes.prefix(count))) }
        }
    }

    @Test func `ignores who is not known and believes no one else`() throws {
        let note = try SignedNote(parsing: CosignedNote.note)
        let log = try NoteVerifier(CosignedNote.logKey)
        #expect(try note.verified(by: [log]).count == 1)
        #expect(throws: NoteError.noKnownSignature) { try note.verified(by: []) }
        #expect(throws: NoteError.noKnownSignature) {
            try note.verified(by: [NoteVerifier(Self.exampleKey)])
        }
    }

    @Test func `is refused whole when one known signature is wrong`() throws {
        let log = try NoteSigner(name: "log", seed: CosignedNote.logSeed)
        let other = try NoteSigner(name: "other", seed: CosignedNote.witnessSeed)
        let wrong = try #require(try other.signedNote("another text\n").signatures.first)
        let note = try log.signedNote("text\n").adding(wrong)
        #expect(try note.verified(by: [log.verifier]).count == 1)
        #expect(throws: NoteError.badSignature(name: "other")) {
            try note.verified(by: [log.verifier, other.verifier])
        }
    }

    @Test func `tells a name from one that only looks alike`() throws {
        let signer = try NoteSigner(name: "caf\u{E9}", seed: CosignedNote.logSeed)
        let twin = try NoteSigner(name: "cafe\u{301}", seed: CosignedNote.logSeed)
        let note = try signer.signedNote("text\n")
        #expect(signer.verifier != twin.verifier)
        #expect(throws: NoteError.noKnownSignature) { try note.verified(by: [twin.verifier]) }
    }

    @Test func `gets one signature of each key`() throws {
        let signer = try NoteSigner(name: "log", seed: CosignedNote.logSeed)
        let note = try signer.signedNote("text\n")
        let signature = try #require(note.signatures.first)
        #expect(try note.adding(signature) == note)
        #expect(throws: NoteError.repeatedKey(name: "log")) {
            try SignedNote(text: note.text, signatures: [signature, signature])
        }
        #expect(throws: NoteError.repeatedKey(name: "log")) {
            try SignedNote(parsing: note.description + signature.line + "\n")
        }
    }

    @Test func `may carry signatures of kinds that are not known here`() throws {
        let stranger = "\u{2014} example.net/x " + Base64.encode([1, 2, 3, 4, 5])
        let note = try SignedNote(parsing: Self.example + stranger + "\n")
        #expect(note.signatures.count == 2)
        #expect(try note.verified(by: [NoteVerifier(Self.exampleKey)]).count == 1)
    }

    @Test func `has an end to its size`() throws {
        let long = [UInt8](repeating: 0x61, count: SignedNote.byteLimit + 1)
        #expect(throws: NoteError.tooLarge(byteCount: 1_000_001, limit: 1_000_000)) {
            try SignedNote(parsing: long)
        }
        func lines(_ count: UInt8) -> String {
            (0..<count).map { "\u{2014} a " + Base64.encode([0, 0, 0, $0, 5]) + "\n" }.joined()
        }
        #expect(try SignedNote(parsing: "text\n\n" + lines(100)).signatures.count == 100)
        #expect(throws: NoteError.tooManySignatures(limit: 100)) {
            try SignedNote(parsing: "text\n\n" + lines(101))
        }
    }

    @Test(
        arguments: [
            ("", .noSignatures),
            ("text\n", .noSignatures),
            ("text\n\n", .noSignatures),
            ("text\n\n\n", .noSignatures),
            ("\nSIG\n", .noSignatures),
            ("text\nSIG\n", .noSignatures),
            ("text\n\nSIG", .noSignatures),
            ("text\n\nSIG\n\n", .noSignatures),
            ("te\txt\n\nSIG\n", .malformedText),
            ("text\r\n\nSIG\n", .malformedText),
            ("te\0xt\n\nSIG\n", .malformedText),
            ("text\n\n- a AQIDBAU=\n", .malformedSignature(line: 3)),
            ("text\n\n\u{2014}a AQIDBAU=\n", .malformedSignature(line: 3)),
            ("text\n\n\u{2014}  AQIDBAU=\n", .malformedSignature(line: 3)),
            ("text\n\n\u{2014} a  AQIDBAU=\n", .malformedSignature(line: 3)),
            ("text\n\n\u{2014} a+b AQIDBAU=\n", .malformedSignature(line: 3)),
            ("text\n\n\u{2014} a\u{A0}b AQIDBAU=\n", .malformedSignature(line: 3)),
            ("text\n\n\u{2014} a AQIDBAU\n", .malformedSignature(line: 3)),
            ("text\n\n\u{2014} a AQIDBAV=\n", .malformedSignature(line: 3)),
            ("text\n\n\u{2014} a AQIDBA==\n", .malformedSignature(line: 3)),
            ("text\n\n\u{2014} a\n", .malformedSignature(line: 3)),
            ("text\n\nSIG\n\u{2014} a AQIDBAU= \n", .malformedSignature(line: 4)),
        ] as [(String, NoteError)]
    )
    func `is refused with its reason`(template: String, error: NoteError) {
        let text = template.split(separator: "SIG", omittingEmptySubsequences: false)
            .joined(separator: "\u{2014} b AQIDBAU=")
        #expect(throws: error) { try SignedNote(parsing: text) }
    }

    @Test func `is UTF-8`() {
        #expect(throws: NoteError.notUTF8) { try SignedNote(parsing: [0xFF, 0x0A]) }
        let surrogate: [UInt8] =
            [0xED, 0xA0, 0x80, 0x0A, 0x0A] + Array("\u{2014} a AQIDBAU=\n".utf8)
        #expect(throws: NoteError.notUTF8) { try SignedNote(parsing: surrogate) }
    }

    @Test(arguments: ["", "text", "text\r\n", "a\tb\n", "a\0\n"])
    func `is not made of a text that has no line end or control characters`(text: String) throws {
        let signer = try NoteSigner(name: "log", seed: CosignedNote.logSeed)
        #expect(throws: NoteError.malformedText) { try signer.sign(text) }
    }

    @Test func `names what is wrong in words`() {
        #expect(
            NoteError.badSignature(name: "log").description
                == "the signature of 'log' does not fit the text; the note was changed, "
                + "or another key signed in its name"
        )
        #expect(
            NoteError.malformedSignature(line: 3).description
                == "line 3 is not a signature; it reads '\u{2014} <key name> <base64>'"
        )
    }
}
