import CanonicalJSON
import Foundation
import Testing

@Suite struct `An erasure that is killed` {
    private static let name = "Žofie Nováková"

    private func filled(_ count: Int) throws -> Scratch {
        let scratch = try Scratch.withLedger()
        let lines = (1...count).map { Line.person("q\($0)", name: Self.name) }
        let run = try scratch.entente("append", input: lines.joined(separator: "\n"))
        try #require(run.status == 0, "\(run.errors)")
        return scratch
    }

    /// After the next opening a person is either whole or gone, in the log and in the keys alike.
    ///
    /// - Returns: whether the person is gone.
    @discardableResult
    private func expectWhole(_ person: String, in scratch: Scratch, _ comment: String) throws
        -> Bool
    {
        try scratch.expectWritable(comment)
        try scratch.expectClean("./ledger", comment)
        let log = try scratch.leaves("./ledger", "--tag", person, "--type", "subject.erased")
        let state = try scratch.entente("state", person, "--json")
        #expect(state.output.contains(Self.name) == log.isEmpty, "\(comment)")
        let file = "keys-\(UUID().uuidString).json"
        let exported = try scratch.entente("keys", "export", file)
        #expect(exported.status == 0, "\(comment) \(exported.errors)")
        let keys = try JSONReader().read(scratch.bytes(of: file))
        #expect((keys["persons"]?[person] != nil) == log.isEmpty, "\(comment)")
        let left = try FileManager.default.contentsOfDirectory(
            atPath: scratch.folder.appending(path: "ledger/keys").path
        )
        #expect(left.filter { $0.hasPrefix("persons-") }.count == 1, "\(comment) \(left)")
        return !log.isEmpty
    }

    @Test func `at a random moment is finished or undone by the next opening`() throws {
        var chance = Chance()
        let count = Level.rounds(quick: 8, full: 50)
        let scratch = try filled(count)
        for person in (1...count).map({ "person:q\($0)" }) {
            let erasure = try scratch.start(["erase", person, "--reason", "asked", "--json"])
            erasure.kill(at: .now + .milliseconds(Int.random(in: 5...120, using: &chance)))
            let run = try erasure.finish()
            let isErased = try expectWhole(person, in: scratch, chance.note)
            #expect(isErased || run.acknowledged.isEmpty, "\(chance.note)")
        }
    }

    @Test(.enabled(if: Machine.traces, "strace is not installed, or may not trace here"))
    func `before any single durable call is finished or undone by the next opening`() throws {
        let scratch = try filled(80)
        var outcomes: [Bool] = []
        var call = 0
        var isDone = false
        while !isDone, call < 80 {
            call += 1
            let run = try scratch.start(
                ["erase", "person:q\(call)", "--reason", "asked", "--json"],
                under: `A writer that is killed`.words(killingAtCall: call)
            ).finish()
            isDone = run.status != -SIGKILL
            #expect(run.status == 0 || !isDone, "\(run.errors)")
            let comment = "killed at call \(call)"
            outcomes.append(try expectWhole("person:q\(call)", in: scratch, comment))
            #expect(run.acknowledged.isEmpty || outcomes.last == true, "\(comment)")
        }
        #expect(isDone)
        #expect(outcomes.contains(false) && outcomes.contains(true))
        // How many calls a commit makes depends on where its pages lie, so near the commit the
        // outcomes may alternate.
        #expect(outcomes.first == false && outcomes.last == true)
    }
}
