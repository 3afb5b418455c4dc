import CanonicalJSON
import Foundation
import Testing

@Suite(.enabled(if: Machine.setsClocks, "faketime is not installed"))
struct `A clock that is behind` {
    private func append(_ line: String, at time: String, in scratch: Scratch) throws -> Run {
        let faketime = try #require(Machine.faketime)
        return try scratch.start(
            ["append", "--json"],
            input: Array(line.utf8),
            under: [faketime, time]
        ).finish()
    }

    @Test func `by more than five minutes stores nothing and says so`() throws {
        let scratch = try Scratch.withLedger()
        let before = try scratch.head()
        let late = try append(Line.party("a"), at: "10 minutes ago", in: scratch)
        #expect(late.status == 75, "\(late.errors)")
        #expect(late.errors.contains("clock"))
        #expect(try scratch.head() == before)
        try scratch.expectClean()
    }

    @Test func `by four minutes does no harm, and recorded times still increase`() throws {
        let scratch = try Scratch.withLedger()
        for id in ["a", "b", "c"] {
            let run = try append(Line.party(id), at: "4 minutes ago", in: scratch)
            #expect(run.status == 0, "\(run.errors)")
        }
        #expect(try scratch.entente("append", input: Line.party("d")).status == 0)
        let recorded = try scratch.leaves().compactMap { $0["recorded"]?.string }
        #expect(recorded.count == 5)
        #expect(zip(recorded, recorded.dropFirst()).allSatisfy { $0 < $1 })
        try scratch.expectClean()
    }

    @Test func `keeps the others from writing only until they catch up`() throws {
        let scratch = try Scratch.withLedger()
        let fast = try append(Line.party("a"), at: "+2 minutes", in: scratch)
        #expect(fast.status == 0, "\(fast.errors)")
        #expect(try scratch.entente("append", input: Line.party("b")).status == 0)
        let faster = try append(Line.party("c"), at: "+1 hour", in: scratch)
        #expect(faster.status == 0, "\(faster.errors)")
        #expect(try scratch.entente("append", input: Line.party("d")).status == 75)
        #expect(try scratch.entente("log").status == 0)
        #expect(try append(Line.party("d"), at: "+58 minutes", in: scratch).status == 0)
    }
}
