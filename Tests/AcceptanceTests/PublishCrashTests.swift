import CanonicalJSON
import Foundation
import Testing

@Suite(.enabled(if: Machine.traces, "strace is not installed, or may not trace here"))
struct `A publication that is killed` {
    /// The calls by which a publication reaches the disk; strace counts each of them by itself.
    static let calls = [
        "write", "mkdir", "fsync", "syncfs", "rename", "unlink", "unlinkat", "rmdir",
    ]

    /// Those of a mirror.
    static let mirrorCalls = [
        "write", "pwrite64", "writev", "pwritev", "fdatasync", "fsync", "msync", "mkdir", "rename",
        "unlink", "ftruncate",
    ]

    private let scratch: Scratch
    private let key: String

    init() throws {
        scratch = try Scratch.withLedger()
        let first = try scratch.leaves("./ledger", "--limit", "1").first
        key = try #require(first?["data"]?["key"]?.string)
    }

    private func append(_ numbers: ClosedRange<Int>) throws {
        let lines = Line.parties(numbers).joined(separator: "\n")
        let run = try scratch.entente("append", input: lines)
        try #require(run.status == 0, "\(run.errors)")
    }

    private func url(_ name: String) -> URL { scratch.folder.appending(path: name) }

    /// Puts a folder back as it was; a name that is not there takes the folder away.
    private func restore(_ name: String, from kept: String) throws {
        try? FileManager.default.removeItem(at: url(name))
        guard FileManager.default.fileExists(atPath: url(kept).path) else { return }
        try FileManager.default.copyItem(at: url(kept), to: url(name))
    }

    /// Runs the program again and again, killed at each of some calls in turn, then not at all.
    ///
    /// - `body`: told how far it came, after each run.
    /// - Returns: how often it was killed.
    private func kill(
        _ arguments: [String],
        at calls: [String],
        before prepare: () throws -> Void,
        _ body: (String) throws -> Void
    ) throws -> Int {
        var kills = 0
        for name in calls {
            for number in 1...60 {
                try prepare()
                let words = try `A writer that is killed`.words(killingAtCall: number, of: name)
                let run = try scratch.start(arguments, under: words).finish()
                let comment = "\(arguments[0]) killed at \(name) \(number)"
                let isKilled = run.status == -SIGKILL
                #expect(run.status == 0 || isKilled, "\(comment): \(run.errors)")
                try body(comment)
                guard isKilled else { break }
                kills += 1
            }
        }
        return kills
    }

    /// Expects that the folder, as it lies there, is a whole log of one of some sizes.
    private func expectWhole(_ sizes: Set<Int64>, _ comment: String) throws {
        try restore("mirror", from: "nothing")
        let words = ["follow", "./out", "--ledger", "./mirror", "--key", key, "--json"]
        let run = try scratch.start(words).finish()
        if run.status == 66, sizes.contains(0) { return }
        try #require(run.status == 0, "\(comment): \(run.errors)")
        let size = try run.json()["size"]?.integer ?? -1
        #expect(sizes.contains(size), "\(comment): \(size)")
    }

    @Test func `before any single call leaves a whole log, and the next run goes on`() throws {
        var published: Int64 = 0
        for (numbers, size) in [(1...40, Int64(41)), (41...299, 300), (300...319, 320)] {
            try append(numbers)
            let kills = try kill(["publish", "./out"], at: Self.calls) {
                try restore("out", from: "kept")
            } _: { comment in
                try expectWhole([published, size], comment)
                let again = try scratch.entente("publish", "./out")
                #expect(again.status == 0, "\(comment): \(again.errors)")
                try expectWhole([size], comment)
                let left = try scratch.files(under: "out").keys.filter {
                    $0.hasPrefix(".superseded") || $0.hasPrefix("tile/0/000.p") && size > 255
                }
                #expect(left.isEmpty, "\(comment): \(left)")
            }
            #expect(kills > 5, "\(kills) kills")
            try restore("kept", from: "out")
            published = size
        }
    }

    @Test func `does not stop its mirror, and a mirror that is killed goes on`() throws {
        let follow = ["follow", "./out", "--ledger", "./mirror", "--key", key]
        for numbers in [1...40, 41...340] {
            try append(numbers)
            #expect(try scratch.entente("publish", "./out").status == 0)
            let head = try scratch.head()
            let kills = try kill(follow, at: Self.mirrorCalls) {
                try restore("mirror", from: "kept")
            } _: { comment in
                let again = try scratch.start(follow).finish()
                #expect(again.status == 0, "\(comment): \(again.errors)")
                #expect(try scratch.head("./mirror") == head, "\(comment)")
            }
            #expect(kills > 5, "\(kills) kills")
            try scratch.expectClean("./mirror")
            try restore("kept", from: "mirror")
        }
    }
}
