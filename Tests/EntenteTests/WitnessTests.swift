import EDTF
import Entente
import Foundation
import Synchronization
import Testing
import Transparency

/// A witness in a folder of its own.
final class TestWitness {
    let folder: URL
    let witness: Witness
    let now = Instant(microseconds: 1_800_000_000_000_000)

    init(trusting logs: [WitnessedLog] = []) throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "entente-witness-\(UUID().uuidString)")
        witness = try Witness.create(folder.path, name: "witness.example/w1")
        for log in logs { try witness.trust(log) }
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    func post(_ body: [UInt8], secondsLater: Int64 = 0) -> WitnessAnswer {
        let time = now.advanced(byMicroseconds: secondsLater * 1_000_000)
        return witness.answer("POST", "/add-checkpoint", body: body, at: time)
    }

    func get(_ origin: String) -> WitnessAnswer {
        let hash = SHA256Hashing.hash(Array(origin.utf8)).hex
        return witness.answer("GET", "/\(hash)/checkpoint", body: [], at: now)
    }

    /// The names of the files of evidence.
    func evidence() -> [String] {
        let path = folder.appending(path: "evidence").path
        return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
    }
}

extension WitnessAnswer {
    var text: String { String(decoding: body, as: UTF8.self) }
}

@Suite struct `The role of a witness` {
    private func trusted(_ log: TestLog, dossiers: Bool = false) -> WitnessedLog {
        WitnessedLog(log.signer.verifier, includesDossiers: dossiers)
    }

