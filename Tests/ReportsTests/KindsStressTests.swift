import CanonicalJSON
import Reports
import Testing

/// What would be lost with a country, a party, an office or soon.
struct `An exposure test` {
    private func test(
        _ ledger: KindsLedger = .cooperation(),
        asOf date: String = "2020-06-30",
        _ parameters: [String: [String]] = [:]
    ) throws -> Report {
        try ReportKind.exposureTest.report(of: ledger, asOf: date, parameters)
    }

    @Test func `tells what is lost with a country`() throws {
        let report = try test()
        let row = try #require(report.row("subject", "CZ"))
        // x and y of x, y and z.
        #expect(row["agreementsLost"] == count(2, 2))
        #expect(row["exposure"] == 0.667)
        // The only open commitment is under y.
        #expect(row["commitmentsLost"] == count(1, 1))
        #expect(row["commitmentsAtRisk"] == 1)
        // b and c still have z; two of three stay tied.
        #expect(row["partnersIsolated"] == count(0, 0))
        #expect(row["resilience"] == 0.667)
        #expect(report.totals["agreements"] == count(3, 3))
        #expect(report.totals["largestGroup"] == 3)
    }

    @Test func `tells who is left without a partner`() throws {
        // z has ended, x was extended: a holds x and y together.
        var ledger = KindsLedger.cooperation()
        ledger.add(
            "agreement.extended",
            "2020-09-01",
            ["agreement": "agreement:x", "until": "2021-09-30"]
        )
        let report = try test(ledger, asOf: "2020-12-31")
        let row = try #require(report.row("subject", "party:a"))
        #expect(row["agreementsLost"] == count(2, 2))
        #expect(row["partnersIsolated"] == count(2, 2))
        #expect(row["isolated"] == ["Cluster b", "Cluster c"])
        #expect(row["resilience"] == 0)
        let other = try #require(report.row("subject", "party:b"))
        #expect(other["partnersIsolated"] == count(0, 0))
        #expect(other["exposure"] == 0.5)
    }

    @Test func `tells what ends soon`() throws {
        let report = try test()
        let row = try #require(report.row("shock", "expiry"))
        #expect(row["agreementsLost"] == count(1, 1))
        #expect(row["exposure"] == 0.333)
        #expect(row["resilience"] == 1)
        let near = try test(.cooperation(), ["within": ["P1M"]])
        #expect(near.row("shock", "expiry")?["agreementsLost"] == count(0, 0))
    }

    @Test func `tells what is lost with an office`() throws {
        var ledger = KindsLedger.cooperation()
        ledger.add(
            "liaison-office.opened",
            "2019-05-01",
            [
                "office": "office:o", "agreement": "agreement:x",
                "names": [["text": "Office", "lang": "en"]],
            ]
        )
        let row = try test(ledger).row("subject", "office:o")
        #expect(row?["agreementsLost"] == count(1, 1))
        #expect(row?["name"] == "Office")
        let asked = try test(ledger, ["office": ["office:o"]])
        #expect(asked.texts("shock") == ["office", "expiry"])
    }

    @Test func `keeps what may have entered into force apart`() throws {
        var ledger = KindsLedger.cooperation()
        ledger.agree(
            "w",
            "a",
            "d",
            signed: "2020-06-01",
            inForce: "[2020-06-15..2020-07-15]"
        )
        let report = try test(ledger)
        #expect(report.totals["agreements"] == count(3, 4))
        let row = try #require(report.row("subject", "party:a"))
        #expect(row["agreementsLost"] == count(2, 3))
        // Nobody is sure that d had a partner.
        #expect(row["partnersIsolated"] == count(0, 1))
        #expect(row["exposure"] == 0.667)
    }

    @Test func `counts signed agreements when it is told to`() throws {
        let ledger = try KindsLedger.histories(["moscow-2020"])
        #expect(try test(ledger, asOf: "2020-12-31").totals["agreements"] == count(0, 0))
        let signed = try test(ledger, asOf: "2020-12-31", ["signed": ["true"]])
        #expect(signed.totals["agreements"] == count(1, 1))
        #expect(signed.row("subject", "CN")?["commitmentsLost"] == count(11, 11))
        #expect(signed.row("subject", "RU")?["exposure"] == 1)
    }
}

