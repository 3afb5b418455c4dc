import CanonicalJSON
import Foundation
import Testing

@Suite struct `A writer that is killed` {
    /// The calls by which anything reaches the disk.
    static let durableCalls =
        "writev,pwritev,pwrite64,fdatasync,fsync,msync,rename,renameat,renameat2,unlink,unlinkat,"
        + "rmdir,mkdir,ftruncate"

    /// Runs the program until it is killed on entering its n-th durable call.
    static func words(
        killingAtCall number: Int,
        of calls: String = durableCalls
    ) throws -> [String] {
        [
            try #require(Machine.strace), "-f", "-qq", "-o", "/dev/null",
            "-e", "trace=\(calls)",
            "-e", "inject=\(calls):signal=SIGKILL:when=\(number)",
        ]
    }

    private func expectStored(_ ids: [String], in scratch: Scratch, _ comment: String) throws {
        let stored = Set(try scratch.leaves().compactMap { $0["id"]?.string })
        let missing = ids.filter { !stored.contains($0) }
        #expect(missing == [], "acknowledged and lost; \(comment)")
    }

    @Test func `between single appends loses no acknowledged event and holds no lock`() throws {
        var chance = Chance()
        let scratch = try Scratch.withLedger()
        var acknowledged: [String] = []
        var number = 0
        for _ in 1...Level.rounds(quick: 10, full: 50) {
            let end = ContinuousClock.now + .milliseconds(Int.random(in: 20...400, using: &chance))
            var isKilled = false
            while !isKilled {
                number += 1
                let line = Line.party("p\(number)")
                let append = try scratch.start(["append", "--json"], input: Array(line.utf8))
                isKilled = append.kill(at: end)
                let run = try append.finish()
                #expect(run.status == 0 || isKilled, "\(run.errors)")
                acknowledged += run.acknowledged
                if ContinuousClock.now >= end { break }
            }
            try scratch.expectWritable(chance.note)
        }
        try expectStored(acknowledged, in: scratch, chance.note)
        try scratch.expectClean("./ledger", chance.note)
    }

    @Test func `in a run of commits loses no acknowledged event and holds no lock`() throws {
        var chance = Chance()
        let scratch = try Scratch.withLedger()
        var acknowledged: [String] = []
        for round in 1...Level.rounds(quick: 10, full: 50) {
            let lines = Line.parties(1...2_000, prefix: "r\(round)-").joined(separator: "\n")
            let writer = try scratch.start(
                ["append", "--batch", "1", "--json"],
                input: Array(lines.utf8)
            )
            try writer.kill(
                afterOutputAnd: .microseconds(Int.random(in: 0...150_000, using: &chance))
            )
            acknowledged += try writer.finish().acknowledged
            try scratch.expectWritable(chance.note)
        }
        #expect(!acknowledged.isEmpty)
        try expectStored(acknowledged, in: scratch, chance.note)
        let positions = try scratch.leaves().map { $0["position"]?.integer ?? -1 }
        #expect(positions == Array(0..<Int64(positions.count)))
        try scratch.expectClean("./ledger", chance.note)
    }

    @Test(.enabled(if: Machine.traces, "strace is not installed, or may not trace here"))
    func `before any single durable call of an append leaves all of the event or nothing`() throws {
        let scratch = try Scratch.withLedger()
        var call = 0
        var isDone = false
        while !isDone, call < 200 {
            call += 1
            let line = Line.person("q\(call)", name: "Žofie")
            let before = try scratch.head().size
            let run = try scratch.start(
                ["append", "--json"],
                input: Array(line.utf8),
                under: Self.words(killingAtCall: call)
            ).finish()
            isDone = run.status != -SIGKILL
            #expect(run.status == 0 || !isDone, "\(run.errors)")
            let after = try scratch.head().size
            #expect(after == before || after == before + 1, "killed at call \(call)")
            #expect(run.acknowledged.isEmpty || after == before + 1, "killed at call \(call)")
            try scratch.expectWritable("killed at call \(call)")
            try scratch.expectClean("./ledger", "killed at call \(call)")
        }
        #expect(isDone && call > 3, "\(call) calls")
    }
}
