import Foundation
import Testing

@Suite struct `A publication that is killed` {
    /// The calls by which a publication reaches the disk.
    static let calls = "write,mkdir,fsync,syncfs,rename,unlink,unlinkat,rmdir"

    private static func append(_ numbers: ClosedRange<Int>, to scratch: Scratch) throws {
        let lines = Line.parties(numbers).joined(separator: "\n")
        let run = try scratch.entente("append", input: lines)
        try #require(run.status == 0, "\(run.errors)")
    }

    private static func key(of scratch: Scratch) throws -> String {
        let key = try scratch.leaves("./ledger", "--limit", "1").first?["data"]?["key"]?.string
        return try #require(key)
    }

    /// Expects that the folder, as it lies there, is a whole log of one of some sizes.
    private func expectWhole(
        _ sizes: Set<Int64>,
        _ key: String,
        in scratch: Scratch,
        _ comment: String
    ) throws {
        try? FileManager.default.removeItem(at: scratch.folder.appending(path: "mirror"))
        let run = try scratch.start(
            ["follow", "./out", "--ledger", "./mirror", "--key", key, "--json"]
        ).finish()
        if run.status == 66, sizes.contains(0) { return }
        #expect(run.status == 0, "\(comment): \(run.errors)")
        let size = try run.json()["size"]?.integer ?? -1
        #expect(sizes.contains(size), "\(comment): \(size)")
    }

    @Test(.enabled(if: Machine.traces, "strace is not installed, or may not trace here"))
    func `before any single call leaves a whole log, and the next run goes on`() throws {
        let scratch = try Scratch.withLedger()
        let key = try Self.key(of: scratch)
        var size: Int64 = 1
        var published: Int64 = 0
        for (numbers, next) in [(1...40, Int64(41)), (41...299, 300), (300...319, 320)] {
            try Self.append(numbers, to: scratch)
            size = next
            var call = 0
            var isDone = false
            let out = scratch.folder.appending(path: "out")
            let kept = scratch.folder.appending(path: "kept")
            try? FileManager.default.removeItem(at: kept)
            if published > 0 { try FileManager.default.copyItem(at: out, to: kept) }
            while !isDone, call < 100 {
                call += 1
                try? FileManager.default.removeItem(at: out)
                if published > 0 { try FileManager.default.copyItem(at: kept, to: out) }
                let comment = "killed at call \(call), \(published) to \(size)"
                let words = `A writer that is killed`.words(killingAtCall: call, of: Self.calls)
                let run = try scratch.start(["publish", "./out"], under: words).finish()
                isDone = run.status != -SIGKILL
                #expect(run.status == 0 || !isDone, "\(comment): \(run.errors)")
                try expectWhole([published, size], key, in: scratch, comment)
                let again = try scratch.entente("publish", "./out")
                #expect(again.status == 0, "\(comment): \(again.errors)")
                try expectWhole([size], key, in: scratch, comment)
                let left = try scratch.files(under: "out").keys.filter {
                    $0.hasPrefix(".superseded") || $0.hasPrefix("tile/0/000.p") && size > 255
                }
                #expect(left.isEmpty, "\(comment): \(left)")
            }
            #expect(isDone && call > 8, "\(call) calls")
            published = size
        }
    }

    @Test(.enabled(if: Machine.traces, "strace is not installed, or may not trace here"))
    func `does not stop its mirror, and a mirror that is killed goes on`() throws {
        let scratch = try Scratch.withLedger()
        let key = try Self.key(of: scratch)
        try Self.append(1...40, to: scratch)
        #expect(try scratch.entente("publish", "./out").status == 0)
        let calls = `A writer that is killed`.durableCalls
        let follow = ["follow", "./out", "--ledger", "./mirror", "--key", key]
        for round in 1...2 {
            let mirror = scratch.folder.appending(path: "mirror")
            let kept = scratch.folder.appending(path: "kept")
            if round == 2 {
                try FileManager.default.copyItem(at: mirror, to: kept)
                try Self.append(41...340, to: scratch)
                #expect(try scratch.entente("publish", "./out").status == 0)
            }
            let head = try scratch.head()
            var call = 0
            var isDone = false
            while !isDone, call < 150 {
                call += 1
                try? FileManager.default.removeItem(at: mirror)
                if round == 2 { try FileManager.default.copyItem(at: kept, to: mirror) }
                let words = `A writer that is killed`.words(killingAtCall: call, of: calls)
                let run = try scratch.start(follow, under: words).finish()
                isDone = run.status != -SIGKILL
                let comment = "killed at call \(call) of round \(round)"
                #expect(run.status == 0 || !isDone, "\(comment): \(run.errors)")
                let again = try scratch.start(follow).finish()
                #expect(again.status == 0, "\(comment): \(again.errors)")
                #expect(try scratch.head("./mirror") == head, "\(comment)")
                if call.isMultiple(of: 8) || isDone {
                    try scratch.expectClean("./mirror", comment)
                }
            }
            #expect(isDone && call > 8, "\(call) calls")
        }
    }
}
