import CanonicalJSON
import Foundation
import Testing

@Suite struct `Reading` {
    private let workspace: Workspace

    init() throws {
        workspace = try Workspace.withLedger()
        let run = try workspace.entente("append", input: Lines.story)
        try #require(run.status == 0, "\(run.errors)")
    }

    private func positions(_ arguments: String...) throws -> [Int64] {
        let run = try workspace.entente(["log", "--json"] + arguments)
        #expect(run.status == 0, "\(run.errors)")
        return try run.jsonLines().compactMap { $0["position"]?.integer }
    }

    @Test func `the log begins with the newest`() throws {
        #expect(try positions() == [3, 2, 1, 0])
        #expect(try positions("--reverse") == [0, 1, 2, 3])
        #expect(try positions("--limit", "2") == [3, 2])
    }

    @Test func `the log is narrowed by tags, types, dates and knowledge`() throws {
        #expect(try positions("--tag", "party:a") == [3, 1])
        #expect(try positions("--tag", "party:a", "--tag", "party:b") == [3])
        #expect(try positions("--type", "party.registered") == [2, 1])
        #expect(try positions("--type", "party.*", "--type", "agreement.*") == [3, 2, 1])
        #expect(try positions("--since", "2020-02", "--until", "2020-12") == [3])
        #expect(try positions("--known-at", "2") == [1, 0])
    }

    @Test func `dates between which nothing can lie are a usage error`() throws {
        let run = try workspace.entente("log", "--since", "2021", "--until", "2020")
        #expect(run.status == 64)
        #expect(run.errors.contains("--until 2020 ends before --since 2021 begins"))
        #expect(try positions("--since", "2020-03-28", "--until", "2020-03") == [3])
    }

    @Test func `the log in JSON is the leaves, byte for byte, and the head of the same snapshot`()
        throws
    {
        let run = try workspace.entente("log", "--json", "--reverse", "--with-head")
        let lines = run.output.split(separator: "\n").map(String.init)
        #expect(lines.count == 5)
        for (position, line) in lines.dropLast().enumerated() {
            #expect(try workspace.entente("show", "\(position)", "--raw").output == line)
        }
        let head = try #require(try run.jsonLines().last?["head"])
        #expect(head["size"] == 4)
        let appended = try workspace.entente("append", input: Lines.story).output
        #expect(appended.contains("size 4, root \(head["root"]?.string ?? "?")"))
    }

    @Test func `control characters in data do not reach the terminal`() throws {
        let name = #"A\u001b[2J"#
        let run = try workspace.entente("append", input: Lines.party("c", name: name))
        #expect(run.status == 0, "\(run.errors)")
        for verb in [["log"], ["show", "4"], ["state", "party:c"], ["history", "party:c"]] {
            let shown = try workspace.entente(verb)
            #expect(!shown.output.contains("\u{1B}"), "\(verb)")
            #expect(shown.output.contains("[2J"), "\(verb)")
        }
    }

    @Test func `following shows what comes later`() throws {
        let run = try workspace.shell(
            """
            entente log --follow --json > followed.jsonl & follower=$!
            sleep 1
            ENTENTE_BY=script:test entente record person.registered --occurred 2020 > /dev/null
            sleep 1.5
            kill -KILL $follower
            """
        )
        #expect(run.status == 0, "\(run.errors)")
        let lines = try workspace.read("followed.jsonl").split(separator: "\n")
        #expect(lines.count == 5)
        #expect(lines.last?.contains("person.registered") == true)
    }

    @Test func `the hash of a shown leaf is that of its receipt and of canon`() throws {
        let shown = try workspace.entente("show", "draft", "--json").json()
        let raw = try workspace.entente("show", "3", "--raw").output
        let hash = try workspace.entente("canon", "--leaf-hash", input: raw).output
        #expect(hash == "\(shown["leafHash"]?.string ?? "?")\n")
    }

    @Test func `a state shows fields with the event behind each`() throws {
        let state = try workspace.entente(
            "state",
            "agreement:one",
            "--as-of",
            "2020-12",
            "--known-at",
            "4",
            "--json"
        ).json()
        #expect(state["tag"] == "agreement:one")
        #expect(state["state"] == "drafting")
        #expect(state["fields"]?["kind"] == ["value": "mou", "position": 3])
        #expect(state["basis"]?["asOf"] == "2020-12")
        #expect(state["basis"]?["knownAt"]?["size"] == 4)
        let text = try workspace.entente("state", "agreement:one").output
        #expect(text.contains("state drafting since 2020-03-28  @3"))
        #expect(text.contains("  title    On robots  @3"))
    }

    @Test func `a state before the first event is not found`() throws {
        let run = try workspace.entente("state", "agreement:one", "--as-of", "2019")
        #expect(run.status == 66)
    }

