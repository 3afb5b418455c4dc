import CanonicalJSON
import Reports
import Testing

/// What was done together in a half-year.
struct `A panorama` {
    private func panorama(
        _ kind: ReportKind = .panorama,
        asOf date: String = "2020-12-31",
        _ parameters: [String: [String]] = ["period": ["2020-H1"]]
    ) throws -> Report {
        try kind.report(of: .cooperation(), asOf: date, parameters)
    }

    @Test func `counts partners, agreements, meetings and commitments of each party`() throws {
        let report = try panorama()
        let row = try #require(report.row("of", "party:a"))
        // b by meeting 1 and commitment 1, c by meeting 2 and the signing of y.
        #expect(row["activePartners"] == count(2, 2))
        // x and y.
        #expect(row["inForce"] == count(2, 2))
        // y only; x entered into force the year before.
        #expect(row["enteredIntoForce"] == count(1, 1))
        #expect(row["ended"] == count(0, 0))
        // 1 and 2 surely; 3 was in June or in July.
        #expect(row["meetingsHeld"] == count(2, 3))
        #expect(row["commitmentsDone"] == count(1, 1))
        #expect(row["countriesReached"] == count(2, 2))
        #expect(row["countries"] == ["DE", "TW"])
        #expect(row["name"] == "Cluster a")
        #expect(row["country"] == "CZ")
        #expect(report.texts("of") == ["party:a", "party:b", "party:c"])
    }

    @Test func `counts each thing once in the totals`() throws {
        let totals = try panorama().totals
        #expect(totals["inForce"] == count(3, 3))
        #expect(totals["enteredIntoForce"] == count(2, 2))
        #expect(totals["meetingsHeld"] == count(2, 3))
        #expect(totals["commitmentsDone"] == count(1, 1))
        #expect(totals["period"] == "2020-01-01/2020-06-30")
        #expect(totals["edition"] == nil)
    }

    @Test func `counts a meeting on either side of the boundary as possible in both`() throws {
        let second = try panorama(.panorama, ["period": ["2020-H2"]])
        let row = try #require(second.row("of", "party:a"))
        #expect(row["meetingsHeld"] == count(0, 1))
        #expect(row["activePartners"] == count(0, 1))
        // x ran out on 30 September, z ended on 1 December; b may also have met a.
        let other = try #require(second.row("of", "party:b"))
        #expect(other["ended"] == count(2, 2))
        #expect(other["inForce"] == count(0, 0))
        #expect(other["activePartners"] == count(1, 2))
        // One interval over both half-years is sure of it.
        let year = try panorama(.panorama, ["period": ["2020"]])
        #expect(year.row("of", "party:a")?["meetingsHeld"] == count(3, 3))
    }

    @Test func `takes the last half-year that had ended`() throws {
        let kind = ReportKind.panorama
        let ledger = KindsLedger.cooperation()
        let first = try kind.report(of: ledger, asOf: "2020-12-30")
        #expect(first.totals["period"] == "2020-01-01/2020-06-30")
        let second = try kind.report(of: ledger, asOf: "2020-12-31")
        #expect(second.totals["period"] == "2020-07-01/2020-12-31")
    }

    @Test func `counts a period that is not over up to the date`() throws {
        let report = try panorama(.panorama, asOf: "2020-02-29", ["period": ["2020-H1"]])
        let row = try #require(report.row("of", "party:a"))
        #expect(row["meetingsHeld"] == count(1, 1))
        #expect(row["inForce"] == count(1, 1))
        #expect(row["commitmentsDone"] == count(0, 0))
    }

    @Test func `leaves partners of the same country out of a country's row`() throws {
        var ledger = KindsLedger.cooperation()
        ledger.meet("4", "a", "d", "2020-04-01")
        let countries = try ReportKind.panorama.report(
            of: ledger,
            asOf: "2020-12-31",
            ["period": ["2020-H1"], "group-by": ["country"]]
        )
        let row = try #require(countries.row("of", "CZ"))
        #expect(row["activePartners"] == count(2, 2))
        #expect(row["meetingsHeld"] == count(3, 4))
        #expect(countries.row("of", "TW")?["countriesReached"] == count(2, 2))
        let regions = try ReportKind.panorama.report(
            of: ledger,
            asOf: "2020-12-31",
            ["period": ["2020-H1"], "group-by": ["region"]]
        )
        #expect(Set(regions.texts("of")) == ["CZ064", "DED2", "TW-HSQ"])
    }

