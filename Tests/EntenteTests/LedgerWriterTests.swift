import Entente
import EventJournal
import Testing

@Suite("A writer that appends again and again")
struct LedgerWriterTests {
    private func request(
        _ party: String,
        id: String,
        isDryRun: Bool = false
    ) -> AppendRequest {
        let text = """
            {"id":"\(id)","type":"party.registered","occurred":"2020-01-01",\
            "data":{"party":"party:\(party)","kind":"cluster",\
            "names":[{"text":"Stadt","lang":"de"}]}}
            """
        return AppendRequest(
            lines: [InputLine(number: 1, bytes: Array(text.utf8))],
            by: "script:test",
            isDryRun: isDryRun
        )
    }

    @Test func `stores the leaves that single appends store`() throws {
        let (kept, single) = (try TestLedger(), try TestLedger())
        let writer = LedgerWriter(kept.ledger)
        // Beyond the tail of the indexes, so that it is written out once and more.
        for number in 0..<300 {
            let request = request("p-\(number)", id: "e-\(number)")
            let receipt = try writer.append(request, at: kept.now).receipts[0]
            let other = try single.ledger.append(request, at: single.now).receipts[0]
            #expect(receipt.position == other.position && receipt.hash == other.hash)
        }
        #expect(try kept.findings().isEmpty)
    }

    @Test func `knows what it appended itself`() throws {
        let test = try TestLedger()
        let writer = LedgerWriter(test.ledger)
        _ = try writer.append(request("a", id: "e-1"), at: test.now)
        _ = try writer.append(request("b", id: "e-2"), at: test.now)

        let twin = #expect(throws: Refusal.self) {
            try writer.append(request("a", id: "e-3"), at: test.now)
        }
        let again = try writer.append(request("b", id: "e-2"), at: test.now)

        #expect(twin?.code == .rule && twin?.position == 1)
        #expect(again.receipts[0].replayed)
        #expect(try test.ledger.head().size == 3)
    }

    @Test func `knows what another writer appended meanwhile`() throws {
        let test = try TestLedger()
        let writer = LedgerWriter(test.ledger)
        _ = try writer.append(request("a", id: "e-1"), at: test.now)
        _ = try test.ledger.append(request("b", id: "e-2"), at: test.now)

        let twin = #expect(throws: Refusal.self) {
            try writer.append(request("b", id: "e-3"), at: test.now)
        }
        let next = try writer.append(request("c", id: "e-4"), at: test.now)

        #expect(twin?.code == .rule && twin?.position == 2)
        #expect(next.receipts[0].position == 3)
        #expect(try test.findings().isEmpty)
    }

    @Test func `forgets what it only tried`() throws {
        let test = try TestLedger()
        let writer = LedgerWriter(test.ledger)
        _ = try writer.append(request("a", id: "e-1"), at: test.now)
        _ = try writer.append(request("b", id: "e-2", isDryRun: true), at: test.now)
        #expect(try test.ledger.head().size == 2)

        let stored = try writer.append(request("b", id: "e-2"), at: test.now)

        #expect(stored.receipts[0].position == 2 && !stored.receipts[0].replayed)
        #expect(try test.findings().isEmpty)
    }
}