    /// The cosignature in an answer, verified.
    private func seconds(
        _ answer: WitnessAnswer,
        on note: SignedNote,
        by witness: Witness
    ) throws -> UInt64? {
        try #require(answer.status == 200, "\(answer.text)")
        let line = String(try #require(answer.text.split(separator: "\n").first))
        #expect(answer.text == line + "\n")
        let signature = try #require(NoteSignature(parsing: line))
        return try note.adding(signature).verified(by: [witness.verifier]).first?.seconds
    }

    @Test func `is to cosign what continues what it cosigned before`() throws {
        let log = try TestLog()
        let test = try TestWitness(trusting: [trusted(log)])
        for (old, size) in [(0, 3), (3, 3), (3, 8), (8, 21)] {
            let answer = test.post(try log.body(old, size), secondsLater: Int64(size))
            let time = try seconds(answer, on: log.note(size), by: test.witness)
            #expect(time == 1_800_000_000 + UInt64(size))
        }
    }

    @Test func `is to answer each request as the specification says`() throws {
        let log = try TestLog()
        let test = try TestWitness(trusting: [trusted(log)])
        #expect(test.post(try log.body(0, 8)).status == 200)

        let malformed = test.post(Array("old 8\n".utf8))
        #expect(malformed.status == 400)
        #expect(malformed.text == "no empty line stands between the proof and the checkpoint\n")
        #expect(test.post(try log.body(9, 8)).status == 400)

        let other = try TestLog(seed: [UInt8](0x20...0x3F))
        #expect(test.post(try other.body(8, 9)).status == 403)
        #expect(test.post(try TestLog("log.example/b").body(0, 1)).status == 404)

        for old in [0, 3] {
            let conflict = test.post(try log.body(old, 13))
            #expect(conflict.status == 409)
            #expect(conflict.text == "8\n")
            #expect(conflict.contentType == "text/x.tlog.size")
        }
        #expect(test.post(try log.forked().body(8, 13)).status == 422)
        #expect(test.post(try log.forked().body(8, 8)).status == 422)
        #expect(test.post(try log.body(8, 13)).status == 200)
    }

    @Test func `is to show the last checkpoint with the signatures of both`() throws {
        let log = try TestLog()
        let test = try TestWitness(trusting: [trusted(log)])
        #expect(test.get("log.example/a").status == 404)
        for (old, size) in [(0, 3), (3, 8)] { _ = test.post(try log.body(old, size)) }
        let answer = test.get("log.example/a")
        #expect(answer.status == 200)
        let note = try SignedNote(parsing: answer.body)
        let keys = [log.signer.verifier, test.witness.verifier]
        #expect(try note.verified(by: keys).map(\.verifier) == keys)
        #expect(try Checkpoint(parsing: note.text) == log.checkpoint(8))
        #expect(test.witness.answer("POST", "/x", body: [], at: test.now).status == 404)
        #expect(test.witness.answer("GET", "/add-checkpoint", body: [], at: test.now).status == 405)
    }

    @Test func `outlives the process`() throws {
        let log = try TestLog()
        let path: String
        do {
            let test = try TestWitness(trusting: [trusted(log)])
            _ = test.post(try log.body(0, 8))
            path = test.folder.path + "-kept"
            try FileManager.default.copyItem(atPath: test.folder.path, toPath: path)
        }
        defer { try? FileManager.default.removeItem(atPath: path) }
        let witness = try Witness.open(path)
        let now = Instant(microseconds: 1_900_000_000_000_000)
        let body = try log.body(0, 13)
        #expect(witness.answer("POST", "/add-checkpoint", body: body, at: now).status == 409)
    }

    @Test func `is not begun anew when its state is lost`() throws {
        let log = try TestLog()
        let test = try TestWitness(trusting: [trusted(log)])
        _ = test.post(try log.body(0, 8))
        let path = test.folder.path + "-lost"
        defer { try? FileManager.default.removeItem(atPath: path) }
        for name in ["data.mdb", "key"] {
            try? FileManager.default.removeItem(atPath: path)
            try FileManager.default.copyItem(atPath: test.folder.path, toPath: path)
            try FileManager.default.removeItem(atPath: path + "/" + name)
            let kind = name == "key" ? LedgerError.Kind.notFound : .damaged
            #expect(
                performing: { try Witness.open(path) },
                throws: { error in
                    (error as? LedgerError)?.kind == kind
                }
            )
        }
        // Nor taken from another witness.
        let other = try TestWitness()
        try? FileManager.default.removeItem(atPath: path)
        try FileManager.default.copyItem(atPath: test.folder.path, toPath: path)
        for name in ["key", "verifier-key"] {
            try FileManager.default.removeItem(atPath: path + "/" + name)
            try FileManager.default.copyItem(
                atPath: other.folder.path + "/" + name,
                toPath: path + "/" + name
            )
        }
        #expect(
            performing: { try Witness.open(path) },
            throws: { error in
                "\(error)".contains("is lost or belongs to another key")
            }
        )
        #expect(
            performing: { try Witness.create(path, name: "w") },
            throws: { error in
                (error as? LedgerError)?.kind == .cannotCreate
            }
        )
    }

    @Test func `lets exactly one of several requests from one size win`() throws {
        let log = try TestLog()
        let test = try TestWitness(trusting: [trusted(log)])
        _ = test.post(try log.body(0, 4))
        let bodies = try (5...12).map { try log.body(4, $0) }
        let statuses = StatusList()
        let (witness, now) = (test.witness, test.now)
        DispatchQueue.concurrentPerform(iterations: bodies.count) { index in
            let answer = witness.answer("POST", "/add-checkpoint", body: bodies[index], at: now)
            statuses.add(answer.status)
        }
        #expect(statuses.sorted() == [200] + Array(repeating: 409, count: bodies.count - 1))
    }

    @Test func `covers dossiers when it was told so`() throws {
        let log = try TestLog()
        let dossier = try TestLog("log.example/a/agreement/mou-17")
        let test = try TestWitness(trusting: [trusted(log)])
        #expect(test.post(try dossier.body(0, 2)).status == 404)
        try test.witness.trust(trusted(log, dossiers: true))
        #expect(try test.witness.logs().count == 1)
        #expect(test.post(try dossier.body(0, 2)).status == 200)
        #expect(test.post(try log.body(0, 2)).status == 200)
        for name in ["a/agreement/", "a/agreement/x/y", "a/agreement/x y", "b/agreement/mou-17"] {
            guard let other = try? TestLog("log.example/" + name) else { continue }
            #expect(test.post(try other.body(0, 2)).status == 404, "\(name)")
        }
        let stranger = try TestLog("log.example/a/agreement/x", seed: [UInt8](0x20...0x3F))
        #expect(test.post(try stranger.body(0, 2)).status == 403)
    }

    @Test func `ends for a log, and what was cosigned is remembered`() throws {
        let log = try TestLog()
        let test = try TestWitness(trusting: [trusted(log)])
        _ = test.post(try log.body(0, 8))
        try test.witness.distrust(log.signer.verifier)
        #expect(test.post(try log.body(8, 9)).status == 404)
        #expect(
            performing: { try test.witness.distrust(log.signer.verifier) },
            throws: { error in
                (error as? LedgerError)?.kind == .notFound
            }
        )
        try test.witness.trust(trusted(log))
        #expect(test.post(try log.body(0, 3)).status == 409)
    }

    @Test func `is not for keys that cosign, nor for its own`() throws {
        let test = try TestWitness()
        let cosigner = try NoteCosigner(name: "w", seed: TestLog.seed)
        let own = try NoteVerifier(name: "l", publicKey: test.witness.verifier.publicKey)
        for key in [cosigner.verifier, own] {
            let log = WitnessedLog(key, includesDossiers: false)
            #expect(
                performing: { try test.witness.trust(log) },
                throws: { error in
                    (error as? LedgerError)?.kind == .usage
                }
            )
        }
    }

    @Test func `keeps what a log has signed and does not fit together`() throws {
        let log = try TestLog()
        let test = try TestWitness(trusting: [trusted(log)])
        _ = test.post(try log.body(0, 8))
        let fork = try log.forked()
        let answer = test.post(try fork.body(8, 8))
        #expect(answer.notice?.contains("the evidence is in") == true)
        #expect(test.evidence().count == 2)
        // A conflict about the earlier size does not hide that the size has another root.
        #expect(test.post(try fork.body(0, 8)).status == 409)
        #expect(test.evidence().count == 2)
        let names = test.evidence()
        let files = try names.map { name in
            Array(try Data(contentsOf: test.folder.appending(path: "evidence/\(name)")))
        }
        let held = try SignedNote(parsing: files[0])
        let claimed = try AddCheckpointRequest(parsing: files[1])
        #expect(try held.verified(by: [log.signer.verifier]).count == 1)
        #expect(try claimed.note.verified(by: [log.signer.verifier]).count == 1)
        #expect(held.text != claimed.note.text)
        // However much a log signs, no more than so much is kept.
        for size in 9...30 { _ = test.post(try fork.body(8, size)) }
        #expect(test.evidence().count == 2 * Limits.evidenceOfLogCount)
        #expect(test.post(try log.body(8, 9)).status == 200)
    }

    @Test func `never dates a cosignature before the last`() throws {
        let log = try TestLog()
        let test = try TestWitness(trusting: [trusted(log)])
        #expect(test.post(try log.body(0, 8), secondsLater: 10).status == 200)
        let late = test.post(try log.body(8, 9), secondsLater: 7)
        #expect(late.status == 503)
        #expect(late.text.contains("3 s behind"))
        #expect(test.post(try log.body(8, 9), secondsLater: 10).status == 200)
    }
}

/// Numbers that several threads add.
private final class StatusList: Sendable {
    private let statuses = Mutex<[Int]>([])

    func add(_ status: Int) { statuses.withLock { $0.append(status) } }

    func sorted() -> [Int] { statuses.withLock { $0.sorted() } }
}
