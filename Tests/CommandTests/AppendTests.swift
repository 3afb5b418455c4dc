import CanonicalJSON
import Testing

@Suite struct `Appending` {
    @Test func `a batch is stored whole and summed up in a line`() throws {
        let workspace = try Workspace.withLedger()
        let run = try workspace.entente("append", input: Lines.story)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.hasPrefix("appended 3 events, positions 1–3, size 4, root "))
    }

    @Test func `every event has a receipt, in the order of the lines`() throws {
        let workspace = try Workspace.withLedger()
        let receipts = try workspace.entente("append", "--json", input: Lines.story).jsonLines()
        #expect(receipts.map { $0["id"] } == ["reg-a", "reg-b", "draft"])
        #expect(receipts.map { $0["position"] } == [1, 2, 3])
        #expect(receipts.allSatisfy { $0["replayed"] == false })
        #expect(receipts[0].object?.keys == ["id", "leafHash", "position", "recorded", "replayed"])
    }

    @Test(arguments: ["", " \t"])
    func `an empty line is called empty`(line: String) throws {
        let workspace = try Workspace.withLedger()
        let run = try workspace.entente("append", input: Lines.story + line + "\n")
        #expect(run.status == 65)
        #expect(run.errors.contains("line 4: the line is empty"), "\(run.errors)")
        let refused = try workspace.entente("append", "--json", input: Lines.story + line + "\n")
        #expect(try refused.errorLines().first?["code"] == "malformed")
    }

    @Test func `a single refused line is counted as one`() throws {
        let workspace = try Workspace.withLedger()
        let run = try workspace.entente("append", "--rejects", "r", input: Lines.story + "{}\n")
        #expect(run.errors.contains("1 line was refused; it stands with its reason in r"))
    }

    @Test func `a batch that is sent twice is stored once`() throws {
        let workspace = try Workspace.withLedger()
        let first = try workspace.entente("append", "--json", input: Lines.story).jsonLines()
        let second = try workspace.entente("append", "--json", input: Lines.story).jsonLines()
        #expect(second.map { $0["leafHash"] } == first.map { $0["leafHash"] })
        #expect(second.allSatisfy { $0["replayed"] == true })
        let text = try workspace.entente("append", input: Lines.story)
        #expect(text.output.hasPrefix("replayed 3 events, positions 1–3, size 4, root "))
    }

    @Test func `one refused line refuses the batch`() throws {
        let workspace = try Workspace.withLedger()
        let run = try workspace.entente("append", input: Lines.story + "{}\n")
        #expect(run.status == 65)
        #expect(run.output.isEmpty)
        #expect(run.errors.hasPrefix("entente: line 4"))
        #expect(try workspace.entente("log").output.split(separator: "\n").count == 1)
    }

    @Test(arguments: [
        ("", "malformed"), ("\n", "malformed"), ("\u{FEFF}{}\n", "malformed"),
        ("{}\r\n", "malformed"), ("{\n", "malformed"), ("{\"a\":1,\"a\":2}\n", "malformed"),
        ("{}\n", "envelope"),
        (#"{"type":"a.b","occurred":"2020","data":{}}"#, "unknown-type"),
        (#"{"type":"party.named","occurred":"2020","data":{}}"#, "schema"),
    ])
    func `input that is no event is refused with its code`(input: String, code: String) throws {
        let run = try Workspace.withLedger().entente("append", "--json", input: input)
        #expect(run.status == 65)
        let refusals = try run.errorLines()
        #expect(refusals.count == 1)
        #expect(refusals[0]["code"] == .string(code))
    }

    @Test func `a refusal holds the line, where in it the cause lies, and its text`() throws {
        let line = #"{"type":"party.named","occurred":"2020","data":{"party":7}}"#
        let run = try Workspace.withLedger().entente(
            "append",
            "--json",
            input: Lines.party("a") + "\n" + line + "\n"
        )
        let refusal = try #require(try run.errorLines().first)
        #expect(refusal["line"] == 2)
        #expect(refusal["text"] == .string(line))
        #expect(refusal["pointer"]?.string?.hasPrefix("/data") == true)
    }

    @Test func `a line too long is refused and the lines behind it are read`() throws {
        let workspace = try Workspace.withLedger()
        let long = String(repeating: "x", count: 1 << 20) + "xx"
        let run = try workspace.entente(
            "append",
            "--rejects",
            "rejects.jsonl",
            input: long + "\n" + Lines.story
        )
        #expect(run.status == 65)
        #expect(run.output.hasPrefix("appended 3 events, positions 1–3, refused 1, size 4"))
        #expect(try workspace.read("rejects.jsonl").contains(#""code":"too-large""#))
    }

    @Test func `several files are one input, and a refusal names the file`() throws {
        let workspace = try Workspace.withLedger()
        try workspace.write(Lines.party("a") + "\n", to: "one.jsonl")
        try workspace.write(Lines.party("b") + "\n{}", to: "two.jsonl")
        let run = try workspace.entente("append", "one.jsonl", "two.jsonl")
        #expect(run.status == 65)
        #expect(run.errors.hasPrefix("entente: line 3"))
        #expect(run.errors.hasSuffix("(two.jsonl, line 2)\n"))
        try workspace.write(Lines.party("b"), to: "two.jsonl")
        let mended = try workspace.entente(
            "append",
            "one.jsonl",
            "two.jsonl",
            "-",
            input: Lines.draft
        )
        #expect(mended.output.hasPrefix("appended 3 events"), "\(mended.errors)")
    }

    @Test func `a dry run stores nothing`() throws {
        let workspace = try Workspace.withLedger()
        let run = try workspace.entente("append", "--dry-run", input: Lines.story)
        #expect(run.output.hasPrefix("dry run: would have appended 3 events, positions 1–3"))
        #expect(try workspace.entente("log").output.split(separator: "\n").count == 1)
    }

    @Test func `with --batch what was committed stays, and the run can be repeated`() throws {
        let workspace = try Workspace.withLedger()
        let broken = try workspace.entente("append", "--batch", "2", input: Lines.story + "{}\n")
        #expect(broken.status == 65)
        #expect(broken.errors.contains("lines 1–2 are stored; none from line 3 on is"))
        let mended = try workspace.entente("append", "--batch", "2", input: Lines.story)
        #expect(mended.status == 0)
        #expect(
            mended.output.hasPrefix(
                "appended 1 event, position 3, replayed 2 events, positions 1–2, size 4"
            )
        )
    }

    @Test func `with --rejects the others are stored and the file is private`() throws {
        let workspace = try Workspace.withLedger()
        try workspace.write("old", to: "rejects.jsonl")
        let input = "{}\n" + Lines.party("a") + "\n\n" + Lines.party("b") + "\n"
        let run = try workspace.entente("append", "--rejects", "rejects.jsonl", input: input)
        #expect(run.status == 65)
        #expect(run.output.hasPrefix("appended 2 events, positions 1–2, refused 2, size 3"))
        #expect(try workspace.mode(of: "rejects.jsonl") == 0o600)
        let rejects = try workspace.read("rejects.jsonl").split(separator: "\n").map { line in
            try JSONReader().read(Array(line.utf8))
        }
        #expect(rejects.map { $0["line"] } == [1, 3])
        #expect(rejects.map { $0["text"] } == ["{}", ""])
    }

    @Test func `with --rejects and nothing refused it ends with 0`() throws {
        let run = try Workspace.withLedger().entente("append", "--rejects", "r", input: Lines.story)
        #expect(run.status == 0, "\(run.errors)")
    }

    @Test func `a query that is answered is a conflict, behind --after it is not`() throws {
        let workspace = try Workspace.withLedger()
        try workspace.write(#"{"items":[{"tags":["party:a"]}]}"#, to: "query.json")
        #expect(try workspace.entente("append", input: Lines.party("a")).status == 0)
        let late = try workspace.entente(
            "append",
            "--json",
            "--unless",
            "query.json",
            input: Lines.party("b")
        )
        #expect(late.status == 75)
        let refusal = try #require(try late.errorLines().first)
        #expect(refusal["code"] == "conflict")
        #expect(refusal["position"] == 1)
        let informed = try workspace.entente(
            "append",
            "--unless",
            "query.json",
            "--after",
            "1",
            input: Lines.party("b")
        )
        #expect(informed.status == 0, "\(informed.errors)")
    }

    @Test(arguments: [
        ("[]", ""), ("{", ""), (#"{"items":[]}"#, ""), (#"{"items":[{}]}"#, "/items/0"),
        (#"{"items":[{"tags":["x"]}]}"#, "/items/0/tags/0"),
        (#"{"items":[{"types":"a.b"}]}"#, "/items/0/types"),
        (#"{"items":[{"kinds":[]}]}"#, "/items/0/kinds"),
    ])
    func `a malformed query is refused with the place`(query: String, pointer: String) throws {
        let workspace = try Workspace.withLedger()
        try workspace.write(query, to: "query.json")
        let run = try workspace.entente("append", "--json", "--unless", "query.json")
        #expect(run.status == 65)
        let refusal = try #require(try run.errorLines().first)
        #expect(refusal["code"] == "malformed")
        #expect(refusal["pointer"] == .string(pointer))
    }

    @Test func `by comes from the event, else --by, else the environment`() throws {
        let workspace = try Workspace.withLedger()
        let nobody = try workspace.entente("append", input: Lines.party("a"), by: nil)
        #expect(nobody.status == 65)
        let own = Lines.party("a").replacing(#"{"id""#, with: #"{"by":"script:own","id""#)
        _ = try workspace.entente("append", "--by", "script:option", input: own)
        _ = try workspace.entente("append", "--by", "script:option", input: Lines.party("b"))
        _ = try workspace.entente("append", input: Lines.party("c"))
        let log = try workspace.entente("log", "--reverse", "--json").jsonLines()
        #expect(log.dropFirst().map { $0["by"] } == ["script:own", "script:option", "script:test"])
    }
}
