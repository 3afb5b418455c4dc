import CanonicalJSON
import EDTF
import Entente
import EventJournal
import Foundation
import Testing

@Suite("A stream of batches")
struct AppendStreamTests {
    /// Appends lines in batches through a stream, and returns what became of each.
    private func stream(
        _ lines: [InputLine],
        batchesOf count: Int,
        into test: TestLedger,
        policy: AppendRequest.Policy = .resumable
    ) throws -> [AppendOutcome] {
        let stream = try AppendStream(test.ledger, policy: policy, by: "script:test")
        var outcomes: [AppendOutcome] = []
        for start in Swift.stride(from: 0, to: lines.count, by: count) {
            let batch = Array(lines[start..<min(start + count, lines.count)])
            try stream.add(batch, at: test.now)
            while let outcome = try stream.ready() { outcomes.append(outcome) }
        }
        stream.close()
        while let outcome = try stream.next() { outcomes.append(outcome) }
        return outcomes
    }

    private func parties(_ numbers: Range<Int>, broken: Int? = nil) -> [InputLine] {
        numbers.map { number in
            let verb = number == broken ? "registerd" : "registered"
            let text = """
                {"id":"p-\(number)","type":"party.\(verb)","occurred":"2020-01-01",\
                "data":{"party":"party:p-\(number)","kind":"cluster",\
                "names":[{"text":"Stadt \(number)","lang":"de"}]}}
                """
            return InputLine(number: number + 1, bytes: Array(text.utf8))
        }
    }

    private func leaf(at position: UInt64, of test: TestLedger) throws -> [UInt8]? {
        try test.ledger.read { snapshot in
            try test.ledger.journal.leaf(at: position, in: snapshot)
        }
    }

    @Test(arguments: [1, 7, 40, 1_000])
    func `the leaves are those of batches appended one by one`(count: Int) throws {
        let lines = parties(0..<120)
        let streamed = try TestLedger()
        let single = try TestLedger()

        let outcomes = try stream(lines, batchesOf: count, into: streamed)
        for start in Swift.stride(from: 0, to: lines.count, by: count) {
            let batch = Array(lines[start..<min(start + count, lines.count)])
            _ = try single.ledger.append(
                AppendRequest(lines: batch, policy: .resumable, by: "script:test"),
                at: single.now
            )
        }

        #expect(outcomes.flatMap(\.receipts).map(\.position) == Array(1...120))
        for position in UInt64(1)...120 {
            #expect(try leaf(at: position, of: streamed) == leaf(at: position, of: single))
        }
        #expect(try streamed.findings().isEmpty)
    }

    @Test func `a refused line refuses its batch and all after it, and nothing before`() throws {
        let test = try TestLedger()
        var thrown: Refusal?
        var stored: UInt64 = 0
        do {
            _ = try stream(parties(0..<100, broken: 57), batchesOf: 10, into: test)
        } catch let refusal as Refusal {
            thrown = refusal
            stored = try test.ledger.head().size
        }
        #expect(thrown?.line == 58)
        #expect(thrown?.code == .unknownType)
        #expect(stored == 51)
    }

    @Test func `lines that are stored are replayed, the others appended`() throws {
        let test = try TestLedger()
        _ = try stream(parties(0..<25), batchesOf: 10, into: test)
        let outcomes = try stream(parties(0..<60), batchesOf: 10, into: test)
        let receipts = outcomes.flatMap(\.receipts)
        #expect(receipts.map(\.position) == Array(1...60))
        #expect(receipts.map(\.replayed) == (0..<60).map { $0 < 25 })
    }

    @Test func `a later event of the same batch sees the earlier ones`() throws {
        let test = try TestLedger()
        let twice =
            parties(0..<10)
            + parties(0..<10).map { line in
                InputLine(
                    number: line.number + 10,
                    bytes: Array(
                        String(decoding: line.bytes, as: UTF8.self)
                            .replacing("\"id\":\"p-", with: "\"id\":\"again-").utf8
                    )
                )
            }
        #expect(throws: Refusal.self) { try stream(twice, batchesOf: 20, into: test) }
        #expect(throws: Refusal.self) { try stream(twice, batchesOf: 10, into: test) }
        #expect(try test.ledger.head().size == 11)
    }

    @Test func `a parse error has the first word, wherever in the batch it stands`() throws {
        let test = try TestLedger()
        var lines = parties(0..<1_200, broken: 3)
        lines[1_100] = InputLine(number: 1_101, bytes: Array("{".utf8))
        let refusal = try #require(throws: Refusal.self) {
            try stream(lines, batchesOf: 1_200, into: test)
        }
        #expect(refusal.code == .malformed)
        #expect(refusal.line == 1_101)
    }

    @Test func `refused lines are passed over when that was asked for`() throws {
        let test = try TestLedger()
        let outcomes = try stream(
            parties(0..<30, broken: 4),
            batchesOf: 10,
            into: test,
            policy: .rejecting
        )
        #expect(outcomes.map(\.refusals.count) == [1, 0, 0])
        #expect(outcomes.flatMap(\.refusals).map(\.line) == [5])
        #expect(try test.ledger.head().size == 30)
    }

    @Test func `when another writer is faster, everything is decided again and stored`() throws {
        let test = try TestLedger()
        let others = parties(10_000..<10_040)
        let stream = try AppendStream(test.ledger, policy: .resumable, by: "script:test")
        var outcomes: [AppendOutcome] = []
        for number in 0..<40 {
            try stream.add(parties(number * 10..<number * 10 + 10), at: test.now)
            _ = try test.ledger.append(
                AppendRequest(lines: [others[number]], by: "script:test"),
                at: test.now
            )
            while let outcome = try stream.ready() { outcomes.append(outcome) }
        }
        stream.close()
        while let outcome = try stream.next() { outcomes.append(outcome) }

        let positions = outcomes.flatMap(\.receipts).map(\.position)
        #expect(positions.count == 400)
        #expect(positions == positions.sorted())
        #expect(try test.ledger.head().size == 441)
        #expect(try test.findings().isEmpty)
    }
}