    @Test func `is unsure whether a partner without a known seat is from elsewhere`() throws {
        var ledger = KindsLedger.cooperation()
        ledger.meet("4", "a", "unknown", "2020-04-01")
        let report = try ReportKind.panorama.report(
            of: ledger,
            asOf: "2020-12-31",
            ["period": ["2020-H1"], "group-by": ["country"]]
        )
        #expect(report.row("of", "CZ")?["activePartners"] == count(2, 3))
        #expect(report.row("of", "CZ")?["countries"] == ["DE", "TW"])
    }

    @Test func `does not count what was retracted`() throws {
        var ledger = KindsLedger.cooperation()
        let held = ledger.size
        ledger.meet("4", "a", "c", "2020-04-01")
        ledger.add("event.retracted", "2020-05-01", ["target": .string("event:e\(held)")])
        let report = try ReportKind.panorama.report(
            of: ledger,
            asOf: "2020-12-31",
            ["period": ["2020-H1"]]
        )
        #expect(report.row("of", "party:a")?["meetingsHeld"] == count(2, 3))
    }

    @Test func `says that an edition was revised by what came later`() throws {
        var ledger = KindsLedger.cooperation()
        ledger.add(
            "product.launched",
            "2019",
            ["product": "product:p", "kind": "panorama", "owner": "party:a"]
        )
        ledger.add(
            "product.issued",
            "2020-08-31",
            ["product": "product:p", "edition": "2020-1", "period": "2020-01-01/2020-06-30"]
        )
        let kind = ReportKind.panorama
        let asked = ["period": ["2020-H1"]]
        let first = try kind.report(of: ledger, asOf: "2020-12-31", asked)
        #expect(first.totals["edition"] == "2020-1")
        #expect(first.totals["revised"] == nil)
        ledger.meet("9", "b", "c", "2020-05-05")
        let later = try kind.report(of: ledger, asOf: "2020-12-31", asked)
        #expect(
            later.totals["revised"]
                == "revised since edition 2020-1: 1 event recorded or corrected later"
        )
        let other = try kind.report(of: ledger, asOf: "2020-12-31", ["period": ["2020-H2"]])
        #expect(other.totals["edition"] == nil)
    }

    @Test func `shows which events stand behind a cell`() throws {
        let ledger = KindsLedger.cooperation()
        let report = try ReportKind.panorama.report(
            of: ledger,
            asOf: "2020-12-31",
            ["period": ["2020-H1"]]
        )
        let place = try #require(report.texts("of").firstIndex(of: "party:a"))
        let held = report.evidence[place].positions(of: "meetingsHeld")
        #expect(held.count == 3)
        #expect(report.evidence.count == report.rows.count)
        #expect(report.evidence[place].positions(of: "ended") == [])
    }

    @Test func `compares with the half-year before`() throws {
        let report = try panorama(.panoramaMovement)
        func row(_ measure: String) -> JSONObject? {
            report.rows.first { $0["of"] == "party:a" && $0["measure"]?.string == measure }
        }
        // Only x was in force at the end of 2019; nobody did anything in its second half.
        #expect(row("in-force")?["before"] == count(1, 1))
        #expect(row("in-force")?["change"] == 1)
        #expect(row("in-force")?["growth"] == 1)
        #expect(row("meetings-held")?["change"] == ["low": 2, "high": 3])
        #expect(row("meetings-held")?["growth"] == nil)
        // b was a partner in 2019 already.
        #expect(row("active-partners")?["firstTime"] == ["Cluster c"])
        #expect(row("countries-reached")?["firstTime"] == ["DE"])
        #expect(row("ended") == nil)
        #expect(report.totals["periodBefore"] == "2019-07-01/2019-12-31")
    }

    @Test func `compares shares of agreements by country`() throws {
        let report = try panorama(.panoramaQuotients)
        // One of two agreements of CZ is with TW; two of three of all are: (1/2) ÷ (2/3).
        let row = report.rows.first { $0["of"] == "CZ" && $0["partnerCountry"] == "TW" }
        #expect(row?["quotient"] == 0.75)
        #expect(row?["agreements"] == count(1, 1))
        #expect(row?["ofAll"] == count(2, 2))
        #expect(row?["partnerAll"] == count(2, 2))
        #expect(row?["all"] == count(3, 3))
        #expect(report.rows.count == 6)
        let regions = try panorama(
            .panoramaQuotients,
            ["period": ["2020-H2"], "group-by": ["region"]]
        )
        // x and z have ended: DE has y with CZ only, (1/1) ÷ (1/1).
        let tie = regions.rows.first { $0["of"] == "DED2" }
        #expect(tie?["quotient"] == 1)
        #expect(regions.rows.count == 2)
    }
}

