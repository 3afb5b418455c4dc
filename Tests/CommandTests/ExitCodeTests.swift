import Testing

@Suite struct `Exit codes` {
    @Test(arguments: [
        ["frob"], ["log", "--frob"], ["log", "--tag", "x"], ["log", "--limit", "0"],
        ["log", "--type", "agreement.singed"], ["log", "--with-head"],
        ["log", "--follow", "--limit", "3"], ["log", "--known-at", "soon"],
        ["log", "--known-at", "99"], ["log", "--since", "2019-02-30"],
        ["state", "party:a", "--as-of", "2019/.."], ["state", "party:a", "--as-of", "[2018,2019]"],
        ["append", "--after", "3"], ["append", "--batch", "0"],
        ["append", "--dry-run", "--batch", "3"], ["append", "--unless", "q", "--rejects", "r"],
        ["record", "party.registered", "party"], ["report"], ["report", "nosuch"],
        ["report", "agreement-register", "--within", "P1D"], ["canon", "--hash", "--leaf-hash"],
        ["init", "./new", "--origin", "white space"], ["erase", "party:a", "--reason", "x"],
    ])
    func `a wrong command line ends with 64`(arguments: [String]) throws {
        let run = try Workspace.withLedger().entente(arguments)
        #expect(run.status == 64, "\(run.errors)")
        #expect(run.output.isEmpty)
        #expect(run.errors.hasPrefix("entente: "))
    }

    @Test(arguments: [
        ["show", "99"], ["show", "nobody"], ["state", "party:nobody"],
        ["history", "party:nobody"], ["append", "nosuch.jsonl"], ["append", "."],
        ["log", "--ledger", "./nowhere"], ["import", "./nowhere", "--ledger", "./new"],
        ["restore", "./nowhere", "--ledger", "./new"],
        ["report", "agreement-register", "--party", "party:nobody"],
        ["erase", "person:nobody", "--reason", "x"], ["validate", "--schema", "nosuch.json"],
    ])
    func `what is not there ends with 66`(arguments: [String]) throws {
        let run = try Workspace.withLedger().entente(arguments)
        #expect(run.status == 66, "\(run.errors)")
        #expect(run.errors.hasPrefix("entente: "))
    }

    @Test(arguments: [
        ["init", "./ledger", "--origin", "ledger.example.org/t"], ["export", "./ledger"],
        ["backup", "./ledger"], ["restore", "./ledger", "--ledger", "./ledger"],
        ["append", "--rejects", "./no/such/folder"],
        ["report", "agreement-register", "--output", "./no/such/folder"],
    ])
    func `what cannot be made ends with 73`(arguments: [String]) throws {
        let run = try Workspace.withLedger().entente(arguments)
        #expect(run.status == 73, "\(run.errors)")
    }

    @Test func `a full disk ends with 74`() throws {
        let run = try Workspace.withLedger().shell("entente log > /dev/full")
        #expect(run.status == 74)
        #expect(run.errors.hasPrefix("entente: standard output cannot be written"))
    }

    @Test(arguments: ["", "trap '' PIPE; "])
    func `a reader who goes away is no error to speak of`(trap: String) throws {
        let workspace = try Workspace.withLedger()
        let run = try workspace.shell("\(trap)entente log | true")
        #expect(run.errors.isEmpty)
    }

    @Test func `a damaged ledger ends with 78`() throws {
        let workspace = try Workspace.withLedger()
        try workspace.write("no environment at all", to: "ledger/data.mdb")
        let run = try workspace.entente("log")
        #expect(run.status == 78, "\(run.errors)")
    }

    @Test func `a follower is not written, and that ends with 77`() throws {
        let workspace = try Workspace.withLedger()
        let moved = try workspace.shell(
            "entente export ./out && entente import ./out --ledger ./follower"
        )
        #expect(moved.status == 0, "\(moved.errors)")
        let run = try workspace.entente("append", "--ledger", "./follower", input: Lines.story)
        #expect(run.status == 77, "\(run.errors)")
    }
}
