import CanonicalJSON
import Foundation
import Testing

@Suite struct `What is sent twice` {
    private func file(_ lines: [String], in scratch: Scratch) throws {
        try scratch.write(lines.joined(separator: "\n") + "\n", to: "events.jsonl")
    }

    @Test func `is stored once`() throws {
        let scratch = try Scratch.withLedger()
        try file(Line.parties(1...20) + [Line.person("q", name: "Žofie")], in: scratch)
        let first = try scratch.entente("append", "--json", "events.jsonl")
        #expect(first.status == 0, "\(first.errors)")
        let before = try scratch.head()
        let second = try scratch.entente("append", "--json", "events.jsonl")
        #expect(second.status == 0, "\(second.errors)")
        let replayed = try second.jsonLines()
        #expect(replayed.allSatisfy { $0["replayed"] == true })
        #expect(replayed.map { $0["leafHash"] } == (try first.jsonLines().map { $0["leafHash"] }))
        #expect(try scratch.head() == before)
        let words = try scratch.entente("append", "events.jsonl").output
        #expect(words.hasPrefix("replayed 21 events, positions 1–21, size 22, root "))
    }

    @Test func `in part is refused and names the id and its position`() throws {
        let scratch = try Scratch.withLedger()
        let known = Line.parties(1...3).joined(separator: "\n")
        #expect(try scratch.entente("append", input: known).status == 0)
        let before = try scratch.head()
        try file(Line.parties(2...5), in: scratch)
        let run = try scratch.entente("append", "--json", "events.jsonl")
        #expect(run.status == 65)
        let refusal = try #require(try run.errorLines().first)
        #expect(refusal["code"] == "id-reused")
        #expect(refusal["id"] == "reg-p2")
        #expect(refusal["position"] == 2)
        #expect(try scratch.head() == before)
    }

    @Test func `with other content is refused`() throws {
        let scratch = try Scratch.withLedger()
        #expect(try scratch.entente("append", input: Line.party("a")).status == 0)
        for more in ["", "--batch=1"] {
            let words = ["append", "--json"] + (more.isEmpty ? [] : [more])
            let other = Array(Line.party("a", name: "Another").utf8)
            let run = try scratch.start(words, input: other).finish()
            #expect(run.status == 65)
            #expect(try run.errorLines().last?["code"] == "id-reused")
            #expect(try run.errorLines().last?["position"] == 1)
        }
        #expect(try scratch.head().size == 2)
    }

    @Test func `as one bad line of a thousand stores nothing`() throws {
        let scratch = try Scratch.withLedger()
        var lines = Line.parties(1...1_000)
        lines[776] = lines[776].replacing("\"cluster\"", with: "\"clutser\"")
        try file(lines, in: scratch)
        let run = try scratch.entente("append", "--json", "events.jsonl")
        #expect(run.status == 65)
        let refusal = try #require(try run.errorLines().first)
        #expect(refusal["line"] == 777)
        #expect(refusal["pointer"] == "/data/kind")
        #expect(refusal["text"]?.string == lines[776])
        #expect(try scratch.head().size == 1)

        let rejecting = try scratch.entente("append", "--rejects", "rejects.jsonl", "events.jsonl")
        #expect(rejecting.status == 65)
        #expect(try scratch.head().size == 1_000)
        let rejects = try Run.values(scratch.bytes(of: "rejects.jsonl"))
        #expect(rejects.map { $0["line"] } == [777])
        #expect(rejects.first?["code"] == "schema")
        #expect(rejects.first?["text"]?.string == lines[776])
        let place = scratch.folder.appending(path: "rejects.jsonl").path
        let mode = try FileManager.default.attributesOfItem(atPath: place)[.posixPermissions]
        #expect(mode as? Int == 0o600)
        try scratch.expectClean()
    }

    @Test func `line by line goes on where it was interrupted`() throws {
        var chance = Chance()
        let scratch = try Scratch.withLedger()
        let count = Level.rounds(quick: 600, full: 5_000)
        try file(Line.parties(1...count), in: scratch)
        let first = try scratch.start(["append", "--batch", "7", "--json", "events.jsonl"])
        try first.kill(afterOutputAnd: .milliseconds(Int.random(in: 0...200, using: &chance)))
        let acknowledged = try first.finish().acknowledged
        let second = try scratch.entente("append", "--batch", "7", "--json", "events.jsonl")
        #expect(second.status == 0, "\(second.errors)")
        let receipts = try second.jsonLines()
        #expect(receipts.map { $0["position"]?.integer ?? -1 } == Array(1...Int64(count)))
        let replayed = receipts.filter { $0["replayed"] == true }.compactMap { $0["id"]?.string }
        #expect(Set(acknowledged).isSubset(of: replayed), "\(chance.note)")
        #expect(try scratch.head().size == Int64(count) + 1)
        try scratch.expectClean()
    }

    @Test func `in a dry run is judged and not stored`() throws {
        let scratch = try Scratch.withLedger()
        try file(Line.parties(1...3), in: scratch)
        #expect(try scratch.entente("append", "--dry-run", "events.jsonl").status == 0)
        #expect(try scratch.head().size == 1)
        #expect(try scratch.entente("append", "events.jsonl").status == 0)
        #expect(try scratch.head().size == 4)
    }
}