    @Test func `a history shows what each event changed`() throws {
        let rows = try workspace.entente("history", "agreement:one", "--json").jsonLines()
        #expect(rows.count == 1)
        #expect(rows[0]["changed"]?["state"] == "drafting")
        let text = try workspace.entente("history", "agreement:one").output
        #expect(text.hasPrefix("3  2020-03-28  agreement.drafted  → drafting\n"))
    }

    @Test(arguments: ["text", "markdown", "csv", "json", "html", "svg"])
    func `the same basis gives the same bytes, on standard output and in a file`(
        format: String
    ) throws {
        let arguments = [
            "report", "agreement-register", "--as-of", "2020-12-31", "--known-at", "4",
            "--format", format,
        ]
        let first = try workspace.entente(arguments)
        #expect(first.status == 0, "\(first.errors)")
        #expect(first.output.contains(format == "svg" ? "Agreement register" : "agreement:one"))
        _ = try workspace.entente("record", "person.registered", "--occurred", "2020")
        let second = try workspace.entente(arguments + ["--output", "report"])
        #expect(second.output.isEmpty)
        #expect(try workspace.read("report") == first.output)
    }

    @Test(arguments: [
        ("partner-network", "graphml", "<graphml"), ("partner-network", "dot", "graph "),
        ("commitments-due", "ics", "BEGIN:VCALENDAR\r\n"),
    ])
    func `a form for another program is given by the reports that have it`(
        report: String,
        form: String,
        sign: String
    ) throws {
        let run = try workspace.entente("report", report, "--format", form)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains(sign))
        let other = try workspace.entente("report", "agreement-register", "--format", form)
        #expect(other.status == 64)
        #expect(other.errors.contains("has no form \(form)"))
        #expect(other.errors.contains("or for the report \(report)"))
        let issued = try workspace.entente("report", report, "--format", form, "--issue")
        #expect(issued.status == 64)
        let change = try workspace.entente("diff", report, "--from", "2020", "--format", form)
        #expect(change.status == 64)
        #expect(change.errors.contains("a difference has no form \(form)"))
    }

    @Test func `what two parties share is the partnership timeline of both`() throws {
        let basis = ["--as-of", "2020-12-31", "--known-at", "4", "--json"]
        let between = try workspace.entente(["between", "party:a", "party:b"] + basis)
        let report = try workspace.entente(
            ["report", "partnership-timeline", "--party", "party:a", "--param", "party=party:b"]
                + basis
        )
        #expect(between.status == 0, "\(between.errors)")
        #expect(between.output == report.output)
        #expect(try between.json()["rows"]?.array?.count == 1)
    }

    @Test func `a partnership takes two parties`() throws {
        let run = try workspace.entente("between", "party:a", "party:a")
        #expect(run.status == 64)
        #expect(run.errors.contains("party:a is named twice"))
    }

    @Test func `an event is shown with what was recorded about it later`() throws {
        #expect(try workspace.entente("show", "reg-a", "--json").json()["about"] == [])
        let retraction =
            #"{"type":"event.retracted","occurred":"2020-04-01","data":"#
            + #"{"target":"event:reg-a","reason":[{"text":"Recorded twice.","lang":"en"}]}}"#
        let run = try workspace.entente("append", input: retraction)
        #expect(run.status == 0, "\(run.errors)")
        let json = try workspace.entente("show", "reg-a", "--json").json()
        #expect(json["about"] == [["position": 4, "type": "event.retracted"]])
        let text = try workspace.entente("show", "reg-a").output
        #expect(text.hasSuffix("\nretracted by event 4\n"))
        #expect(try !workspace.entente("show", "4").output.contains("by event"))
    }

    @Test func `a state marks events whose order is not known`() throws {
        let fixed =
            #"{"type":"agreement.text-fixed","occurred":"2020-05","data":"#
            + #"{"agreement":"agreement:one","version":1,"languages":["en"]}}"#
        let revised =
            #"{"type":"agreement.revised","occurred":"2020","data":"#
            + #"{"agreement":"agreement:one","version":2,"changes":[{"text":"More","lang":"en"}]}}"#
        let run = try workspace.entente("append", input: revised + "\n" + fixed)
        #expect(run.status == 0, "\(run.errors)")
        let text = try workspace.entente("state", "agreement:one").output
        #expect(text.contains("\n~ event 5 (agreement.text-fixed): it is not known"), "\(text)")
    }

    @Test func `a report takes its state parameter as an option`() throws {
        let register = ["report", "agreement-register", "--json", "--state"]
        let drafting = try workspace.entente(register + ["drafting"]).json()
        #expect(drafting["rows"]?.array?.count == 1)
        let inForce = try workspace.entente(register + ["in-force"]).json()
        #expect(inForce["rows"]?.array?.isEmpty == true)
    }

    @Test func `an audit of a sound ledger finds nothing`() throws {
        let run = try workspace.entente("audit", "--json")
        #expect(run.status == 0, "\(run.output)")
        let summary = try #require(try run.jsonLines().last?["summary"])
        #expect(summary["events"] == 4)
        #expect(summary["findings"] == 0)
    }
}
