import CanonicalJSON
import Reports
import Testing

/// One agreement, party by party.
struct `The dossier of an agreement` {
    private let kind = ReportKind.allCases.first { $0.name == "agreement-dossier" }

    private func dossier(
        of ledger: KindsLedger,
        _ agreement: String = "agreement:m",
        asOf date: String = "2026-06-01"
    ) throws -> Report {
        try #require(kind).report(of: ledger, asOf: date, ["agreement": [agreement]])
    }

    /// An agreement from its draft to a notice of withdrawal.
    private func life() -> KindsLedger {
        var ledger = KindsLedger()
        let text = { (words: String) -> JSONValue in [["text": .string(words), "lang": "en"]] }
        let agreement: JSONValue = "agreement:m"
        ledger.add(
            "agreement.drafted",
            "2020-03-01",
            [
                "agreement": agreement, "kind": "mou", "version": 1, "title": text("Accord"),
                "parties": ["party:a", "party:b"], "origins": ["gathering:g"],
                "entryRule": ["rule": "on-date", "date": "2020-07-01"],
                "term": ["rule": "fixed", "end": "2028-03-31", "noticePeriod": "P1M"],
            ]
        )
        ledger.add(
            "agreement.revised",
            "2020-03-20",
            ["agreement": agreement, "version": 2, "changes": text("A second article")]
        )
        let asked: JSONObject = [
            "agreement": agreement, "version": 2, "party": "party:a", "organ": "organ:board",
        ]
        ledger.add("agreement.submitted-for-approval", "2020-04-01", .object(asked))
        var decided = asked
        decided["decision"] = "12/2020"
        decided["vote"] = ["for": 7, "against": 1, "requirement": "simple majority"]
        ledger.add("agreement.approved", "2020-04-11", .object(decided))
        ledger.add(
            "agreement.signed",
            "2020-05-01",
            [
                "agreement": agreement, "party": "party:a", "version": 2,
                "signatory": "person:p", "capacity": text("Chair"), "mandate": "mandate:x",
            ]
        )
        ledger.add(
            "agreement.signed",
            "2020-05-24",
            ["agreement": agreement, "party": "party:b", "version": 2]
        )
        ledger.add("agreement.entered-into-force", "2020-07-01", ["agreement": agreement])
        ledger.add(
            "agreement.withdrawal-notified",
            "2021-02-01",
            ["agreement": agreement, "party": "party:b", "effective": "2027-05-01"]
        )
        return ledger
    }

    @Test func `has a row for each party and organ`() throws {
        let report = try dossier(of: life())
        #expect(report.texts("party") == ["party:a", "party:b"])
        let first = try #require(report.rows.first)
        #expect(first["organ"] == "organ:board")
        #expect(first["submitted"] == "2020-04-01")
        #expect(first["decision"] == "approved")
        #expect(first["decided"] == "2020-04-11")
        #expect(first["reference"] == "12/2020")
        #expect(first["vote"] == "7 for, 1 against (simple majority)")
        #expect(first["signed"] == "2020-05-01")
        #expect(first["signatory"] == "person:p")
        #expect(first["capacity"] == "Chair")
        #expect(first["mandate"] == "mandate:x")
        #expect(first["inForce"] == "2020-07-01")
        let second = try #require(report.row("party", "party:b"))
        #expect(second["organ"] == nil)
        #expect(second["notice"] == "2021-02-01")
        #expect(second["noticeEffective"] == "2027-05-01")
        #expect(second["state"] == "leaving")
    }

    @Test func `counts the days that things took`() throws {
        let totals = try dossier(of: life()).totals
        let days = { (count: Int) -> JSONValue in
            ["low": .integer(count), "high": .integer(count), "unit": "days"]
        }
        // 1 March to 24 May; 1 May to 24 May; 24 May to 1 July.
        #expect(totals["negotiationTime"] == days(84))
        #expect(totals["signatureSpread"] == days(23))
        #expect(totals["timeToForce"] == days(38))
        #expect(totals["approvalTime"] == ["organ:board": days(10)])
        #expect(totals["termEnd"] == "2028-03-31")
        #expect(totals["noticeDate"] == "2028-02-29")
        #expect(totals["state"] == "in-force")
    }

    @Test func `holds texts, condition and what led to it`() throws {
        let totals = try dossier(of: life()).totals
        let texts = totals["texts"]?.array ?? []
        #expect(texts.map { $0["version"] } == [1, 2])
        #expect(texts.last?["changes"] == "A second article")
        #expect(totals["entryIntoForce"] == ["rule": "on-date", "date": "2020-07-01"])
        #expect(totals["origins"]?.array?.first?["tag"] == "gathering:g")
    }

    @Test func `leaves out what had not happened, and counts from what had`() throws {
        let report = try dossier(of: life(), asOf: "2020-05-10")
        #expect(report.row("party", "party:b")?["signed"] == nil)
        #expect(report.totals["signatureSpread"] == nil)
        #expect(report.totals["inForceSince"] == nil)
        #expect(report.totals["state"] == "partly-signed")
    }

    @Test func `of the Moscow agreement is signed, not in force, and has no approval`() throws {
        let report = try dossier(
            of: KindsLedger.histories(),
            "agreement:mik-zgc-2020",
            asOf: "2022-01-01"
        )
        #expect(report.texts("party") == ["party:mik-fund", "party:zgc-group"])
        #expect(report.rows.allSatisfy { $0["decided"] == nil && $0["inForce"] == nil })
        #expect(report.totals["state"] == "signed")
        #expect(report.totals["commitments"]?.array?.count == 11)
        let overdue = (report.totals["commitments"]?.array ?? []).filter { $0["overdue"] == "yes" }
        #expect(overdue.count == 2)
        try GoldenFile.expect(report.rendered(as: .markdown), is: "dossier-moscow.md")
    }

    @Test func `needs its agreement`() throws {
        let error = #expect(throws: ReportError.self) {
            _ = try #require(kind).report(of: life(), [:])
        }
        #expect(error?.description.contains("give agreement=agreement:") == true)
    }

    @Test func `finds the events behind each cell`() throws {
        let kind = try #require(kind)
        func why(_ column: String) throws -> [String?] {
            try kind.explanation(
                of: .cell(row: ["party:a"], column: column),
                from: life().source(asOf: "2022"),
                parameters: ["agreement": ["agreement:m"]]
            )
            .texts("type")
        }
        #expect(try why("vote") == ["agreement.approved"])
        #expect(try why("submitted") == ["agreement.submitted-for-approval"])
        #expect(try why("capacity") == ["agreement.signed"])
    }
}
