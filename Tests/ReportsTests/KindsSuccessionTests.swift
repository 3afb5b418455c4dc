import CanonicalJSON
import Reports
import Testing

/// Under whose name ties are counted when records were merged, or parties became others.
struct `A party that another one stands for` {
    /// The co-operation of a, b and c, and `e`, whose record is another one of a; it agreed with d
    /// and met c.
    private func cooperation(_ change: (inout KindsLedger) -> Void) -> KindsLedger {
        var ledger = KindsLedger.cooperation()
        ledger.add(
            "party.registered",
            "2018-01-01",
            [
                "party": "party:e", "kind": "cluster", "country": "CZ",
                "names": [["text": "Cluster e", "lang": "en"]],
            ]
        )
        ledger.agree("w", "e", "d", signed: "2019-05-01", inForce: "2019-06-01")
        ledger.meet("4", "e", "c", "2020-04-01")
        change(&ledger)
        return ledger
    }

    private func partners(_ ledger: KindsLedger, asOf date: String) throws -> [String: Int64?] {
        let report = try ReportKind.networkParties.report(of: ledger, asOf: date)
        return Dictionary(
            uniqueKeysWithValues: report.rows.map {
                ($0["party"]?.string ?? "", $0["degree"]?.integer)
            }
        )
    }

    private static let apart: [String: Int64?] = [
        "party:a": 2, "party:b": 2, "party:c": 3, "party:d": 1, "party:e": 2,
    ]
    private static let together: [String: Int64?] = [
        "party:a": 3, "party:b": 2, "party:c": 2, "party:d": 1,
    ]

    @Test func `by a merged record is counted with it at every date, once that is known`() throws {
        let ledger = cooperation { ledger in
            ledger.add(
                "party.merged",
                "2021-01-01",
                [
                    "duplicate": "party:e", "survivor": "party:a",
                    "reason": [["text": "One organisation.", "lang": "en"]],
                ]
            )
        }
        #expect(try partners(ledger, asOf: "2020-08-01") == Self.together)
        let before = try ReportKind.networkParties
            .report(of: ledger, asOf: "2020-08-01", size: ledger.size - 1)
        #expect(before.rows.count == 5)
    }

    @Test func `in law is counted with it from the day of the change`() throws {
        let ledger = cooperation { ledger in
            ledger.add(
                "party.changed-into",
                "2020-07-01",
                ["kind": "absorption", "originals": ["party:e"], "results": ["party:a"]]
            )
        }
        #expect(try partners(ledger, asOf: "2020-06-30") == Self.apart)
        #expect(try partners(ledger, asOf: "2020-07-01") == Self.together)
        let asked = try ReportKind.networkParties
            .report(of: ledger, asOf: "2020-08-01", ["party": ["party:e"]])
        #expect(asked.row("party", "party:a")?["degree"] == 3)
        let matrix = try ReportKind.meetingsMatrix.report(of: ledger, asOf: "2020-08-01")
        let pair = matrix.rows.first { $0["a"] == "party:a" && $0["b"] == "party:c" }
        #expect(pair?["held"] == count(2, 2))
        let exposure = try ReportKind.exposureTest
            .report(of: ledger, asOf: "2020-08-01", ["party": ["party:e"]])
        #expect(exposure.row("shock", "party")?["subject"] == "party:a")
        #expect(exposure.row("shock", "party")?["agreementsLost"] == count(3, 3))
        let panorama = try ReportKind.panorama
            .report(of: ledger, asOf: "2020-08-01", ["period": ["2020-H1"]])
        #expect(panorama.row("of", "party:e") == nil)
        let register = try ReportKind.agreementRegister.report(of: ledger, asOf: "2020-08-01")
        #expect(
            register.row("agreement", "agreement:w")?["parties"]?.array?.first?["party"]
                == "party:e"
        )
    }

    @Test func `and that became itself again stands for itself`() throws {
        let ledger = cooperation { ledger in
            for (date, one, other) in [("2020-07-01", "e", "f"), ("2020-07-10", "f", "e")] {
                ledger.add(
                    "party.changed-into",
                    date,
                    [
                        "kind": "rename", "originals": [.string("party:\(one)")],
                        "results": [.string("party:\(other)")],
                    ]
                )
            }
        }
        #expect(try partners(ledger, asOf: "2020-07-05")["party:f"] == 2)
        #expect(try partners(ledger, asOf: "2020-08-01") == Self.apart)
    }

    @Test func `but one that was split goes on under its own name`() throws {
        let ledger = cooperation { ledger in
            ledger.add(
                "party.changed-into",
                "2020-07-01",
                ["kind": "split", "originals": ["party:e"], "results": ["party:f", "party:g"]]
            )
        }
        #expect(try partners(ledger, asOf: "2020-08-01") == Self.apart)
    }
}

/// Which signatures count.
struct `A signature under a text that was superseded` {
    @Test func `counts neither in the network nor in the funnel`() throws {
        var ledger = KindsLedger()
        let agreement: JSONValue = "agreement:x"
        ledger.add(
            "agreement.drafted",
            "2020-01-01",
            [
                "agreement": agreement, "kind": "mou", "version": 1,
                "title": [["text": "X", "lang": "en"]], "parties": ["party:a", "party:b"],
            ]
        )
        for party in ["party:a", "party:b"] {
            ledger.add(
                "agreement.signed",
                "2020-02-01",
                ["agreement": agreement, "party": .string(party), "version": 1]
            )
        }
        ledger.add("agreement.revised", "2020-03-01", ["agreement": agreement, "version": 2])
        for (date, signed) in [("2020-02-15", count(1, 1)), ("2020-04-01", count(0, 0))] {
            let ties = try ReportKind.partnerNetwork.report(of: ledger, asOf: date)
            #expect(ties.rows.first?["signed"] == signed)
            let funnel = try ReportKind.partnershipFunnel.report(of: ledger, asOf: date)
            #expect(funnel.row("what", "agreement signed")?["unlinked"] == signed)
        }
    }
}
