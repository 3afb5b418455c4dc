import Testing
import Transparency

struct `A cosignature` {
    @Test func `in the published note is verified with its time`() throws {
        let bytes = Array(CosignedNote.note.utf8)
        #expect(bytes.count == 345)
        #expect(SHA256Hashing.hash(bytes).hex == CosignedNote.noteHash)
        let note = try SignedNote(parsing: bytes)
        #expect(note.description == CosignedNote.note)
        let verified = try note.verified(by: [
            NoteVerifier(CosignedNote.witnessKey), NoteVerifier(CosignedNote.logKey),
        ])
        #expect(verified.map(\.verifier.kind) == [.ed25519, .cosignature])
        #expect(verified.map(\.seconds) == [nil, CosignedNote.seconds])
    }

    @Test func `made here is verified like any other`() throws {
        let log = try NoteSigner(name: CosignedNote.logName, seed: CosignedNote.logSeed)
        let witness = try NoteCosigner(
            name: CosignedNote.witnessName,
            seed: CosignedNote.witnessSeed
        )
        let signature = try witness.cosign(
            CosignedNote.text,
            atSeconds: CosignedNote.seconds
        )
        #expect(signature.payload.count == 72)
        let note = try log.signedNote(CosignedNote.text).adding(signature)
        let read = try SignedNote(parsing: note.description)
        let verified = try read.verified(by: [log.verifier, witness.verifier])
        #expect(verified.map(\.seconds) == [nil, CosignedNote.seconds])
    }

    @Test func `of a later time takes the place of an earlier one`() throws {
        let witness = try NoteCosigner(name: "w", seed: CosignedNote.witnessSeed)
        let log = try NoteSigner(name: "l", seed: CosignedNote.logSeed)
        var note = try log.signedNote(CosignedNote.text)
        for seconds in [1, 2] as [UInt64] {
            note = try note.adding(try witness.cosign(note.text, atSeconds: seconds))
        }
        #expect(try note.verified(by: [witness.verifier]).map(\.seconds) == [2])
    }

    @Test func `does not survive another time`() throws {
        let witness = try NoteVerifier(CosignedNote.witnessKey)
        let line = CosignedNote.witnessLine
        for place in 4..<12 {
            let name = CosignedNote.witnessName
            let text = try #require(line.split(separator: " ").last)
            var payload = try #require(Base64.decode(String(text)))
            payload[place] ^= 1
            let changed = "\u{2014} \(name) \(Base64.encode(payload))\n"
            let note = try SignedNote(parsing: CosignedNote.text + "\n" + changed)
            #expect(throws: NoteError.badSignature(name: name)) {
                try note.verified(by: [witness])
            }
        }
    }

    @Test func `is no signature of a log, nor the other way round`() throws {
        let signer = try NoteSigner(name: "a", seed: CosignedNote.logSeed)
        let cosigner = try NoteCosigner(name: "a", seed: CosignedNote.logSeed)
        let cosigned = try SignedNote(
            text: CosignedNote.text,
            signatures: [try cosigner.cosign(CosignedNote.text, atSeconds: 0)]
        )
        #expect(throws: NoteError.noKnownSignature) {
            try cosigned.verified(by: [signer.verifier])
        }
        #expect(throws: NoteError.noKnownSignature) {
            try signer.signedNote(CosignedNote.text).verified(by: [cosigner.verifier])
        }
    }

    @Test func `is made on checkpoints only`() throws {
        let witness = try NoteCosigner(name: "w", seed: CosignedNote.witnessSeed)
        #expect(throws: NoteError.notACheckpoint(.wrongLineCount(1))) {
            try witness.cosign("This is an example message.\n", atSeconds: 0)
        }
    }
}
