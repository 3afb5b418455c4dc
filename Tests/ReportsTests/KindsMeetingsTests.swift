import CanonicalJSON
import Reports
import Testing

/// Who met whom, and what is only reported.
struct `The meetings matrix` {
    private func matrix(
        of ledger: KindsLedger,
        asOf date: String = "2020-06-15",
        _ parameters: [String: [String]] = [:]
    ) throws -> Report {
        try ReportKind.meetingsMatrix.report(of: ledger, asOf: date, parameters)
    }

    /// Requests, a meeting that was held, one that was missed, and one some time in June.
    ///
    /// A asks b and c; b agrees. B asks a; a agrees, and they meet. C misses a. In June a, b and d
    /// meet, on a day that nobody states.
    private var ledger: KindsLedger {
        var ledger = KindsLedger()
        ledger.register("a", country: "CZ")
        ledger.register("b", country: "TW")
        ledger.request("m1", "2020-02-01", from: "a", to: ["b", "c"])
        ledger.add("meeting.accepted", "2020-02-03", ["meeting": "meeting:m1", "by": "party:b"])
        ledger.request("m2", "2020-02-01", from: "b", to: ["a"])
        ledger.add("meeting.accepted", "2020-02-03", ["meeting": "meeting:m2", "by": "party:a"])
        ledger.schedule("m2", "2020-02-04", for: "2020-03-15T10:00:00Z", ["a", "b"])
        ledger.hold("m2", "2020-03-15", ["a", "b"], format: "c2c", at: "g")
        ledger.rate("m2", by: "party:a", 4)
        ledger.rate("m2", by: "party:b", 5)
        ledger.schedule("m3", "2020-02-04", for: "2020-03-16T10:00:00Z", ["a", "c"])
        ledger.add(
            "meeting.missed",
            "2020-03-16",
            ["meeting": "meeting:m3", "absent": ["party:c"]]
        )
        ledger.hold("m4", "2020-06", ["a", "b", "d"], format: "c2b")
        return ledger
    }

    @Test func `counts each two that met, or were to`() throws {
        let report = try matrix(of: ledger)
        #expect(report.texts("a") == ["party:a", "party:a", "party:b", "party:a"])
        #expect(report.texts("b") == ["party:b", "party:d", "party:d", "party:c"])
        let row = try #require(report.rows.first)
        #expect(row["requested"] == count(2, 2))
        #expect(row["accepted"] == count(2, 2))
        #expect(row["scheduled"] == count(1, 1))
        #expect(row["held"] == count(1, 2))
        #expect(row["missed"] == count(0, 0))
        #expect(row["c2c"] == count(1, 1))
        #expect(row["c2b"] == count(0, 1))
        #expect(row["otherFormat"] == nil)
        #expect(row["first"] == "2020-03-15")
        #expect(row["last"] == "2020-06")
        #expect(row["rating"] == 4.5)
        let missed = report.row("b", "party:c")
        #expect(missed?["requested"] == count(1, 1))
        #expect(missed?["accepted"] == count(0, 0))
        #expect(missed?["missed"] == count(1, 1))
    }

    @Test func `works out its shares by hand`() throws {
        let totals = try matrix(of: ledger).totals
        #expect(totals["requested"] == count(2, 2))
        #expect(totals["accepted"] == count(1, 1))
        #expect(totals["scheduled"] == count(2, 2))
        #expect(totals["held"] == count(1, 2))
        #expect(totals["missed"] == count(1, 1))
        #expect(totals["parties"] == count(2, 3))
        #expect(totals["pairsThatMet"] == count(1, 3))
        #expect(totals["acceptance"] == percent(50, 50))
        #expect(totals["realisation"] == percent(50, 50))
        #expect(totals["noShow"] == percent(50, 50))
        #expect(totals["reciprocity"] == percent(50, 50))
        #expect(totals["repeatRate"] == percent(0, 100))
        #expect(totals["reported"] == nil)
    }

    @Test func `keeps to a party, a gathering and a period`() throws {
        let party = try matrix(of: ledger, ["party": ["party:c"]])
        #expect(party.texts("a") == ["party:a"])
        #expect(party.totals["requested"] == count(1, 1))
        let gathering = try matrix(of: ledger, ["gathering": ["gathering:g"]])
        #expect(gathering.texts("b") == ["party:b"])
        #expect(gathering.totals["held"] == count(1, 1))
        let period = try matrix(of: ledger, ["period": ["2020-03"]])
        #expect(period.totals["scheduled"] == count(2, 2))
        #expect(period.totals["held"] == count(1, 1))
        let day = try matrix(of: ledger, asOf: "2021", ["period": ["2020-06-15/.."]])
        #expect(day.totals["held"] == count(0, 1))
    }

    @Test func `sets a number that is only stated beside the meetings it should cover`() throws {
        var ledger = ledger
        ledger.add(
            "meeting-batch.reported",
            "2020-03-15",
            [
                "gathering": "gathering:g", "formats": ["c2c"],
                "count": ["value": 10, "qualifier": "over", "unit": "meetings"],
            ]
        )
        let report = try matrix(of: ledger)
        #expect(report.totals["held"] == count(1, 2))
        let claim = try #require(report.totals["reported"]?.array?.first)
        #expect(claim["individual"] == count(1, 1))
        #expect(claim["coverage"] == ["value": 10, "unit": "percent"])
        #expect(claim["count"]?["qualifier"] == "over")
    }