/// What stands in the way.
struct `The load of barriers` {
    @Test func `adds up the severities of open barriers`() throws {
        let report = try ReportKind.barrierLoad.report(of: .barriers(), asOf: "2020-06-30")
        let trust = try #require(report.row("category", "trust"))
        #expect(trust["reports"] == count(2, 2))
        #expect(trust["eased"] == count(0, 0))
        #expect(trust["open"] == count(2, 2))
        #expect(trust["load"] == 6)
        #expect(trust["worstRoute"] == "CZ–TW")
        #expect(trust["worstLoad"] == 4)
        // One is left with severity 1; of the other nothing says that any is left.
        let language = try #require(report.row("category", "language"))
        #expect(language["eased"] == count(2, 2))
        #expect(language["open"] == count(1, 1))
        #expect(language["load"] == 1)
        #expect(report.texts("category") == ["trust", "language"])
        #expect(report.totals["open"] == count(3, 3))
    }

    @Test func `goes by what had happened by the date`() throws {
        let report = try ReportKind.barrierLoad.report(of: .barriers(), asOf: "2019-12-31")
        let language = try #require(report.row("category", "language"))
        #expect(language["eased"] == count(0, 0))
        #expect(language["open"] == count(2, 2))
        #expect(language["load"] == 3)
        #expect(language["unjudged"] == count(1, 1))
        #expect(report.rows.count == 1)
    }

    @Test func `knows the four barriers of the histories, of which none is judged`() throws {
        let report = try ReportKind.barrierLoad.report(of: .histories(), asOf: "2020-12-31")
        #expect(report.totals["reports"] == count(4, 4))
        let names = Set(report.texts("category"))
        #expect(names == ["trust", "language", "decision-making", "search"])
        #expect(report.rows.allSatisfy { $0["load"] == nil && $0["unjudged"] == count(1, 1) })
        #expect(report.row("category", "search")?["routes"] == ["CN–DE"])
        let german = try ReportKind.barrierLoad.report(
            of: .histories(),
            asOf: "2020-12-31",
            ["country": ["DE"]]
        )
        #expect(german.texts("category") == ["search"])
    }
}

/// Judgements by the criteria of a framework.
struct `A policy assessment` {
    private var ledger: KindsLedger {
        var ledger = KindsLedger()
        func criterion(_ key: String) -> JSONValue {
            [
                "key": .string(key), "dimension": "collaboration",
                "names": [["text": "Does it help?", "lang": "en"]],
                "scale": ["low": 0, "high": 4],
            ]
        }
        ledger.add(
            "framework.published",
            "2020-01-15",
            [
                "framework": "framework:f", "version": "2020",
                "names": [["text": "Framework", "lang": "en"]],
                "criteria": [criterion("partners"), criterion("sectors")],
            ]
        )
        func assess(_ criterion: String, _ score: Int, _ date: String, _ evidence: [JSONValue]) {
            var data: JSONObject = [
                "framework": "framework:f", "region": "CZ064",
                "criterion": .string(criterion), "score": .integer(score),
            ]
            if !evidence.isEmpty { data["evidence"] = .array(evidence) }
            ledger.add("assessment.made", date, .object(data))
        }
        assess("partners", 2, "2020-03-01", [])
        assess("partners", 3, "2020-12-01", ["document:p"])
        assess("sectors", 1, "2020-12-01", [])
        assess("sectors", 4, "[2020-12-15..2021-02-01]", ["document:p"])
        return ledger
    }

    @Test func `shows the last score of each criterion and what it rests on`() throws {
        let report = try ReportKind.policyAssessment.report(of: ledger, asOf: "2020-12-10")
        let partners = try #require(report.row("criterion", "partners"))
        #expect(partners["score"] == 3)
        #expect(partners["scoreBefore"] == 2)
        #expect(partners["index"] == 0.75)
        #expect(partners["unevidenced"] == "no")
        #expect(partners["scale"] == "0–4")
        #expect(partners["assessed"] == "2020-12-01")
        #expect(partners["of"] == "CZ064")
        let sectors = try #require(report.row("criterion", "sectors"))
        #expect(sectors["index"] == 0.25)
        #expect(sectors["unevidenced"] == "yes")
        // (3/4 + 1/4) ÷ 2
        #expect(sectors["dimensionIndex"] == 0.5)
        #expect(report.totals["unevidenced"] == count(1, 1))
    }

    @Test func `says when the last score is only possible`() throws {
        let report = try ReportKind.policyAssessment.report(of: ledger, asOf: "2020-12-31")
        let sectors = try #require(report.row("criterion", "sectors"))
        #expect(sectors["score"] == 4)
        #expect(sectors["certainty"] == "possible")
        #expect(report.totals["assessments"] == count(1, 2))
    }
}
