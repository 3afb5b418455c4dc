import CanonicalJSON
import Testing

@Suite struct `Recording by hand` {
    private let workspace: Workspace

    init() throws { workspace = try Workspace.withLedger() }

    @Test func `fields become lists, numbers and objects as the schema says`() throws {
        let run = try workspace.entente(
            "record",
            "party.registered",
            "party=party:a",
            "kind=cluster",
            "names.text=A",
            "names.lang=en",
            "names.text=Б",
            "names.lang=bg",
            "smeMembers.value=60",
            "smeMembers.unit=companies",
            "smeMembers.qualifier=over",
            "sectors:=[{\"scheme\":\"nace-2\",\"code\":\"62\"}]",
            "founded=2008",
            "--occurred",
            "2020-01-10"
        )
        #expect(run.status == 0, "\(run.errors)")
        let data = try workspace.entente("show", "1", "--json").json()["event"]?["data"]
        #expect(
            data == [
                "party": "party:a", "kind": "cluster", "founded": "2008",
                "names": [["text": "A", "lang": "en"], ["text": "Б", "lang": "bg"]],
                "smeMembers": ["value": 60, "unit": "companies", "qualifier": "over"],
                "sectors": [["scheme": "nace-2", "code": "62"]],
            ]
        )
    }

    @Test func `a list of one stays a list`() throws {
        _ = try workspace.entente("append", input: Lines.party("a"))
        let run = try workspace.entente(
            "record",
            "agreement.announced",
            "agreement=agreement:x",
            "kind=mou",
            "parties=party:a",
            "--occurred",
            "2020-03"
        )
        #expect(run.status == 0, "\(run.errors)")
        let event = try workspace.entente("show", "2", "--json").json()["event"]
        #expect(event?["data"]?["parties"] == ["party:a"])
    }

    @Test func `a file gives its text`() throws {
        try workspace.write("Aus einer Datei", to: "name.txt")
        let run = try workspace.entente(
            "record",
            "party.registered",
            "party=party:a",
            "kind=cluster",
            "names.text@name.txt",
            "names.lang=de"
        )
        #expect(run.status == 0, "\(run.errors)")
        let event = try workspace.entente("show", "1", "--json").json()["event"]
        #expect(event?["data"]?["names"]?[0]?["text"] == "Aus einer Datei")
    }

    @Test(arguments: [
        ("kinds=x", "/data/kinds", "has no field 'kinds'; did you mean 'kind'?"),
        ("names.txet=x", "/data/names/txet", "names has no field 'txet'; did you mean 'text'?"),
        ("names:={", "/data/names", "what follows := is no JSON"),
    ])
    func `a field that cannot be is refused`(field: String, pointer: String, words: String) throws {
        let run = try workspace.entente("record", "party.registered", "--json", field)
        #expect(run.status == 65)
        let refusal = try #require(try run.errorLines().first)
        #expect(refusal["pointer"] == .string(pointer))
        #expect(refusal["message"]?.string?.contains(words) == true, "\(run.errors)")
    }

    @Test func `missing fields are shown with what they are`() throws {
        let run = try workspace.entente("record", "party.registered")
        #expect(run.status == 65)
        #expect(run.errors.contains("  party (party:…): The organisation's new id."))
    }

    @Test func `an unknown type is refused with the nearest name`() throws {
        let run = try workspace.entente("record", "party.registerd")
        #expect(run.status == 65)
        #expect(run.errors.contains("did you mean party.registered?"))
    }

    @Test func `a new person gets an id that is printed`() throws {
        let run = try workspace.entente(
            "record",
            "person.registered",
            "--json",
            "names.text=Jana",
            "names.lang=cs"
        )
        let person = try #require(try run.json()["person"]?.string)
        #expect(person.count == "person:".count + 12)
        let shown = try workspace.entente("show", "1", "--json").json()["event"]
        #expect(shown?["data"]?["person"] == .string(person))
        #expect(shown?["data"]?["names"]?[0]?["text"] == "Jana")
        let raw = try workspace.entente("show", "1", "--raw").output
        #expect(!raw.contains("Jana"))
    }

    @Test func `the day is today unless it is given, and that is said`() throws {
        let run = try workspace.entente("record", "person.registered")
        #expect(run.errors.contains("today in UTC"))
        let given = try workspace.entente("record", "person.registered", "--occurred", "2020")
        #expect(given.errors.isEmpty)
    }

    @Test func `the envelope is set by options`() throws {
        let run = try workspace.entente(
            "record",
            "party.registered",
            "party=party:a",
            "kind=cluster",
            "names.text=A",
            "names.lang=en",
            "--id",
            "my-1",
            "--occurred",
            "2020-01~",
            "--verbatim",
            "in January",
            "--basis",
            "inferred",
            "--added",
            "topic:robots",
            "--causation",
            "c-1",
            "--correlation",
            "case-1",
            "--attested-from",
            "A page",
            "--source",
            "language=en"
        )
        #expect(run.status == 0, "\(run.errors)")
        let event = try workspace.entente("show", "my-1", "--json").json()["event"]
        #expect(event?["occurred"] == "2020-01~")
        #expect(event?["verbatim"] == "in January")
        #expect(event?["basis"] == "inferred")
        #expect(event?["tags"] == ["party:a", "topic:robots"])
        #expect(event?["causation"] == "c-1")
        #expect(event?["correlation"] == "case-1")
        #expect(event?["mode"] == "attested")
        #expect(event?["source"] == ["title": "A page", "language": "en"])
    }
}
