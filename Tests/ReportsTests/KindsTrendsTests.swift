import CanonicalJSON
import Reports
import Testing

/// Measures over eight half-years.
struct `A trend report` {
    private func row(_ measure: String, category: String? = nil) throws -> JSONObject? {
        let report = try ReportKind.trends.report(
            of: .barriers(),
            asOf: "2020-12-31",
            ["period": ["2020-H1"]]
        )
        return report.rows.first {
            $0["measure"]?.string == measure && $0["category"]?.string == category
        }
    }

    @Test func `counts agreements in the half-year of their first signature`() throws {
        let signed = try row("agreements-signed")
        #expect(signed?["2019-H1"] == count(1, 1))
        #expect(signed?["2019-H2"] == count(0, 0))
        #expect(signed?["2020-H1"] == count(2, 2))
        #expect(signed?["2016-H2"] == count(0, 0))
        #expect(signed?["2016-H1"] == nil)
        // Of 28 pairs 15 have slope 0 and one less: the middle is 0.
        #expect(signed?["slope"] == 0)
        #expect(signed?["change"] == 2)
        #expect(signed?["growth"] == nil)
        #expect(signed?["firstAppearances"] == ["DE"])
    }

    @Test func `shows the slope of agreements in force`() throws {
        let force = try row("agreements-in-force")
        #expect(force?["2019-H2"] == count(1, 1))
        #expect(force?["2020-H1"] == count(3, 3))
        // 0 0 0 0 0 1 1 3: of 28 slopes the 14th and 15th are 1/5 and 1/4.
        #expect(force?["slope"] == 0.225)
        #expect(force?["growth"] == 2)
    }

    @Test func `works out shares and the spread of partner countries`() throws {
        #expect(try row("cross-border-share")?["2020-H1"] == 1)
        #expect(try row("cross-border-share")?["2018-H2"] == nil)
        // CZ, TW and DE twice each: ln 3 and 3 · (1/3)².
        #expect(try row("partner-country-entropy")?["2020-H1"] == 1.099)
        #expect(try row("partner-country-concentration")?["2020-H1"] == 0.333)
        // a and c are both in 28: x and z of x, y, z.
        #expect(try row("cross-sector-share")?["2020-H1"] == 0.667)
    }

    @Test func `tells which sectors an agreement brought together first`() throws {
        let pairs = try row("new-sector-pairs")
        // x: 28 and 26 in 2019; z in 2020 brings the same two together, y only 28.
        #expect(pairs?["2019-H1"] == count(1, 1))
        #expect(pairs?["2020-H1"] == count(0, 0))
        let then = try ReportKind.trends.report(
            of: .barriers(),
            asOf: "2020-12-31",
            ["period": ["2019-H1"]]
        )
        let first = then.row("measure", "new-sector-pairs")?["firstAppearances"]
        #expect(first == ["nace-2 26 – nace-2 28"])
    }

    @Test func `keeps what lies on a boundary apart`() throws {
        let held = try row("meetings-held")
        #expect(held?["2020-H1"] == count(2, 3))
        #expect(held?["change"] == ["low": 2, "high": 3])
        let later = try ReportKind.trends.report(of: .cooperation(), asOf: "2020-12-31")
        let all = later.row("measure", "meetings-held")
        #expect(all?["2020-H2"] == count(0, 1))
        #expect(all?["change"] == ["low": -3, "high": -1])
        #expect(later.totals["periods"] == "2017-01-01/2020-12-31")
    }

    @Test func `counts commitments and barriers`() throws {
        #expect(try row("commitments-planned")?["2020-H1"] == count(2, 2))
        #expect(try row("commitments-fulfilled")?["2020-H1"] == count(1, 1))
        let trust = try row("barriers-reported", category: "trust")
        #expect(trust?["2020-H1"] == count(2, 2))
        #expect(trust?["firstAppearances"] == ["trust"])
        let language = try row("barriers-reported", category: "language")
        #expect(language?["2019-H1"] == count(2, 2))
        #expect(language?["firstAppearances"] == nil)
        #expect(try row("barriers-eased", category: "language")?["2020-H1"] == count(2, 2))
    }

    @Test func `draws a line for each measure and shows the events behind`() throws {
        let report = try ReportKind.trends.report(of: .cooperation(), asOf: "2020-12-31")
        guard case .series(let chart) = report.pictures.first?.content else {
            Issue.record("no series")
            return
        }
        #expect(chart.periods.first == "2017-H1")
        #expect(chart.periods.last == "2020-H2")
        #expect(chart.series.count == report.rows.count)
        let place = try #require(report.texts("measure").firstIndex(of: "meetings-held"))
        #expect(report.evidence[place].positions(of: "2020-H1").count == 3)
    }
}

/// What falls due and what ends in the half-years ahead.
struct `An outlook` {
    @Test func `puts commitments and ends of terms into their half-years`() throws {
        let report = try ReportKind.outlook.report(of: .cooperation(), asOf: "2020-03-31")
        #expect(report.texts("period").prefix(2) == ["2020-H1", "2020-H2"])
        #expect(report.rows.count == 8)
        #expect(report.rows[0]["commitmentsDue"] == count(1, 1))
        #expect(report.rows[0]["commitments"] == ["Task 1"])
        #expect(report.rows[1]["commitmentsDue"] == count(1, 1))
        #expect(report.rows[1]["agreementsEnding"] == count(1, 1))
        #expect(report.totals["agreementsWithoutEnd"] == count(1, 1))
        let later = try ReportKind.outlook.report(of: .cooperation(), asOf: "2021-03-31")
        #expect(later.totals["overdue"] == count(1, 1))
    }

    @Test func `is unsure of one of a set of dates`() throws {
        var ledger = KindsLedger()
        ledger.add(
            "commitment.planned",
            "2020-01-01",
            [
                "commitment": "commitment:c", "kind": "research",
                "title": [["text": "Study", "lang": "en"]],
                "due": ["kind": "by", "edtf": "[2020-05-01..2020-08-01]"],
            ]
        )
        let report = try ReportKind.outlook.report(of: ledger, asOf: "2020-03-31")
        #expect(report.rows[0]["commitmentsDue"] == count(0, 1))
        #expect(report.rows[1]["commitmentsDue"] == count(0, 1))
        #expect(report.rows[2]["commitmentsDue"] == count(0, 0))
    }
}
