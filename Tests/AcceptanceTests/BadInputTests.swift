import CanonicalJSON
import Foundation
import Testing

@Suite struct `Input that is refused` {
    @Test(arguments: BadInput.lines + BadInput.texts + BadInput.events + BadInput.owned)
    func `names its code, line and place, and stores nothing`(input: BadInput) throws {
        let scratch = try Scratch.withLedger()
        let before = try scratch.head()
        let run = try scratch.start(["append", "--json"], input: input.bytes, by: input.by).finish()
        #expect(run.status == 65)
        #expect(run.output.isEmpty)
        let refusals = try run.errorLines()
        try #require(refusals.count == 1, "\(run.errors)")
        let refusal = refusals[0]
        #expect(refusal["code"]?.string == input.code, "\(refusal)")
        #expect(refusal["line"]?.integer == input.line, "\(refusal)")
        #expect(refusal["pointer"]?.string ?? "" == input.pointer, "\(refusal)")
        let message = try #require(refusal["message"]?.string)
        #expect(input.words.isEmpty || message.contains(input.words), "\(message)")
        #expect(!message.isEmpty)
        #expect(try scratch.head() == before)
    }

    @Test func `for a date in the coming year says where plans belong`() throws {
        let scratch = try Scratch.withLedger()
        let year = Calendar(identifier: .gregorian).component(.year, from: Date()) + 1
        let line = Line.party("a").replacing("2020-01-10", with: "\(year)-06")
        let run = try scratch.entente("append", "--json", input: line)
        #expect(run.status == 65)
        let refusal = try #require(try run.errorLines().first)
        #expect(refusal["code"] == "envelope")
        #expect(refusal["pointer"] == "/occurred")
        #expect(refusal["message"]?.string?.contains("'data'") == true)
        #expect(try scratch.head().size == 1)
    }

    @Test func `is told to people in one line that begins with the place`() throws {
        let scratch = try Scratch.withLedger()
        let bad = Line.party("b").replacing("\"cluster\"", with: "\"clutser\"")
        let run = try scratch.entente("append", input: Line.party("a") + "\n" + bad)
        #expect(run.status == 65)
        #expect(run.errors.hasPrefix("entente: line 2, event 'reg-b', at /data/kind: "))
        #expect(run.errors.split(separator: "\n").count == 1)
    }

    @Test func `at the limits is not refused`() throws {
        let scratch = try Scratch.withLedger()
        let padding = String(repeating: " ", count: (1 << 20) - Line.party("a").utf8.count)
        let padded = Line.party("a").replacing("{\"id\"", with: "{\(padding)\"id\"")
        #expect(padded.utf8.count == 1 << 20)
        let run = try scratch.entente("append", input: padded)
        #expect(run.status == 0, "\(run.errors)")
        let noFeed = try scratch.entente("append", input: Line.party("b"))
        #expect(noFeed.status == 0, "\(noFeed.errors)")
        #expect(try scratch.head().size == 3)
    }
}