    @Test func `forgets a meeting that was retracted, and believes a correction`() throws {
        var ledger = ledger
        ledger.add(
            "event.corrected",
            "",
            [
                "target": "event:e7",
                "data": [
                    "meeting": "meeting:m2", "participants": ["party:a", "party:d"],
                ],
            ]
        )
        // B, who rated it, was not there then.
        let corrected = try matrix(of: ledger, ["period": ["2020-03"]])
        #expect(corrected.row("b", "party:d")?["held"] == count(1, 1))
        #expect(corrected.row("b", "party:d")?["marks"] == "△✎")
        ledger.add("event.retracted", "", ["target": "event:e7"])
        #expect(try matrix(of: ledger).totals["held"] == count(0, 1))
    }

    @Test func `counts what nothing dates apart`() throws {
        var ledger = KindsLedger()
        ledger.hold("m", "", ["a", "b"])
        let report = try matrix(of: ledger)
        #expect(report.rows.isEmpty)
        #expect(report.totals["undated"] == 1)
        #expect(report.totals["held"] == count(0, 0))
    }

    @Test func `invents no pair in the five histories`() throws {
        let report = try matrix(of: KindsLedger.histories(), asOf: "2026-06-01")
        #expect(report.rows.isEmpty)
        #expect(report.totals["held"] == count(0, 0))
        let claims = try #require(report.totals["reported"]?.array)
        let words = claims.map { claim in
            claim["count"]?["value"]?.integer.map { "\($0)" } ?? "–"
        }
        #expect(words == ["90", "–", "80"])
        #expect(claims.map { $0["count"]?["qualifier"] } == ["over", "unquantified", "approx"])
        #expect(claims.map { $0["individual"] } == [count(0, 0), count(0, 0), count(0, 0)])
    }

    @Test func `shows the events behind a cell`() throws {
        let report = try matrix(of: ledger)
        let evidence = try #require(report.evidence.first)
        #expect(report.evidence.count == report.rows.count)
        #expect(evidence.positions(of: "requested") == [2, 4])
        #expect(evidence.positions(of: "accepted") == [3, 5])
        #expect(evidence.positions(of: "held") == [7, 12])
        #expect(evidence.positions(of: "rating") == [8, 9])
        #expect(evidence.positions(of: "aName") == [2, 3, 4, 5, 6, 7, 8, 9, 12])
    }

    @Test func `draws a grid by country and name`() throws {
        let picture = try #require(try matrix(of: ledger).pictures.first)
        guard case .heatMap(let map) = picture.content else {
            Issue.record("no grid: \(picture)")
            return
        }
        #expect(map.rows == ["A", "B", "party:d"])
        #expect(map.cells[0] == [nil, HeatMap.Cell(2, "1–2"), HeatMap.Cell(1, "0–1")])
        #expect(try matrix(of: KindsLedger()).pictures.isEmpty)
    }

    @Test(arguments: ["2020-13", "[2020,2021]", "last year"])
    func `refuses what is no period`(text: String) throws {
        #expect(throws: ReportError.self) { try matrix(of: ledger, ["period": [text]]) }
    }
}

extension KindsLedger {
    /// Registers a party whose name is its letter, in capitals.
    mutating func register(_ party: String, country: String) {
        add(
            "party.registered",
            "2019",
            [
                "party": .string("party:\(party)"), "kind": "cluster",
                "names": [["text": .string(party.uppercased()), "lang": "en"]],
                "country": .string(country),
            ]
        )
    }

    /// A request for a meeting.
    mutating func request(_ meeting: String, _ date: String, from: String, to: [String]) {
        add(
            "meeting.requested",
            date,
            [
                "meeting": .string("meeting:\(meeting)"), "from": .string("party:\(from)"),
                "to": .array(to.map { .string("party:\($0)") }), "format": "c2c",
            ]
        )
    }

    /// A time for a meeting.
    mutating func schedule(
        _ meeting: String,
        _ date: String,
        for time: String,
        _ parties: [String]
    ) {
        add(
            "meeting.scheduled",
            date,
            [
                "meeting": .string("meeting:\(meeting)"), "when": .string(time),
                "participants": .array(parties.map { .string("party:\($0)") }),
            ]
        )
    }

    /// A meeting that took place.
    mutating func hold(
        _ meeting: String,
        _ date: String,
        _ parties: [String],
        format: String? = nil,
        at gathering: String? = nil
    ) {
        var data: JSONObject = [
            "meeting": .string("meeting:\(meeting)"),
            "participants": .array(parties.map { .string("party:\($0)") }),
        ]
        if let format { data["format"] = .string(format) }
        if let gathering { data["gathering"] = .string("gathering:\(gathering)") }
        add("meeting.held", date, .object(data))
    }

    /// A mark for a meeting, on the day after those of these tests.
    mutating func rate(_ meeting: String, by party: String, _ score: Int) {
        add(
            "meeting.rated",
            "2020-03-16",
            [
                "meeting": .string("meeting:\(meeting)"), "by": .string(party),
                "score": .integer(score),
            ]
        )
    }
}

/// A share in percent, as totals hold it.
func percent(_ low: Double, _ high: Double) -> JSONValue {
    ["low": .number(low), "high": .number(high), "unit": "percent"]
}
