import CanonicalJSON
import Foundation
import Testing

@Suite struct `A ledger that moves` {
    private func filled() throws -> Scratch {
        let scratch = try Scratch.withLedger()
        for name in ["jinan-2018", "lyon-2019"] { try scratch.append(history: name) }
        return scratch
    }

    private func log(_ ledger: String, _ scratch: Scratch) throws -> [UInt8] {
        let run = try scratch.entente("log", "--ledger", ledger, "--json", "--with-head")
        #expect(run.status == 0, "\(run.errors)")
        return run.outputBytes
    }

    @Test func `by export and import holds the same bytes, and exports them again`() throws {
        let scratch = try filled()
        #expect(try scratch.entente("export", "./one").status == 0)
        let run = try scratch.entente("import", "./one", "--ledger", "./follower")
        #expect(run.status == 0, "\(run.errors)")
        #expect(try log("./follower", scratch) == log("./ledger", scratch))
        try scratch.expectClean("./follower")
        #expect(try scratch.entente("export", "./two", "--ledger", "./follower").status == 0)
        let one = try scratch.files(under: "one")
        let two = try scratch.files(under: "two")
        #expect(one.keys.sorted() == two.keys.sorted())
        for (path, bytes) in one where path != "manifest.json" {
            #expect(two[path] == bytes, "\(path)")
        }
        #expect(one.keys.contains("events.jsonl") && one.count > 50)
    }

    @Test func `twice by export gives the same bytes`() throws {
        let scratch = try filled()
        #expect(try scratch.entente("export", "./one").status == 0)
        #expect(try scratch.entente("export", "./two").status == 0)
        #expect(try scratch.files(under: "one") == scratch.files(under: "two"))
    }

    @Test func `by backup and restore, then with its keys, is whole and goes on`() throws {
        let scratch = try filled()
        #expect(try scratch.entente("backup", "./backup").status == 0)
        #expect(try scratch.entente("keys", "export", "keys.json").status == 0)
        let restored = try scratch.entente("restore", "./backup", "--ledger", "./restored")
        #expect(restored.status == 0, "\(restored.errors)")
        #expect(try log("./restored", scratch) == log("./ledger", scratch))
        try scratch.expectClean("./restored")
        let withheld = try scratch.entente(
            "state",
            "person:rgw4qq7h5n75",
            "--json",
            "--ledger",
            "./restored"
        )
        #expect(!withheld.output.contains("Филипов"))

        let keys = try scratch.entente("keys", "import", "keys.json", "--ledger", "./restored")
        #expect(keys.status == 0, "\(keys.errors)")
        let words = ["keys", "export", "again.json", "--ledger", "./restored"]
        #expect(try scratch.start(words).finish().status == 0)
        #expect(try scratch.bytes(of: "again.json") == scratch.bytes(of: "keys.json"))
        let open = try scratch.entente(
            "state",
            "person:rgw4qq7h5n75",
            "--json",
            "--ledger",
            "./restored"
        )
        #expect(open.output.contains("Филипов"))
        let more = try scratch.entente("append", "--ledger", "./restored", input: Line.party("a"))
        #expect(more.status == 0, "\(more.errors)")
        try scratch.expectClean("./restored")
    }

    @Test func `with keys of another ledger is refused`() throws {
        let scratch = try filled()
        #expect(try scratch.entente("init", "./other", "--origin", "other.example.org").status == 0)
        #expect(try scratch.entente("keys", "export", "k.json", "--ledger", "./other").status == 0)
        #expect(try scratch.entente("backup", "./backup").status == 0)
        #expect(try scratch.entente("restore", "./backup", "--ledger", "./restored").status == 0)
        let run = try scratch.entente("keys", "import", "k.json", "--ledger", "./restored")
        #expect(run.status == 65, "\(run.errors)")
    }

    @Test func `is copied whole while others write`() throws {
        let scratch = try Scratch.withLedger()
        let lines = Line.parties(1...Level.rounds(quick: 100, full: 2_000))
        let writer = try scratch.start(
            ["append", "--batch", "1"],
            input: Array(lines.joined(separator: "\n").utf8)
        )
        for copy in 1...3 {
            #expect(try scratch.entente("backup", "./backup\(copy)").status == 0)
            #expect(try scratch.entente("export", "./export\(copy)").status == 0)
        }
        #expect(try writer.finish().status == 0)
        for copy in 1...3 {
            let words = ["restore", "./backup\(copy)", "--ledger", "./restored\(copy)"]
            #expect(try scratch.start(words).finish().status == 0)
            let more = ["import", "./export\(copy)", "--ledger", "./imported\(copy)"]
            #expect(try scratch.start(more).finish().status == 0)
            try scratch.expectClean("./restored\(copy)")
            try scratch.expectClean("./imported\(copy)")
        }
    }

    @Test(arguments: Damage.allCases)
    func `by an export that was changed is refused`(damage: Damage) throws {
        let scratch = try filled()
        #expect(try scratch.entente("export", "./out").status == 0)
        try damage.apply(to: "out/events.jsonl", in: scratch)
        let run = try scratch.entente("import", "./out", "--ledger", "./follower")
        #expect([65, 78].contains(run.status), "\(run.status) \(run.errors)")
        let after = try scratch.entente("log", "--ledger", "./follower")
        #expect(after.status == 66, "half of it was left: \(after.output.prefix(300))")
    }
}
