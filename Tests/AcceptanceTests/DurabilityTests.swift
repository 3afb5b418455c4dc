import Foundation
import Testing

@Suite struct `An acknowledgement` {
    @Test(.enabled(if: Machine.traces, "strace is not installed, or may not trace here"))
    func `is written after both of LMDB's syncs`() throws {
        let scratch = try Scratch.withLedger()
        let strace = try #require(Machine.strace)
        let run = try scratch.start(
            ["append", "--json"],
            input: Array(Line.party("a").utf8),
            under: [strace, "-f", "-qq", "-y", "-o", "trace", "-e", SystemCalls.durable]
        ).finish()
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.acknowledged == ["reg-a"])

        let trace = try SystemCalls(in: scratch)
        let (data, meta) = try trace.lastSyncs()
        let receipt = try #require(
            trace.lines.firstIndex { $0.contains(" write(1<") && $0.contains("reg-a") }
        )
        #expect(data < meta)
        #expect(meta < receipt)
        let before = trace.lines[data..<receipt].filter { $0.contains("data.mdb") }
        #expect(before.count == 2, "something is written after the last sync: \(before)")
    }
}
