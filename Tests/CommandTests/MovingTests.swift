import CanonicalJSON
import Testing

@Suite struct `Moving and keeping` {
    private let workspace: Workspace

    init() throws {
        workspace = try Workspace.withLedger()
        let run = try workspace.entente(
            "record",
            "person.registered",
            "person=person:jana",
            "names.text=Jana",
            "names.lang=cs"
        )
        try #require(run.status == 0, "\(run.errors)")
    }

    @Test func `an imported export has the same leaves`() throws {
        let run = try workspace.shell(
            """
            entente export ./out
            entente import ./out --ledger ./copy
            entente log --json > one
            entente log --json --ledger ./copy > two
            cmp one two
            entente audit --ledger ./copy
            """
        )
        #expect(run.status == 0, "\(run.output)\(run.errors)")
    }

    @Test func `a backup has no keys until they are brought`() throws {
        let moved = try workspace.shell(
            """
            entente backup ./out
            entente restore ./out --ledger ./copy
            entente keys export ./keys.json
            """
        )
        #expect(moved.status == 0, "\(moved.errors)")
        let before = try workspace.entente("show", "1", "--ledger", "./copy", "--json").json()
        #expect(before["hidden"] == ["/data/names": "withheld"])
        let keys = try workspace.entente("keys", "import", "./keys.json", "--ledger", "./copy")
        #expect(keys.output.hasPrefix("imported the keys of 1 person"), "\(keys.errors)")
        let after = try workspace.entente("show", "1", "--ledger", "./copy", "--json").json()
        #expect(after["hidden"] == nil)
        #expect(after["event"]?["data"]?["names"]?[0]?["text"] == "Jana")
    }

    @Test func `a file of keys is private and never overwritten`() throws {
        #expect(try workspace.entente("keys", "export", "./keys.json").status == 0)
        #expect(try workspace.mode(of: "keys.json") == 0o600)
        #expect(try workspace.entente("keys", "export", "./keys.json").status == 73)
    }

    @Test func `a person who was erased stays erased when old keys come back`() throws {
        _ = try workspace.entente("keys", "export", "./keys.json")
        let erased = try workspace.entente("erase", "person:jana", "--reason", "asked for it")
        #expect(erased.output == "erased person:jana, recorded at position 2\n", "\(erased.errors)")
        let back = try workspace.entente("keys", "import", "./keys.json")
        #expect(back.status == 0, "\(back.errors)")
        let shown = try workspace.entente("show", "1", "--json").json()
        #expect(shown["hidden"] == ["/data/names": "erased"])
        #expect(try workspace.entente("show", "1").output.hasSuffix("erased: /data/names\n"))
    }
}
