import Foundation
import Testing

@Suite struct `An acknowledgement` {
    private static let calls = "openat,fdatasync,pwrite64,pwritev,write,writev"

    @Test(.enabled(if: Machine.traces, "strace is not installed, or may not trace here"))
    func `is written after both of LMDB's syncs`() throws {
        let scratch = try Scratch.withLedger()
        let strace = try #require(Machine.strace)
        let run = try scratch.start(
            ["append", "--json"],
            input: Array(Line.party("a").utf8),
            under: [strace, "-f", "-qq", "-y", "-o", "trace", "-e", "trace=\(Self.calls)"]
        ).finish()
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.acknowledged == ["reg-a"])

        let trace = String(decoding: try scratch.bytes(of: "trace"), as: UTF8.self)
            .split(separator: "\n").map(String.init)
        let opened = try #require(
            trace.first { $0.contains("data.mdb") && $0.contains("O_DSYNC") },
            "the meta page is not written through a synchronous descriptor"
        )
        let match = try #require(opened.firstMatch(of: /= ([0-9]+)</))
        let data = try #require(
            trace.lastIndex { $0.contains(" fdatasync(") && $0.contains("data.mdb") }
        )
        let meta = try #require(
            trace.lastIndex {
                $0.contains(" pwrite64(\(match.1)<") || $0.contains(" pwritev(\(match.1)<")
            }
        )
        let receipt = try #require(
            trace.firstIndex { $0.contains(" write(1<") && $0.contains("reg-a") }
        )
        #expect(data < meta)
        #expect(meta < receipt)
        let before = trace[data..<receipt].filter { $0.contains("data.mdb") }
        #expect(before.count == 2, "something is written after the last sync: \(before)")
    }
}
