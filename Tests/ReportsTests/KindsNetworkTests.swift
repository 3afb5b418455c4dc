import CanonicalJSON
import Reports
import Testing

/// Who works with whom, and how closely.
struct `The partner network` {
    private func ties(
        of ledger: KindsLedger,
        asOf date: String = "2020-01-01",
        _ parameters: [String: [String]] = [:]
    ) throws -> Report {
        try ReportKind.partnerNetwork.report(of: ledger, asOf: date, parameters)
    }

    private func parties(
        of ledger: KindsLedger,
        asOf date: String = "2020-01-01",
        _ parameters: [String: [String]] = [:]
    ) throws -> Report {
        try ReportKind.networkParties.report(of: ledger, asOf: date, parameters)
    }

    /// A and b work together in every way; an agreement of b and c is announced; d and e met.
    private var ledger: KindsLedger {
        var ledger = KindsLedger()
        for (party, country) in [("a", "CZ"), ("b", "TW"), ("c", "CZ")] {
            ledger.register(party, country: country)
        }
        // Two years of 365 days before the date asked for.
        ledger.hold("m1", "2018-01-01", ["a", "b"])
        ledger.add(
            "opportunity.identified",
            "2020-01-01",
            [
                "opportunity": "opportunity:o", "title": [["text": "O", "lang": "en"]],
                "parties": ["party:a", "party:b"],
            ]
        )
        ledger.announce("x", "2017-12-01", ["a", "b"])
        ledger.sign("x", "2018-01-01", ["a", "b"])
        ledger.add("agreement.entered-into-force", "2018-02-01", ["agreement": "agreement:x"])
        for commitment in ["done", "open"] { ledger.promise(commitment, "2018-02-02", under: "x") }
        ledger.add(
            "commitment.fulfilled",
            "2020-01-01",
            ["commitment": "commitment:done", "agreement": "agreement:x"]
        )
        ledger.announce("y", "2019-12-01", ["b", "c"])
        ledger.hold("m2", "2020-01-01", ["d", "e"])
        return ledger
    }

    @Test func `counts what ties two parties, and weighs it by age`() throws {
        let report = try ties(of: ledger)
        #expect(report.texts("a") == ["party:a", "party:d", "party:b"])
        #expect(report.texts("b") == ["party:b", "party:e", "party:c"])
        let row = try #require(report.rows.first)
        for figure in [
            "meetings", "opportunities", "agreements", "signed", "inForce", "commitmentsOpen",
            "commitmentsDone",
        ] {
            #expect(row[figure] == count(1, 1), "\(figure)")
        }
        #expect(row["first"] == "2017-12-01")
        #expect(row["last"] == "2020-01-01")
        // 1 × ½ for the meeting, 2 for the opportunity, 5 × ½ for the signatures, 3 for the deed.
        #expect(row["weight"] == 8)
        #expect(report.row("a", "party:b")?["weight"] == 0)
        #expect(report.row("a", "party:b")?["agreements"] == count(1, 1))
        #expect(report.row("a", "party:b")?["signed"] == count(0, 0))
    }

    @Test func `weighs as it is told, and says so`() throws {
        let report = try ties(
            of: ledger,
            ["weights": ["4,0,0.5,0"], "half-life": ["P365D"]]
        )
        // 4 × ¼ and 0.5 × ¼.
        #expect(report.rows.first { $0["a"] == "party:a" }?["weight"] == 1.13)
        #expect(report.basis["parameters"]?["weights"] == "4,0,0.5,0")
        let usual = try ties(of: ledger).basis["parameters"]
        #expect(usual?["weights"] == "1,2,5,3")
        #expect(usual?["half-life"] == "P730D")
    }

    @Test func `fades between whole half-lives`() throws {
        var ledger = KindsLedger()
        ledger.hold("m", "2019-12-31", ["a", "b"])
        let report = try ties(of: ledger, ["half-life": ["P3D"]])
        // The cube root of a half is 0.7937.
        #expect(report.rows.first?["weight"] == 0.79)
    }

    @Test func `works out the figures of the whole by hand`() throws {
        let totals = try ties(of: ledger).totals
        #expect(totals["parties"] == 5)
        #expect(totals["ties"] == 3)
        #expect(totals["components"] == 2)
        #expect(totals["largestComponent"] == 3)
        // 2 × 3 ÷ (5 × 4)
        #expect(totals["density"] == 0.3)
        #expect(totals["crossBorder"] == ["value": 100, "unit": "percent"])
        #expect(totals["countryUnknown"] == 2)
        // Of four partners in agreements two are in each of two countries: ¼ + ¼.
        #expect(totals["concentration"] == 0.5)
        #expect(totals["broker"]?["party"] == "party:b")
        #expect(totals["broker"]?["betweenness"] == 1)
    }

    @Test func `keeps to a party, its partners and the ties among them`() throws {
        let report = try ties(of: ledger, ["party": ["party:a"]])
        #expect(report.texts("b") == ["party:b"])
        #expect(report.totals["parties"] == 2)
        #expect(report.totals["concentration"] == 1)
        let middle = try ties(of: ledger, ["party": ["party:b"]])
        #expect(middle.totals["ties"] == 2)
        #expect(middle.totals["concentration"] == 1)
    }

