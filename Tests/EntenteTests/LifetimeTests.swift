import EDTF
import Entente
import EventJournal
import Events
import Foundation
import Synchronization
import Testing

/// A process opens a ledger once at a time, so a thread that kept one would stand in the way.
@Suite("A ledger is closed when the last call on it has returned")
struct LifetimeTests {
    /// Opens a copy of a ledger, uses it and lets it go, again and again.
    private func reopen(_ use: (Ledger, Instant) throws -> Void) throws {
        let test = try TestLedger()
        try test.append(try TestLedger.history("lyon-2019"), by: nil)
        let copy = test.copied("copy")
        for _ in 0..<40 { try use(try Ledger.open(copy), test.now) }
        #expect(try Ledger.open(copy).head().size >= test.ledger.head().size)
    }

    private func lines(_ text: String) -> [InputLine] {
        (1...3).map { InputLine(number: $0, bytes: Array(text.utf8)) }
    }

    private let party = """
        {"type":"party.registered","occurred":"2020","data":{"party":"party:p","kind":"cluster",\
        "names":[{"text":"P","lang":"en"}]}}
        """

    @Test func `after an audit`() throws {
        try reopen { ledger, _ in _ = try ledger.audit { _ in } }
    }

    @Test func `after a stream of batches`() throws {
        try reopen { ledger, now in
            let stream = try AppendStream(ledger, policy: .rejecting, by: "script:test")
            for _ in 0..<3 { try stream.add(lines(party), at: now) }
            stream.close()
            while try stream.next() != nil {}
        }
    }

    @Test func `after a stream that was refused`() throws {
        try reopen { ledger, now in
            let stream = try AppendStream(ledger, policy: .resumable, by: "script:test")
            for _ in 0..<3 { try stream.add(lines("{}"), at: now) }
            #expect(throws: Refusal.self) { while try stream.next() != nil {} }
        }
    }

    @Test func `after a stream that nobody waited for`() throws {
        try reopen { ledger, now in
            let stream = try AppendStream(ledger, policy: .rejecting, by: "script:test")
            for _ in 0..<3 { try stream.add(lines(party), at: now) }
        }
    }

    @Test func `after histories were read ahead`() throws {
        let entities = (0..<1_000).compactMap { Events.Tag("meeting:m-\($0)") }
        let worked = Mutex(0)
        for _ in 0..<20 {
            let ahead = HistoriesAhead(
                entities,
                helpers: (0..<2).map { _ in
                    { _, _ in
                        Thread.sleep(forTimeInterval: 0.001)
                        worked.withLock { $0 += 1 }
                    }
                }
            )
            try ahead.advance(to: entities[0]) { _, _ in }
        }
        let parts = worked.withLock { $0 }
        Thread.sleep(forTimeInterval: 0.05)
        #expect(worked.withLock { $0 } == parts)
    }
}
