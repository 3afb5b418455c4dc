import CanonicalJSON
import Testing

@Suite struct `Arguments in their plain form` {
    private let plain: Workspace
    private let explained: Workspace

    init() throws {
        plain = try Workspace.withLedger()
        explained = try Workspace.withLedger()
    }

    private static let fields = ["party=party:a", "kind=cluster", "names.text=A", "names.lang=en"]

    /// Records the same by the short way and, with `--`, which belongs to the library, by the long
    /// one.
    private func both(
        _ options: [String],
        by: String? = "script:test"
    ) throws -> (plain: Workspace.Run, explained: Workspace.Run) {
        let arguments = ["record", "party.registered"] + Self.fields + options
        return (
            try plain.entente(arguments, by: by),
            try explained.entente(arguments + ["--"], by: by)
        )
    }

    @Test(arguments: [
        ["--occurred", "2020-01-10", "--id", "a-1"],
        ["--occurred=2020-01", "--basis", "inferred", "--verbatim=in January", "--id=x"],
        ["--basis", "unknown", "--id", "a-1"],
        [
            "--id", "a-1", "--added", "case:one", "--added=case:two", "--causation", "c",
            "--correlation=d", "--occurred", "2020",
        ],
        [
            "--id", "a-1", "--occurred", "2020", "--attested-from", "A paper", "--source",
            "url=https://example.org/?a=b", "--source=locator=page 3", "--by", "person:p",
        ],
    ])
    func `both ways record the same event`(options: [String]) throws {
        let runs = try both(options)
        #expect(runs.plain.status == 0, "\(runs.plain.errors)")
        #expect(runs.explained.status == 0, "\(runs.explained.errors)")
        let events = try [plain, explained].map { workspace in
            var event = try workspace.entente("show", "1", "--json").json()["event"]?.object
            event?["recorded"] = nil
            return event
        }
        #expect(events[0] != nil)
        #expect(events[0] == events[1])
    }

    @Test(arguments: [
        ["--occurred"], ["--nonsense"], ["--occurred", "-1"], ["--format", "xml"],
        ["--source", "nonsense=x"], ["-x"], ["--id="], ["--id", "a b"],
        ["--occurred", "2020-13"], ["--ledger", "nowhere"], ["--json", "--id", "a b"],
        ["unknown=field"],
    ])
    func `both ways refuse alike`(options: [String]) throws {
        let runs = try both(options)
        #expect(runs.plain.status != 0)
        #expect(runs.plain.status == runs.explained.status)
        #expect(runs.plain.errors == runs.explained.errors)
        #expect(runs.plain.output == runs.explained.output)
    }

    @Test func `an option given twice has the value it had`() throws {
        let runs = try both(["--occurred", "2020", "--occurred", "2021", "--id", "a-1"])
        #expect(runs.plain.status == runs.explained.status)
        let days = try [plain, explained].map { workspace in
            try workspace.entente("show", "1", "--json").json()["event"]?["occurred"]
        }
        #expect(days[0] == days[1])
    }

    @Test func `both forms of an answer, and help`() throws {
        let runs = try both(["--json", "--id", "a-1", "--occurred", "2020"])
        #expect(try runs.plain.json()["id"] == "a-1")
        #expect(try runs.explained.json()["id"] == "a-1")
        let help = try plain.entente("record", "--help")
        #expect(help.status == 0)
        #expect(help.output.contains("Record one event by hand."))
    }
}
