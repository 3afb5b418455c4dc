import CanonicalJSON
import Reports
import Testing

/// Which agreements stand in it, and where.
struct `The agreement register` {
    private func register(
        of ledger: KindsLedger,
        asOf date: String = "2026-06-01",
        _ parameters: [String: [String]] = [:]
    ) throws -> Report {
        try ReportKind.agreementRegister.report(of: ledger, asOf: date, parameters)
    }

    @Test func `of the five histories holds two agreements, none of them in force`() throws {
        let report = try register(of: KindsLedger.histories())
        #expect(
            report.texts("agreement") == ["agreement:ksgz-taipei-mou", "agreement:mik-zgc-2020"]
        )
        #expect(report.texts("state") == ["announced", "signed"])
        #expect(report.texts("existence") == ["definite", "definite"])
        #expect(report.texts("inForceSince") == [nil, nil])
        #expect(report.totals["agreements"] == count(2, 2))
        #expect(report.totals["signed"] == count(1, 1))
        #expect(report.totals["in-force"] == nil)
    }

    @Test func `shows an unnamed partner by its description`() throws {
        let row = try register(of: KindsLedger.histories(["lyon-2019"])).rows.first
        #expect(
            row?["partyNames"] == [
                "Sofia Knowledge City Cluster (negotiating)",
                "[a science cluster from the city of Taipei] (negotiating)",
            ]
        )
        #expect(row?["parties"]?[1]?["party"] == "party:taipei-science-cluster")
        #expect(row?["announced"] == "[2019-03-08..2019-12-31]")
        #expect(row?["kind"] == "mou")
    }

    @Test func `counts the unknown steps before two signatures`() throws {
        let report = try register(of: KindsLedger.histories(["moscow-2020"]))
        let row = report.rows.first
        #expect(row?["gaps"] == 4)
        #expect(report.gaps.count == 4)
        #expect(
            Set(report.gaps.compactMap { $0["rule"]?.string }) == ["no-draft-known", "text-fixed"]
        )
        #expect(row?["signedFirst"] == "[..2020-09-21]")
        #expect(row?["signedLast"] == "[..2020-09-21]")
        let states = row?["parties"]?.array?.map { $0["state"] }
        #expect(states == ["signatory", "signatory"])
    }

    static let dates: [(String, definite: [String], possible: [String])] = [
        ("2019-01-01", [], []),
        ("2019-06-01", [], ["agreement:ksgz-taipei-mou"]),
        ("2020-01-01", ["agreement:ksgz-taipei-mou"], []),
        ("2020-09-21", ["agreement:ksgz-taipei-mou", "agreement:mik-zgc-2020"], []),
    ]

    @Test(arguments: dates)
    func `holds what had happened by the date`(
        date: String,
        definite: [String],
        possible: [String]
    ) throws {
        let report = try register(of: KindsLedger.histories(), asOf: date)
        func agreements(_ existence: JSONValue) -> [String] {
            report.rows.filter { $0["existence"] == existence }
                .compactMap { $0["agreement"]?.string }
        }
        #expect(agreements("definite") == definite)
        #expect(agreements("possible") == possible)
        #expect(
            report.totals["agreements"]
                == count(definite.count, definite.count + possible.count)
        )
    }

    @Test func `takes the state from definite events and names what others would change`() throws {
        let report = try register(of: negotiated, asOf: "2021-06-01")
        let row = report.rows.first
        #expect(row?["state"] == "in-force")
        #expect(row?["possibleState"] == "ended")
        #expect(row?["inForceSince"] == "2020-03-01")
        #expect(row?["termEnd"] == "2024-12-31")
        #expect(report.totals["in-force"] == count(0, 1))
        #expect(report.totals["ended"] == count(0, 1))
    }

    @Test func `keeps only agreements of a party or in a state`() throws {
        let ledger = try KindsLedger.histories()
        let sofia = try register(of: ledger, ["party": ["party:ksgz"]])
        #expect(sofia.texts("agreement") == ["agreement:ksgz-taipei-mou"])
        #expect(sofia.totals["agreements"] == count(1, 1))
        let signed = try register(of: ledger, ["state": ["signed"]])
        #expect(signed.texts("agreement") == ["agreement:mik-zgc-2020"])
        #expect(signed.gaps.count == 4)
        #expect(try register(of: ledger, ["state": ["in-force"]]).rows.isEmpty)
    }

    @Test func `counts an agreement without any date apart`() throws {
        var ledger = KindsLedger()
        ledger.add("agreement.announced", "", ["agreement": "agreement:x", "kind": "mou"])
        let report = try register(of: ledger, asOf: "2020-01-01")
        #expect(report.rows.isEmpty)
        #expect(report.totals["existenceUndated"] == 1)
    }

    @Test func `names a dispute about an event it counts`() throws {
        var ledger = try KindsLedger.histories(["moscow-2020"])
        let claim: JSONValue = [["text": "signed before the session", "lang": "en"]]
        ledger.add(
            "event.disputed",
            "2026-01-01",
            ["target": "event:moscow-2020.agreement.signed.mik-fund", "claim": claim]
        )
        let report = try register(of: ledger)
        #expect(report.disputes.count == 1)
        #expect(report.disputes.first?["claim"] == "signed before the session")
        #expect(report.disputes.first?["entity"] == "agreement:mik-zgc-2020")
    }

    @Test func `bears the marks of the events behind a row`() throws {
        var ledger = KindsLedger()
        let text: JSONValue = ["agreement": "agreement:x", "party": "party:p", "version": 1]
        let organ: JSONValue = [
            "agreement": "agreement:x", "party": "party:p", "organ": "organ:o", "version": 1,
        ]
        ledger.add("agreement.rejected", "2020-03", organ)
        ledger.add("agreement.signed", "2020-03-15", text)
        let report = try register(of: ledger)
        #expect(report.rows.first?["marks"] == "△~")
        #expect(report.columns.last?.key == "marks")
        let announced: JSONValue = ["agreement": "agreement:y", "kind": "mou"]
        var other = KindsLedger()
        other.add("agreement.announced", "2020", announced)
        #expect(try register(of: other).rows.first?["marks"] == nil)
    }

    @Test func `leaves out what was not known yet`() throws {
        let ledger = try KindsLedger.histories()
        let report = try ReportKind.agreementRegister.report(of: ledger, size: 43)
        #expect(report.texts("agreement") == ["agreement:ksgz-taipei-mou"])
        #expect(report.basis["knownAt"]?["size"] == 43)
    }

    private var negotiated: KindsLedger {
        var ledger = KindsLedger()
        let parties: JSONValue = ["party:a", "party:b"]
        ledger.add(
            "agreement.drafted",
            "2020-01-10",
            [
                "agreement": "agreement:ab", "kind": "framework", "version": 1, "parties": parties,
                "title": [["text": "Framework", "lang": "en"]],
                "term": ["rule": "fixed", "end": "2024-12-31"],
            ]
        )
        for party in ["party:a", "party:b"] as [JSONValue] {
            ledger.add(
                "agreement.signed",
                "2020-02-01",
                [
                    "agreement": "agreement:ab", "party": party, "version": 1,
                ]
            )
        }
        ledger.add("agreement.entered-into-force", "2020-03-01", ["agreement": "agreement:ab"])
        ledger.add(
            "agreement.terminated",
            "[2021-01-01..2021-12-31]",
            [
                "agreement": "agreement:ab", "ground": "notice",
            ]
        )
        return ledger
    }
}
