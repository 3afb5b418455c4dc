import CanonicalJSON
import Reports
import Testing

/// What became of meetings.
struct `The partnership funnel` {
    private func funnel(
        of ledger: KindsLedger,
        asOf date: String = "2020-12-31",
        _ parameters: [String: [String]] = [:]
    ) throws -> Report {
        try ReportKind.partnershipFunnel.report(of: ledger, asOf: date, parameters)
    }

    /// Five meetings.
    ///
    /// From the first one comes all: an opportunity, an agreement, a deed. The opportunity of the
    /// second is dropped. A gathering leads to an agreement that is abandoned, and nothing to one
    /// that is signed.
    private var ledger: KindsLedger {
        var ledger = KindsLedger()
        for place in 1...5 { ledger.hold("m\(place)", "2020-03-01", ["a", "b"]) }
        ledger.identify("o1", "2020-03-11", origins: ["meeting:m1"])
        ledger.identify("o2", "2020-03-31", origins: ["meeting:m2"])
        ledger.identify("o3", "2020-03-31")
        ledger.add(
            "barrier.reported",
            "2020-03-01",
            ["barrier": "barrier:t", "category": "trust", "text": [["text": "T", "lang": "en"]]]
        )
        ledger.add(
            "opportunity.dropped",
            "2020-05-01",
            ["opportunity": "opportunity:o2", "barrier": "barrier:t"]
        )
        ledger.add(
            "opportunity.qualified",
            "2020-03-21",
            ["opportunity": "opportunity:o1", "by": "party:a"]
        )
        ledger.announce("x", "2020-03-31", ["a", "b"])
        ledger.add(
            "opportunity.converted",
            "2020-04-01",
            ["opportunity": "opportunity:o1", "into": "agreement:x"]
        )
        ledger.sign("x", "2020-04-10", ["a"])
        ledger.sign("x", "2020-04-20", ["b"])
        ledger.add("agreement.entered-into-force", "2020-05-20", ["agreement": "agreement:x"])
        ledger.promise("c", "2020-04-20", under: "x")
        ledger.add(
            "commitment.fulfilled",
            "2020-06-19",
            ["commitment": "commitment:c", "agreement": "agreement:x"]
        )
        ledger.announce("y", "2020-03-01", ["c", "d"])
        ledger.sign("y", "2020-03-02", ["c", "d"])
        ledger.add(
            "gathering.announced",
            "2020-01-01",
            ["gathering": "gathering:g", "kind": "matchmaking", "when": "2020-03-01"]
        )
        ledger.announce("z", "2020-03-21", ["a", "c"], origins: ["gathering:g"])
        ledger.add("agreement.abandoned", "2020-08-01", ["agreement": "agreement:z"])
        return ledger
    }

    private func share(_ value: Double) -> JSONValue {
        ["low": .number(value), "high": .number(value)]
    }

