import EDTF
import Entente
import EventJournal
import Events
import Foundation
import Synchronization
import Testing
import Transparency

/// Witnesses reached without a network: each URL is one of them.
private final class Neighbours: WitnessTransport {
    let witnesses: [String: Witness]
    let now: Instant

    /// What was sent, the newest last.
    private let sent = Mutex<[AddCheckpointRequest]>([])

    /// Answers that go out in place of a witness's own.
    private let scripted = Mutex<[WitnessAnswer]>([])

    /// Whether the last checkpoint is shown.
    let shows: Bool

    init(_ witnesses: [String: Witness], at now: Instant, shows: Bool = true) {
        self.witnesses = witnesses
        self.now = now
        self.shows = shows
    }

    var requests: [AddCheckpointRequest] { sent.withLock { $0 } }

    func script(_ status: Int, _ text: String) {
        let body = Array(text.utf8)
        let answer = WitnessAnswer(status: status, contentType: "text/plain", body: body)
        scripted.withLock { $0.append(answer) }
    }

    struct Unreachable: Error {}

    func get(_ url: String) throws -> WitnessAnswer {
        guard shows else { return WitnessAnswer(status: 404, contentType: "", body: []) }
        return try answer("GET", url, [])
    }

    func post(_ body: [UInt8], to url: String) throws -> WitnessAnswer {
        let request = try AddCheckpointRequest(parsing: body)
        sent.withLock { $0.append(request) }
        let next = scripted.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        return try next ?? answer("POST", url, body)
    }

    private func answer(_ method: String, _ url: String, _ body: [UInt8]) throws -> WitnessAnswer {
        for (prefix, witness) in witnesses where url.hasPrefix(prefix + "/") {
            let path = String(url.dropFirst(prefix.count))
            return witness.answer(method, path, body: body, at: now)
        }
        throw Unreachable()
    }
}

@Suite struct `Asking for cosignatures` {
    private static let url = "http://witness.example"

    /// A ledger with two agreements' events, and a witness that trusts it.
    private func prepared(
        agreements: CosigningWitness.Agreements = .only([])
    ) throws -> (TestLedger, TestWitness, CosigningWitness) {
        let test = try TestLedger()
        let log = WitnessedLog(
            try test.ledger.verifier(of: .ledger),
            includesDossiers: true
        )
        let witness = try TestWitness(trusting: [log])
        let named = try CosigningWitness(
            witness.witness.verifier,
            url: Self.url,
            agreements: agreements
        )
        try test.ledger.addWitness(named)
        try test.append(TestLedger.history("lyon-2019"))
        return (test, witness, named)
    }

    private func neighbours(
        _ test: TestLedger,
        _ witness: TestWitness,
        shows: Bool = true
    ) -> Neighbours {
        Neighbours([Self.url: witness.witness], at: test.now, shows: shows)
    }

    private func cosign(
        _ test: TestLedger,
        _ transport: Neighbours,
        _ tree: SignedTree = .ledger
    ) throws -> [CosignatureOutcome.Result] {
        let note = try test.ledger.checkpoint(of: tree)
        return try test.ledger.cosign(tree, note: note, at: test.now, asking: transport)
            .map(\.result)
    }

    private func seconds(_ test: TestLedger) -> UInt64 {
        UInt64(test.now.microseconds / 1_000_000)
    }

    @Test func `keeps what witnesses give, and begins from there the next time`() throws {
        let (test, witness, _) = try prepared()
        let transport = neighbours(test, witness)
        #expect(try cosign(test, transport) == [.cosigned(seconds: seconds(test))])
        let size = try test.ledger.head().size
        let kept = try #require(try test.ledger.keptCheckpoint(of: .ledger, size: size))
        let keys = [try test.ledger.verifier(of: .ledger), witness.witness.verifier]
        #expect(try kept.verified(by: keys).map(\.verifier) == keys)
        #expect(try test.ledger.lastSize(cosignedBy: witness.witness.verifier) == size)

        try test.append(TestLedger.history("chengdu-2014"))
        let later = neighbours(test, witness)
        #expect(try cosign(test, later) == [.cosigned(seconds: seconds(test))])
        #expect(later.requests.map(\.earlierSize) == [size])
    }

    @Test func `learns the size from a conflict, and asks once more`() throws {
        let (test, witness, _) = try prepared()
        _ = try cosign(test, neighbours(test, witness))
        let size = try test.ledger.head().size
        // What was gathered is gone, and the witness has not forgotten.
        try FileManager.default.removeItem(
            atPath: test.ledger.directory + "/checkpoints/ledger/\(size)"
        )
        try test.append(TestLedger.history("chengdu-2014"))
        let transport = neighbours(test, witness)
        #expect(try cosign(test, transport) == [.cosigned(seconds: seconds(test))])
        #expect(transport.requests.map(\.earlierSize) == [0, size])
    }

