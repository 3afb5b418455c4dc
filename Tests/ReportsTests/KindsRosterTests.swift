import CanonicalJSON
import Collaboration
import Reports
import Testing

/// Who belongs to a delegation, and how much of the list is known.
struct `The delegation roster` {
    private func roster(
        of ledger: KindsLedger,
        asOf date: String = "2026-06-01",
        _ parameters: [String: [String]] = [:]
    ) throws -> Report {
        try ReportKind.delegationRoster.report(of: ledger, asOf: date, parameters)
    }

    @Test func `puts the leading office before the eleven it names`() throws {
        let report = try roster(of: KindsLedger.histories(["jinan-2018"]))
        #expect(report.rows.count == 12)
        #expect(report.rows.first?["member"] == "party:dresden-wifoe")
        #expect(report.rows.first?["role"] == "lead")
        #expect(report.rows.dropFirst().allSatisfy { $0["role"] == "member" })
        let size = report.totals["delegation:dresden-jinan-2018"]
        #expect(size?["listed"] == count(11, 11))
        #expect(size?["list"] == "non-exhaustive")
        #expect(size?["completeness"] == "partial")
        #expect(size?["declared"] == nil)
    }

    @Test func `sets declared beside listed and adds nothing up`() throws {
        let report = try roster(of: KindsLedger.histories(["lyon-2019"]))
        let europe = report.totals["delegation:s0-europe"]
        #expect(
            europe?["declared"]
                == [["value": 23, "qualifier": "exact", "unit": "clusters", "side": "europe"]]
        )
        #expect(europe?["listedParties"] == count(2, 2))
        #expect(europe?["listedPersons"] == count(1, 1))
        #expect(europe?["share"] == 0.087)
        #expect(report.totals["delegation:s0-taiwan"]?["listed"] == count(0, 0))
        #expect(report.totals["delegations"] == count(2, 2))
    }

    @Test func `says who speaks for a member and in what capacity`() throws {
        let report = try roster(
            of: KindsLedger.histories(),
            ["delegation": ["delegation:s0-europe"]]
        )
        let cluster = report.row("member", "party:ksgz")
        #expect(cluster?["representedByNames"] == ["Димитър Филипов (Dimitar Filipov)"])
        #expect(cluster?["capacity"] == "member of the Advisory Council")
        let person = report.row("member", "person:rgw4qq7h5n75")
        #expect(person?["representsName"] == "Sofia Knowledge City Cluster")
        #expect(person?["kind"] == "person")
        #expect(person?["from"] == "2019-03-06/2019-03-08")
    }

    @Test(arguments: [Fact.Hidden.erased, .withheld])
    func `shows why a person's name and capacity are missing`(why: Fact.Hidden) throws {
        var ledger = KindsLedger()
        let person = ledger.add(
            "person.registered",
            "2020-01-01",
            [
                "person": "person:p", "names": .null,
            ]
        )
        form(in: &ledger)
        let joined = ledger.add(
            "delegation.joined",
            "2020-01-03",
            [
                "delegation": "delegation:d", "member": "person:p", "capacity": .null,
            ]
        )
        ledger.hide("/data/names", of: person, as: why)
        ledger.hide("/data/capacity", of: joined, as: why)
        let row = try roster(of: ledger).row("member", "person:p")
        #expect(row?["memberName"]?.string == why.rawValue)
        #expect(row?["capacity"]?.string == why.rawValue)
    }

    @Test func `puts the last head appointed after the lead, and keeps who left`() throws {
        var ledger = KindsLedger()
        form(in: &ledger)
        for member in ["party:a", "party:b"] as [JSONValue] {
            ledger.add(
                "delegation.joined",
                "2020-01-03",
                [
                    "delegation": "delegation:d", "member": member,
                ]
            )
        }
        ledger.add(
            "delegation.head-appointed",
            "2020-01-04",
            [
                "delegation": "delegation:d", "head": "party:b",
            ]
        )
        ledger.add(
            "delegation.left",
            "2020-02-01",
            [
                "delegation": "delegation:d", "member": "party:a",
            ]
        )
        let report = try roster(of: ledger, asOf: "2020-03-01")
        #expect(report.texts("member") == ["party:lead", "party:b", "party:a"])
        #expect(report.texts("role") == ["lead", "head", "member"])
        #expect(report.texts("to") == [nil, nil, "2020-02-01"])
        #expect(report.totals["members"] == count(1, 1))
        let before = try roster(of: ledger, asOf: "2020-01-31")
        #expect(before.totals["members"] == count(2, 2))
    }

    @Test func `marks a member who may have joined`() throws {
        var ledger = KindsLedger()
        form(in: &ledger)
        ledger.add(
            "delegation.joined",
            "[2020-01-03..2020-12-31]",
            [
                "delegation": "delegation:d", "member": "party:a",
            ]
        )
        let report = try roster(of: ledger, asOf: "2020-06-01")
        #expect(report.row("member", "party:a")?["certainty"] == "possible")
        #expect(report.totals["members"] == count(0, 1))
    }

    @Test func `holds nothing before a delegation was formed`() throws {
        let report = try roster(of: KindsLedger.histories(), asOf: "2010-01-01")
        #expect(report.rows.isEmpty)
        #expect(report.totals["delegations"] == count(0, 0))
    }

    private func form(in ledger: inout KindsLedger) {
        ledger.add(
            "delegation.formed",
            "2020-01-02",
            [
                "delegation": "delegation:d", "names": [["text": "The group", "lang": "en"]],
                "lead": "party:lead", "completeness": "exhaustive",
            ]
        )
    }
}
