import CanonicalJSON
import Foundation
import Testing

@Suite struct `A ledger in a bad state` {
    /// Verbs that read, write and move; all say the same of a ledger that cannot be used.
    static let verbs = [
        ["log"], ["append"], ["state", "party:a"], ["export", "./out"], ["audit"],
    ]

    private func run(_ verb: [String], in scratch: Scratch, _ ledger: String) throws -> Run {
        let input = verb == ["append"] ? Array(Line.party("x").utf8) : []
        return try scratch.start(verb + ["--ledger", ledger], input: input).finish()
    }

    @Test(arguments: verbs)
    func `that is a file, missing or empty is not found`(verb: [String]) throws {
        let scratch = try Scratch()
        try scratch.write("text", to: "file")
        let empty = scratch.folder.appending(path: "empty")
        try FileManager.default.createDirectory(at: empty, withIntermediateDirectories: false)
        for ledger in ["./file", "./missing", "./empty"] {
            let run = try run(verb, in: scratch, ledger)
            #expect(run.status == 66, "\(ledger): \(run.errors)")
            #expect(run.errors.hasPrefix("entente: ") && run.errors.contains(ledger))
            #expect(run.output.isEmpty)
        }
        #expect(try scratch.files(under: ".").keys.sorted() == ["file"])
    }

    @Test func `is never made over another one or over files`() throws {
        let scratch = try Scratch.withLedger()
        let before = try scratch.head()
        try scratch.write("text", to: "file")
        for place in ["./ledger", "./file", "."] {
            let run = try scratch.entente("init", place, "--origin", "ledger.example.org/u")
            #expect(run.status == 73, "\(place): \(run.errors)")
        }
        #expect(try scratch.head() == before)
    }

    @Test(arguments: [
        "", "a b", "a+b", "a/agreement/b", "a\tb", String(repeating: "a", count: 256),
    ])
    func `is not made under an origin that cannot be one`(origin: String) throws {
        let scratch = try Scratch()
        let run = try scratch.entente("init", "./ledger", "--origin", origin)
        #expect(run.status == 64, "\(run.errors)")
        #expect(try scratch.files(under: ".").isEmpty)
    }

    @Test func `cut in half is called damaged`() throws {
        let scratch = try Scratch.withLedger()
        let lines = Line.parties(1...200).joined(separator: "\n")
        #expect(try scratch.entente("append", input: lines).status == 0)
        let place = scratch.folder.appending(path: "ledger/data.mdb")
        let whole = try scratch.bytes(of: "ledger/data.mdb")
        for part in [whole.count / 2, 8_192, 5_000, 100, 0] {
            try Data(whole.prefix(part)).write(to: place)
            for verb in [["log"], ["append"]] {
                let run = try run(verb, in: scratch, "./ledger")
                #expect(run.status == 78, "\(verb) at \(part) bytes: \(run.errors)")
                #expect(run.errors.hasPrefix("entente: "))
            }
            let audit = try run(["audit"], in: scratch, "./ledger")
            #expect([1, 78].contains(audit.status), "at \(part) bytes: \(audit.errors)")
        }
        try Data(whole).write(to: place)
        try scratch.expectClean()
    }

    @Test func `that follows another is read and not written`() throws {
        let scratch = try Scratch.withLedger()
        #expect(try scratch.entente("append", input: Line.person("q", name: "Žofie")).status == 0)
        #expect(try scratch.entente("export", "./out").status == 0)
        #expect(try scratch.entente("import", "./out", "--ledger", "./follower").status == 0)
        for verb in [["append"], ["erase", "person:q", "--reason", "asked"]] {
            let run = try run(verb, in: scratch, "./follower")
            #expect(run.status == 77, "\(run.errors)")
        }
        #expect(try scratch.head("./follower") == scratch.head())
        try scratch.expectClean("./follower")
    }

    @Test(
        .enabled(if: Machine.asNobody != nil, "setpriv is not installed, or nobody may run this"),
        arguments: [["-R", "a=rX"], ["-R", "go="], ["a=rx"]]
    )
    func `without permission to write is read or refused, never written`(mode: [String]) throws {
        let scratch = try Scratch.withLedger()
        let before = try scratch.head()
        let everything = try scratch.files(under: "ledger")
        #expect(try scratch.tool(["chmod"] + mode + ["ledger"]).status == 0)
        let nobody = try #require(Machine.asNobody)
        for verb in Self.verbs {
            let input = verb == ["append"] ? Array(Line.party("x").utf8) : []
            let words = verb == ["state", "party:a"] ? ["show", "0"] : verb
            let run = try scratch.start(words, input: input, under: nobody).finish()
            let allowed: [Int32] = verb == ["append"] ? [77] : [0, 73, 77]
            #expect(allowed.contains(run.status), "\(verb): \(run.status) \(run.errors)")
        }
        #expect(try scratch.tool("chmod", "-R", "u+rwX", "ledger").status == 0)
        #expect(try scratch.files(under: "ledger")["data.mdb"] == everything["data.mdb"])
        #expect(try scratch.head() == before)
    }

    @Test(.enabled(if: Machine.compilesLMDB, "no C compiler or no liblmdb-dev"))
    func `of a newer format is left alone`() throws {
        let scratch = try Scratch.withLedger()
        try Tampering.put("2", at: "format", of: "meta", in: scratch)
        let before = try scratch.bytes(of: "ledger/data.mdb")
        for verb in Self.verbs where verb != ["audit"] {
            let run = try run(verb, in: scratch, "./ledger")
            #expect(run.status == 78, "\(verb): \(run.errors)")
            #expect(run.errors.contains("format"), "\(run.errors)")
        }
        let audit = try run(["audit"], in: scratch, "./ledger")
        #expect([1, 78].contains(audit.status), "\(audit.errors)")
        #expect(try scratch.bytes(of: "ledger/data.mdb") == before)
        try Tampering.put("1", at: "format", of: "meta", in: scratch)
        try scratch.expectClean()
    }

    @Test(.enabled(if: Machine.compilesLMDB, "no C compiler or no liblmdb-dev"))
    func `whose indexes name what is not there is found out`() throws {
        let scratch = try Scratch.withLedger()
        #expect(try scratch.entente("append", input: Line.party("a")).status == 0)
        try Tampering.put("12345678", at: "reg-b", of: "ids", in: scratch)
        let audit = try scratch.entente("audit", "--json")
        #expect(audit.status == 1)
        #expect(try audit.jsonLines().count > 1)
    }
}