    @Test func `shows a dossier to those who are to see it`() throws {
        let agreement = try tag("agreement:another")
        for agreements in [CosigningWitness.Agreements.all, .only([]), .only([agreement])] {
            let (test, witness, named) = try prepared(agreements: agreements)
            try test.append(TestLedger.history("chengdu-2014"))
            let first = try tag("agreement:ksgz-taipei-mou")
            let transport = neighbours(test, witness)
            let results = try cosign(test, transport, .dossier(first))
            let isShown = named.isShown(.dossier(first))
            #expect(isShown == (agreements == .all))
            #expect(results.count == (isShown ? 1 : 0))
            let origins = try transport.requests.map {
                try Checkpoint(parsing: $0.note.text).origin
            }
            #expect(
                origins == (isShown ? ["ledger.example.org/test/agreement/\(first.id)"] : [])
            )
        }
    }

    @Test(arguments: [
        (400, "bad\n", "it takes the request for malformed (it says: bad)"),
        (403, "", "it knows another key for 'ledger.example.org/test'"),
        (404, "", "it does not know 'ledger.example.org/test'"),
        (409, "x\n", "it answers 409 and names no size"),
        (409, "0\n", "it answers 409 and names the size that it was given"),
        (409, "07\n", "it answers 409 and names no size"),
        (200, "\n", "its answer holds no cosignature by the key that it is known by"),
        (200, "\u{2014} x Uw2QOkn8\n", "its answer holds no cosignature"),
        (301, "", "it answers 301"),
    ])
    func `says in words what a witness refuses`(status: Int, text: String, words: String) throws {
        let (test, witness, _) = try prepared()
        let transport = neighbours(test, witness)
        transport.script(status, text)
        let result = try #require(try cosign(test, transport).first)
        guard case .refused(let said) = result else {
            Issue.record("\(result)")
            return
        }
        #expect(said.hasPrefix(words), "\(said)")
    }

    @Test func `asks the others when one cannot be reached`() throws {
        let (test, witness, _) = try prepared()
        let cosigner = try NoteCosigner(name: "away", seed: TestLog.seed)
        let away = try CosigningWitness(
            cosigner.verifier,
            url: "https://away.example/w/",
            agreements: .all
        )
        #expect(away.url == "https://away.example/w")
        try test.ledger.addWitness(away)
        #expect(try test.ledger.witnesses().map(\.verifier.name) == ["witness.example/w1", "away"])
        let results = try cosign(test, neighbours(test, witness))
        #expect(results.first == .cosigned(seconds: seconds(test)))
        guard case .unreachable = results.last else {
            Issue.record("\(results)")
            return
        }
        let busy = neighbours(test, witness)
        for _ in 0..<2 { busy.script(503, "later\n") }
        try test.append(TestLedger.history("chengdu-2014"))
        #expect(
            try cosign(test, busy) == [
                .unreachable("it answers 503 (it says: later)"),
                .unreachable("it answers 503 (it says: later)"),
            ]
        )
    }

    @Test func `does not take a cosignature that is not one, or is from the future`() throws {
        let (test, witness, _) = try prepared()
        let note = try test.ledger.checkpoint(of: .ledger)
        let cosigner = try NoteCosigner(name: witness.witness.verifier.name, seed: TestLog.seed)
        let transport = neighbours(test, witness)
        let forged = try cosigner.cosign(note.text, atSeconds: seconds(test))
        transport.script(200, forged.line + "\n")
        #expect(
            try cosign(test, transport) == [
                .refused("its answer holds no cosignature by the key that it is known by")
            ]
        )
        let later = test.now.advanced(byMicroseconds: 10 * 60 * 1_000_000)
        let ahead = Neighbours([Self.url: witness.witness], at: later)
        #expect(
            try cosign(test, ahead) == [
                .refused("its cosignature is dated in the future; one of two clocks is wrong")
            ]
        )
        let size = try test.ledger.head().size
        #expect(try test.ledger.keptCheckpoint(of: .ledger, size: size) == note)
    }

    /// A copy of the ledger's folder, from before it went on.
    private func restored(_ test: TestLedger, _ body: () throws -> Void) throws -> Ledger {
        let path = test.folder.appending(path: "old").path
        try FileManager.default.copyItem(atPath: test.ledger.directory, toPath: path)
        try body()
        return try Ledger.open(path)
    }

    @Test(arguments: [true, false])
    func `finds out that an older state was put in place`(shows: Bool) throws {
        let (test, witness, _) = try prepared()
        let old = try restored(test) {
            try test.append(TestLedger.history("chengdu-2014"))
            _ = try cosign(test, neighbours(test, witness))
        }
        let size = try test.ledger.head().size
        let transport = neighbours(test, witness, shows: shows)
        let note = try old.checkpoint(of: .ledger)
        let words =
            shows
            ? "shows a checkpoint of \(size) events that this ledger has signed"
            : "says that it has cosigned \(size) events of the ledger, which has"
        #expect {
            try old.cosign(.ledger, note: note, at: test.now, asking: transport)
        } throws: { error in
            (error as? LedgerError)?.kind == .damaged && "\(error)".contains(words)
        }
        let folder = old.directory + "/evidence"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        #expect(names.count == (shows ? 1 : 0))
        guard let name = names.first else { return }
        let bytes = try Data(contentsOf: URL(filePath: folder + "/" + name))
        let shown = try SignedNote(parsing: Array(bytes))
        let keys = [try test.ledger.verifier(of: .ledger), witness.witness.verifier]
        #expect(try shown.verified(by: keys).count == 2)
    }

    @Test func `looks before it signs`() throws {
        let (test, witness, _) = try prepared()
        let old = try restored(test) {
            try test.append(TestLedger.history("chengdu-2014"))
            _ = try cosign(test, neighbours(test, witness))
        }
        try test.ledger.compareWithWitnesses(.ledger, asking: neighbours(test, witness))
        let silent = neighbours(test, witness, shows: false)
        try old.compareWithWitnesses(.ledger, asking: silent)
        #expect {
            try old.compareWithWitnesses(.ledger, asking: neighbours(test, witness))
        } throws: { error in
            "\(error)".contains("the ledger is shorter")
        }
        // A fork: as long, and with other events.
        let size = try test.ledger.head().size
        while try old.head().size < size {
            let number = try old.head().size
            let line = """
                {"type":"party.registered","occurred":"2020-01-01","by":"script:t","data":\
                {"party":"party:fork-\(number)","kind":"cluster",\
                "names":[{"text":"F","lang":"en"}]}}
                """
            let input = [InputLine(number: 1, bytes: Array(line.utf8))]
            let time = test.now.advanced(byMicroseconds: Int64(number))
            _ = try old.append(AppendRequest(lines: input, by: "script:test"), at: time)
        }
        #expect {
            try old.compareWithWitnesses(.ledger, asking: neighbours(test, witness))
        } throws: { error in
            "\(error)".contains("the ledger has other events")
        }
        // Somebody else's word counts for nothing.
        let log = try TestLog("ledger.example.org/test")
        let liar = try TestWitness(
            trusting: [WitnessedLog(log.signer.verifier, includesDossiers: false)]
        )
        _ = liar.post(try log.body(0, 10_000))
        let lies = Neighbours([Self.url: liar.witness], at: test.now)
        try old.compareWithWitnesses(.ledger, asking: lies)
    }

    @Test func `is set up in a file that is checked`() throws {
        let (test, _, named) = try prepared(agreements: .only([try tag("agreement:a")]))
        #expect(try test.ledger.witnesses() == [named])
        let path = test.ledger.directory + "/witnesses"
        #expect(
            performing: { try test.ledger.removeWitness("x") },
            throws: { error in
                (error as? LedgerError)?.kind == .notFound
            }
        )
        try test.ledger.removeWitness("witness.example/w1")
        #expect(try test.ledger.witnesses().isEmpty)
        for text in ["", "{", #"{"witnesses":[{}]}"#, #"{"witnesses":[{"key":"x","url":"y"}]}"#] {
            try Data(text.utf8).write(to: URL(filePath: path))
            #expect(
                performing: { try test.ledger.witnesses() },
                throws: { error in
                    (error as? LedgerError)?.kind == .damaged
                }
            )
        }
        let log = try test.ledger.verifier(of: .ledger)
        #expect(
            performing: { try CosigningWitness(log, url: Self.url, agreements: .all) },
            throws: {
                ($0 as? LedgerError)?.kind == .usage
            }
        )
        for url in [
            "", "witness.example", "ftp://x", "http://", "http:///x", "http://x y", "http://x?y",
        ] {
            #expect(
                performing: {
                    try CosigningWitness(named.verifier, url: url, agreements: .all)
                },
                throws: { ($0 as? LedgerError)?.kind == .usage }
            )
        }
    }
}
