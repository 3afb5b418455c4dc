import CanonicalJSON
import Reports
import Testing

/// Whom agreements bind at a date.
struct `The parties bound` {
    private func bound(
        of ledger: KindsLedger,
        asOf date: String,
        _ parameters: [String: [String]] = [:]
    ) throws -> Report {
        try ReportKind.named("parties-bound").report(of: ledger, asOf: date, parameters)
    }

    /// A treaty in force since 1990, which a and b ratified before and c joined in 1995; b left,
    /// and came back; d only signed.
    private var treaty: KindsLedger {
        var ledger = KindsLedger()
        let agreement: JSONValue = "agreement:t"
        func act(_ verb: String, _ party: String, _ date: String, _ more: JSONObject = [:]) {
            var data: JSONObject = [
                "agreement": agreement, "party": .string("party:\(party)"),
            ]
            for member in more.members { data[member.key] = member.value }
            ledger.add("agreement.\(verb)", date, .object(data))
        }
        ledger.add("agreement.described", "1988", ["agreement": agreement, "kind": "other"])
        for party in ["a", "b", "d"] { act("signed", party, "1988-05-01") }
        act("consent-deposited", "a", "1989-01-01", ["kind": "ratification"])
        act("consent-deposited", "b", "1989-06", ["kind": "ratification"])
        act("acceded", "c", "1995-03-01")
        act("withdrawn-from", "b", "1999-12-31")
        act("acceded", "b", "2005")
        act("reservation-made", "c", "1995-03-01", ["provision": "Article 9"])
        ledger.add("agreement.entered-into-force", "1990-01-01", ["agreement": agreement])
        return ledger
    }

    @Test(arguments: [
        ("1989-12-31", []), ("1990-01-01", ["a", "b"]), ("1995-03-01", ["a", "b", "c"]),
        ("1999-12-30", ["a", "b", "c"]), ("1999-12-31", ["a", "c"]), ("2006", ["a", "b", "c"]),
    ])
    func `are those that consented and have not left`(date: String, parties: [String]) throws {
        let report = try bound(of: treaty, asOf: date)
        #expect(
            report.texts("party").sorted { $0 ?? "" < $1 ?? "" } == parties.map { "party:\($0)" }
        )
        #expect(report.texts("bound").allSatisfy { $0 == "yes" })
        #expect(report.totals["bound"] == count(parties.count, parties.count))
    }

    @Test func `are told since when, and what else they did`() throws {
        let report = try bound(of: treaty, asOf: "1996", ["party": ["party:c"]])
        let row = try #require(report.rows.first)
        #expect(report.rows.count == 1)
        #expect(row["inForce"] == "1995-03-01")
        #expect(row["consented"] == "1995-03-01")
        #expect(row["reservations"] == 1)
    }

    @Test func `may be uncertain`() throws {
        let report = try bound(of: treaty, asOf: "2005-07-01")
        #expect(report.row("party", "party:b")?["bound"] == "possibly")
        #expect(report.totals["bound"] == count(2, 3))
        #expect(report.totals["agreements"] == count(1, 1))
    }

    @Test func `can be shown with those that are not`() throws {
        let report = try bound(of: treaty, asOf: "2000", ["all": ["true"]])
        #expect(report.row("party", "party:d")?["bound"] == "no")
        #expect(report.row("party", "party:d")?["state"] == "signatory")
        #expect(report.row("party", "party:b")?["out"] == "1999-12-31")
        #expect(report.totals["bound"] == count(2, 2))
    }

    @Test func `of the register and of a dossier are the same`() throws {
        for date in ["1989", "1995-06-01", "2000", "2005-07-01"] {
            let rows = try bound(of: treaty, asOf: date, ["all": ["true"]]).rows
            let table = try dossier(of: treaty, asOf: date).rows
            let register = try ReportKind.agreementRegister.report(of: treaty, asOf: date)
            let expected = rows.map { [$0["party"], $0["bound"]] }
            #expect(table.map { [$0["party"], $0["bound"]] } == expected)
            let parties = register.rows.first?["parties"]?.array ?? []
            #expect(parties.map { [$0["party"], $0["bound"]] } == expected)
        }
    }

    private func dossier(of ledger: KindsLedger, asOf date: String) throws -> Report {
        try ReportKind.named("agreement-dossier")
            .report(of: ledger, asOf: date, ["agreement": ["agreement:t"]])
    }

    @Test func `end with a fixed term that nobody extended`() throws {
        let ledger = KindsLedger.cooperation()
        let before = try bound(of: ledger, asOf: "2020-09-29", ["agreement": ["agreement:x"]])
        #expect(before.rows.count == 2)
        let after = try bound(
            of: ledger,
            asOf: "2020-09-30",
            ["agreement": ["agreement:x"], "all": ["true"]]
        )
        #expect(after.texts("bound") == ["no", "no"])
        #expect(after.texts("out") == ["2020-09-30", "2020-09-30"])
        let register = try ReportKind.agreementRegister.report(of: ledger, asOf: "2020-10-01")
        #expect(register.row("agreement", "agreement:x")?["state"] == "ended")
        #expect(register.row("agreement", "agreement:x")?["since"] == "2020-09-30")
    }
}