    @Test func `shows each party's place`() throws {
        let report = try parties(of: ledger)
        #expect(
            report.texts("party") == ["party:b", "party:a", "party:d", "party:e", "party:c"]
        )
        let middle = try #require(report.rows.first)
        #expect(middle["degree"] == 2)
        #expect(middle["strength"] == 8)
        #expect(middle["betweenness"] == 1)
        #expect(middle["component"] == 1)
        #expect(middle["country"] == "TW")
        #expect(report.row("party", "party:e")?["component"] == 2)
        #expect(report.row("party", "party:e")?["country"] == nil)
    }

    @Test func `shares the shortest ways of a ring and a star`() throws {
        var ring = KindsLedger()
        for (place, pair) in [["a", "b"], ["b", "c"], ["c", "d"], ["d", "a"]].enumerated() {
            ring.hold("m\(place)", "2019", pair)
        }
        // Two opposite corners have two ways, each of which counts a half for its middle.
        #expect(try parties(of: ring).rows.allSatisfy { $0["betweenness"] == 0.5 })
        var star = KindsLedger()
        for (place, leaf) in ["b", "c", "d", "e"].enumerated() {
            star.hold("m\(place)", "2019", ["a", leaf])
        }
        // Every two of four leaves.
        #expect(try parties(of: star).row("party", "party:a")?["betweenness"] == 6)
    }

    @Test func `tells an uncertain tie from a sure one`() throws {
        var ledger = KindsLedger()
        ledger.hold("m", "2019-12/2020-12", ["a", "b"])
        let row = try #require(try ties(of: ledger).rows.first)
        #expect(row["meetings"] == count(0, 1))
        #expect(row["weight"] == 0)
        #expect(try ties(of: ledger, asOf: "2019-11-30").rows.isEmpty)
    }

    @Test func `ties no executor to a party of the agreement`() throws {
        var ledger = KindsLedger()
        ledger.announce("x", "2018-01-01", ["a", "b"])
        ledger.promise("c", "2018-02-02", under: "x")
        for executor in ["c", "d"] {
            ledger.add(
                "commitment.assigned",
                "2018-02-02",
                ["commitment": "commitment:c", "executor": .string("party:\(executor)")]
            )
        }
        let report = try ties(of: ledger)
        #expect(report.texts("a") == ["party:a", "party:c"])
        #expect(report.texts("b") == ["party:b", "party:d"])
        #expect(report.rows.allSatisfy { $0["commitmentsOpen"] == count(1, 1) })
    }

    @Test func `draws announced ties apart`() throws {
        let picture = try #require(try ties(of: ledger).pictures.first)
        guard case .network(let chart) = picture.content else {
            Issue.record("no network: \(picture)")
            return
        }
        #expect(chart.nodes.map(\.group) == ["CZ", "CZ", "TW", "", ""])
        #expect(chart.edges.map(\.isTentative) == [false, false, true])
    }

    @Test func `shows the events behind a cell`() throws {
        let evidence = try #require(try ties(of: ledger).evidence.first)
        #expect(evidence.positions(of: "meetings") == [3])
        #expect(evidence.positions(of: "signed") == [6, 7])
        #expect(evidence.positions(of: "commitmentsDone") == [11])
        #expect(evidence.positions(of: "weight") == [3, 4, 5, 6, 7, 8, 10, 11])
        #expect(try parties(of: ledger).evidence.count == 5)
    }

    @Test func `finds two agreements in the five histories, and none in force`() throws {
        let report = try ties(of: KindsLedger.histories(), asOf: "2026-06-01")
        let agreed = report.rows.filter { $0["agreements"] == count(1, 1) }
        #expect(agreed.count == 2)
        #expect(report.rows.allSatisfy { $0["inForce"] == count(0, 0) })
        #expect(report.rows.allSatisfy { $0["meetings"] == count(0, 0) })
        let signed = agreed.filter { $0["signed"] == count(1, 1) }
        #expect(signed.map { $0["a"] } == ["party:mik-fund"])
        #expect(signed.map { $0["commitmentsOpen"] } == [count(11, 11)])
    }

    @Test(arguments: [
        ["weights": ["1,2,3"]], ["weights": ["1,2,3,-4"]], ["weights": ["1,2,3,nan"]],
        ["half-life": ["P0D"]], ["half-life": ["two years"]], ["betweenness": ["yes"]],
    ])
    func `refuses weights that are none`(parameters: [String: [String]]) throws {
        #expect(throws: ReportError.self) { try ties(of: ledger, parameters) }
    }
}

extension KindsLedger {
    /// An agreement that is to come.
    mutating func announce(
        _ agreement: String,
        _ date: String,
        _ parties: [String],
        origins: [String] = []
    ) {
        var data: JSONObject = [
            "agreement": .string("agreement:\(agreement)"), "kind": "mou",
            "parties": .array(parties.map { .string("party:\($0)") }),
        ]
        if !origins.isEmpty { data["origins"] = .array(origins.map { .string($0) }) }
        add("agreement.announced", date, .object(data))
    }

    /// The signatures of some parties, all on one day.
    mutating func sign(_ agreement: String, _ date: String, _ parties: [String]) {
        for party in parties {
            add(
                "agreement.signed",
                date,
                [
                    "agreement": .string("agreement:\(agreement)"),
                    "party": .string("party:\(party)"),
                ]
            )
        }
    }

    /// Something promised under an agreement.
    mutating func promise(_ commitment: String, _ date: String, under agreement: String) {
        add(
            "commitment.planned",
            date,
            [
                "commitment": .string("commitment:\(commitment)"), "kind": "research",
                "title": [["text": "Research", "lang": "en"]],
                "agreement": .string("agreement:\(agreement)"),
            ]
        )
    }
}