    @Test func `counts each stage once for each thing that reached it`() throws {
        let report = try funnel(of: ledger)
        let counts = report.rows.map { $0["n"] }
        #expect(counts == [5, 2, 1, 2, 1, 1, 1].map { count($0, $0) })
        let previous = report.rows.map { $0["fromPrevious"] }
        #expect(
            previous == [nil, share(40), share(50), share(200), share(50), share(100), share(100)]
        )
        let first = report.rows.map { $0["fromFirst"] }
        #expect(
            first == [nil, share(40), share(20), share(40), share(20), share(20), share(20)]
        )
    }

    @Test func `gives the median time from the stage before`() throws {
        let lags = try funnel(of: ledger).rows.map { $0["lag"] }
        // 10 and 30 days; 10; 10 from the judgement and 20 from the gathering; then one each.
        #expect(
            lags == [nil, share(20), share(10), share(15), share(20), share(30), share(30)]
        )
    }

    @Test func `says what is open, what was dropped and why`() throws {
        let report = try funnel(of: ledger)
        #expect(
            report.rows.map { $0["open"] }
                == [count(3, 3)] + Array(repeating: count(0, 0), count: 5) + [nil]
        )
        #expect(
            report.rows.map { $0["dropped"] }
                == [0, 1, 0, 1, 0, 0].map { count($0, $0) } + [nil]
        )
        #expect(report.rows[1]["reasons"] == ["trust (1)"])
        #expect(report.rows[3]["reasons"] == ["abandoned (1)"])
        #expect(
            report.rows.map { $0["unlinked"] }
                == [nil, count(1, 1), count(0, 0)] + [1, 1, 0, 0].map { count($0, $0) }
        )
        #expect(report.totals["signedWithoutOrigin"] == count(1, 1))
    }

    @Test func `follows what began in a period or at a gathering`() throws {
        let april = try funnel(of: ledger, ["period": ["2020-04"]])
        #expect(april.rows.allSatisfy { $0["n"] == count(0, 0) })
        #expect(april.rows.map { $0["unlinked"] }.last == count(0, 0))
        let march = try funnel(of: ledger, ["period": ["2020-03"]])
        #expect(march.rows.first?["n"] == count(5, 5))
        #expect(march.rows.last?["n"] == count(1, 1))
        let gathering = try funnel(of: ledger, ["gathering": ["gathering:g"]])
        #expect(gathering.rows.map { $0["n"] } == [0, 0, 0, 1, 0, 0, 0].map { count($0, $0) })
    }

    @Test func `keeps sure from possible`() throws {
        var ledger = KindsLedger()
        ledger.hold("m1", "2020-03-01", ["a", "b"])
        ledger.hold("m2", "2020-03/2020-12", ["a", "b"])
        ledger.identify("o", "2020-03/2020-12", origins: ["meeting:m1"])
        let report = try funnel(of: ledger, asOf: "2020-06-01")
        #expect(report.rows[0]["n"] == count(1, 2))
        #expect(report.rows[1]["n"] == count(0, 1))
        // None of two at least, one of one at most.
        #expect(report.rows[1]["fromPrevious"] == ["low": 0, "high": 100])
        #expect(report.rows[0]["open"] == count(0, 2))
        // From the same day to 31 December.
        #expect(report.rows[1]["lag"] == ["low": 0, "high": 305])
    }

    @Test func `takes a stage for passed when a later one was reached`() throws {
        var ledger = KindsLedger()
        ledger.announce("x", "2020-03-02", ["a", "b"], origins: ["gathering:g"])
        ledger.add("agreement.entered-into-force", "2020-05-20", ["agreement": "agreement:x"])
        let rows = try funnel(of: ledger).rows
        #expect(rows.map { $0["n"] } == [0, 0, 0, 1, 1, 1, 0].map { count($0, $0) })
        // Nobody says when it was signed, so the time runs from the announcement.
        #expect(rows[4]["lag"] == nil)
        #expect(rows[5]["lag"] == share(79))
    }

    @Test func `takes up what was dropped and reopened`() throws {
        var ledger = KindsLedger()
        ledger.identify("o", "2020-03-11", origins: ["gathering:g"])
        ledger.add("opportunity.dropped", "2020-04-01", ["opportunity": "opportunity:o"])
        #expect(try funnel(of: ledger).rows[1]["reasons"] == ["no reason stated (1)"])
        ledger.add("opportunity.reopened", "2020-05-01", ["opportunity": "opportunity:o"])
        let row = try funnel(of: ledger).rows[1]
        #expect(row["open"] == count(1, 1))
        #expect(row["dropped"] == count(0, 0))
    }

    @Test func `finds one agreement announced and none in force in the five histories`() throws {
        let report = try funnel(of: KindsLedger.histories(), asOf: "2026-06-01")
        #expect(report.rows.map { $0["n"] } == [0, 0, 0, 1, 0, 0, 0].map { count($0, $0) })
        #expect(report.rows.map { $0["fromFirst"] }.allSatisfy { $0 == nil })
        // From 6–8 March to the text that speaks of it, of 8 March to 31 December.
        #expect(report.rows[3]["lag"] == ["low": 0, "high": 300])
        #expect(report.totals["signedWithoutOrigin"] == count(1, 1))
        let claims = try #require(report.totals["reported"]?.array)
        #expect(claims.map { $0["agreements"] } == [count(1, 1), nil, count(0, 0)])
        #expect(
            claims[0]["agreementsShare"]
                == ["low": 1.1, "high": 1.1, "qualifier": "at-most", "unit": "percent"]
        )
        #expect(claims[2]["agreementsShare"] == nil)
        #expect(claims.allSatisfy { $0["inForce"] == nil || $0["inForce"] == count(0, 0) })
    }

    @Test func `counts those that still wait into the median of twenty`() throws {
        var ledger = KindsLedger()
        // Eight are signed after 10 days each and four after 20; eight wait for 15 days only.
        for place in 0..<20 {
            let start = place < 12 ? "2020-03-01" : "2020-03-16"
            ledger.announce("x\(place)", start, ["a", "b"], origins: ["gathering:g"])
            if place < 12 {
                ledger.sign("x\(place)", place < 8 ? "2020-03-11" : "2020-03-21", ["a", "b"])
            }
        }
        let row = try funnel(of: ledger, asOf: "2020-03-31").rows[4]
        // Those signed alone say 10 days. After 10 days 12 of 20 wait; of the four that are left
        // after 15 days none waits after 20.
        #expect(row["lag"] == share(10))
        #expect(row["wait"] == share(20))
        #expect(try funnel(of: ledger, asOf: "2020-03-12").rows[4]["wait"] == nil)
    }

    @Test func `shows the events behind a cell`() throws {
        let report = try funnel(of: ledger)
        #expect(report.evidence.count == 7)
        #expect(report.evidence[0].positions(of: "n") == [0, 1, 2, 3, 4])
        #expect(report.evidence[1].positions(of: "n") == [5, 6])
        #expect(report.evidence[1].positions(of: "dropped") == [9])
        #expect(report.evidence[4].positions(of: "n") == [13, 14])
        #expect(report.evidence[4].positions(of: "unlinked") == [19, 20])
    }

    @Test func `draws the stages`() throws {
        let picture = try #require(
            try funnel(of: KindsLedger.histories(), asOf: "2026-06-01").pictures.first
        )
        guard case .stages(let chart) = picture.content else {
            Issue.record("no stages: \(picture)")
            return
        }
        #expect(chart.stages.map(\.possible) == [0, 0, 0, 1, 0, 0, 0])
        #expect(chart.stages.first?.note == "> 90 meetings; some meetings; ≈ 80 meetings")
    }
}

extension KindsLedger {
    /// An opportunity, and what led to it.
    mutating func identify(_ opportunity: String, _ date: String, origins: [String] = []) {
        var data: JSONObject = [
            "opportunity": .string("opportunity:\(opportunity)"),
            "title": [["text": "O", "lang": "en"]],
        ]
        if !origins.isEmpty { data["origins"] = .array(origins.map { .string($0) }) }
        add("opportunity.identified", date, .object(data))
    }
}
