import CanonicalJSON
import Reports
import Testing

/// Regions among their peers.
struct `A regional scoreboard` {
    private var observed: KindsLedger {
        var ledger = KindsLedger()
        ledger.define("skills", unit: "percent", dimension: "skills")
        ledger.define("gap", unit: "percent", direction: "lower-better", dimension: "skills")
        ledger.define("colour", unit: "points", direction: "neutral", dimension: "skills")
        ledger.define("loose", unit: "points")
        ledger.observe("skills", "AT1", 10)
        ledger.observe("skills", "BE1", 20)
        ledger.observe("skills", "CZ0", 15)
        ledger.observe("gap", "AT1", 5)
        ledger.observe("gap", "BE1", 3)
        ledger.observe("skills", "AT1", 20, in: "2020", on: "2021-03-01")
        return ledger
    }

    @Test func `scores from the worst to the best of the peers`() throws {
        let report = try ReportKind.regionalScoreboard.report(of: observed, asOf: "2020-12-31")
        let first = try #require(report.row("of", "BE1"))
        #expect(first["score"] == 1)
        #expect(first["rank"] == 1)
        #expect(first["peers"] == 2)
        #expect(first["coverage"] == 1)
        #expect(first["median"] == 0.5)
        #expect(first["strongest"] == ["Indicator gap 1", "Indicator skills 1"])
        let last = try #require(report.row("of", "AT1"))
        #expect(last["score"] == 0)
        #expect(last["rank"] == 2)
        #expect(report.totals["withoutDimension"] == 1)
    }

    @Test func `does not score what it knows less than sixty of a hundred of`() throws {
        let report = try ReportKind.regionalScoreboard.report(of: observed, asOf: "2020-12-31")
        let row = try #require(report.row("of", "CZ0"))
        #expect(row["coverage"] == 0.5)
        #expect(row["score"] == nil)
        #expect(row["rank"] == nil)
        #expect(row["strongest"] == ["Indicator skills 0.5"])
    }

    @Test func `follows later values and says what changed`() throws {
        let report = try ReportKind.regionalScoreboard.report(of: observed, asOf: "2021-12-31")
        let row = try #require(report.row("of", "AT1"))
        // Skills rose to the best, 1; the gap is still the worst, 0.
        #expect(row["score"] == 0.5)
        #expect(row["change"] == 0.5)
        #expect(report.totals["comparedWith"] == "2020-12-31")
        let same = try ReportKind.regionalScoreboard.report(
            of: observed,
            asOf: "2021-12-31",
            ["against": ["2021-06-30"]]
        )
        #expect(same.row("of", "AT1")?["change"] == 0)
    }

    @Test func `compares only the peers that it is told`() throws {
        let report = try ReportKind.regionalScoreboard.report(
            of: observed,
            asOf: "2020-12-31",
            ["peer": ["AT1", "CZ0"]]
        )
        #expect(report.texts("of") == ["AT1", "CZ0"])
        // Of the gap one value is left, which is better than none.
        #expect(report.row("of", "CZ0")?["strongest"] == ["Indicator skills 1"])
    }

    @Test func `feeds collaboration and governance from the ledger`() throws {
        var ledger = KindsLedger.cooperation()
        ledger.add(
            "membership.begun",
            "2019-01-01",
            ["member": "party:d", "group": "party:a", "role": "member"]
        )
        let report = try ReportKind.regionalScoreboard.report(
            of: ledger,
            asOf: "2021-06-30",
            ["group-by": ["country"]]
        )
        func row(_ country: String, _ dimension: String) -> JSONObject? {
            report.rows.first {
                $0["of"]?.string == country && $0["dimension"]?.string == dimension
            }
        }
        let collaboration = "collaboration-and-internationalisation"
        let czech = try #require(row("CZ", collaboration))
        // Abroad: b and c, against a alone of TW and of DE. Of a–b and a–c one met again; of TW's
        // one pair, one; of DE's, none. The one commitment is fulfilled; DE's is overdue.
        #expect(
            czech["strongest"]
                == ["fulfilment rate 1", "partners abroad 1", "repeat meeting rate 0.5"]
        )
        // Members and languages, the other two of five, tell nobody apart: 3 ÷ 5.
        #expect(czech["coverage"] == 0.6)
        #expect(czech["score"] == 0.833)
        #expect(czech["rank"] == 1)
        #expect(row("DE", collaboration)?["score"] == 0)
        #expect(row("TW", collaboration)?["coverage"] == 0.4)
        #expect(row("TW", collaboration)?["score"] == nil)
        #expect(row("CZ", "governance")?["coverage"] == 0.333)
        #expect(row("CZ", "governance")?["strongest"] == ["punctuality 1"])
    }
}