/// The strength of sectors in regions.
struct `Sectors in regions` {
    @Test func `are compared by location quotients`() throws {
        var ledger = KindsLedger()
        ledger.define("jobs", unit: "employees")
        ledger.observe("jobs", "CZ064", 100)
        ledger.observe("jobs", "CZ064", sector: "28", 40)
        ledger.observe("jobs", "DED2", 200)
        ledger.observe("jobs", "DED2", sector: "28", 10)
        let report = try ReportKind.panoramaStatistics.report(of: ledger, asOf: "2020-12-31")
        let row = try #require(report.row("region", "CZ064"))
        // (40 ÷ 100) ÷ (50 ÷ 300)
        #expect(row["locationQuotient"] == 2.4)
        #expect(row["specialisation"] == "yes")
        #expect(row["ofRegion"] == 0.4)
        #expect(row["ofSector"] == 0.8)
        #expect(row["size"] == "no")
        #expect(row["stars"] == 1)
        #expect(row["regionTotal"] == "observed")
        // (10 ÷ 200) ÷ (50 ÷ 300)
        #expect(report.row("region", "DED2")?["locationQuotient"] == 0.3)
    }

    @Test func `give stars to the first tenth only`() throws {
        var ledger = KindsLedger()
        ledger.define("jobs", unit: "employees")
        for place in 0..<10 {
            ledger.observe("jobs", "DE\(place)", sector: "28", Double(100 + place))
            ledger.observe("jobs", "DE\(place)", sector: "29", Double(100 - place))
        }
        let report = try ReportKind.panoramaStatistics.report(of: ledger, asOf: "2020-12-31")
        let stars = report.rows.filter { $0["size"] == "yes" || $0["focus"] == "yes" }
        #expect(stars.map { $0["region"]?.string } == ["DE9", "DE0"])
        #expect(stars.allSatisfy { $0["stars"] == 2 })
        #expect(stars.first?["regionTotal"] == "summed")
    }

    @Test func `are shown by the newest known vintage`() throws {
        var ledger = KindsLedger()
        ledger.define("jobs", unit: "employees")
        ledger.observe("jobs", "CZ064", sector: "28", 40, on: "2020-03-01")
        ledger.observe("jobs", "CZ064", sector: "28", 44, on: "2020-09-01")
        ledger.observe("jobs", "CZ064", sector: "28", 39, in: "2018", on: "2020-09-01")
        func value(_ date: String, _ parameters: [String: [String]] = [:]) throws -> JSONValue? {
            try ReportKind.panoramaStatistics.report(of: ledger, asOf: date, parameters)
                .rows.first?["value"]
        }
        #expect(try value("2020-06-30") == 40)
        #expect(try value("2020-12-31") == 44)
        #expect(try value("2020-12-31", ["period": ["2018"]]) == 39)
        #expect(try value("2020-01-31") == nil)
    }
}
