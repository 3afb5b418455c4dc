import CanonicalJSON
import EDTF
import Reports
import Testing

/// What the pictures of reports show, reckoned by hand.
struct `The charts of reports` {
    private func series(_ picture: Picture?) throws -> SeriesChart {
        guard case .series(let chart)? = picture?.content else { throw Missing() }
        return chart
    }

    private struct Missing: Error {}

    @Test func `burn up what was planned, due and fulfilled by the end of each half-year`() throws {
        var ledger = KindsLedger()
        for (id, planned, due) in [
            ("a", "2020-02-01", "2020-06-30"), ("b", "[2020-06-01..2020-08-01]", "2021-03-31"),
        ] {
            ledger.add(
                "commitment.planned",
                planned,
                [
                    "commitment": .string("commitment:\(id)"), "agreement": "agreement:x",
                    "title": [["text": .string(id), "lang": "en"]],
                    "due": ["kind": "by", "edtf": .string(due)],
                ]
            )
        }
        ledger.add("commitment.fulfilled", "2020-09-01", ["commitment": "commitment:a"])
        let report = try ReportKind.commitmentsDue.report(of: ledger, asOf: "2021-06-30")
        let chart = try series(report.pictures.last)
        #expect(chart.periods == ["2020-H1", "2020-H2", "2021-H1"])
        #expect(chart.series.map(\.values) == [[1, 2, 2], [1, 1, 2], [0, 1, 1]])
        #expect(chart.series.map(\.possible) == [[2, 2, 2], [1, 1, 2], [0, 1, 1]])
    }

    @Test func `count agreements where they stood at the end of each half-year`() throws {
        let report = try ReportKind.agreementRegister.report(of: .histories(), asOf: "2022-01-01")
        let chart = try series(report.pictures.last)
        #expect(chart.periods.first == "2019-H1" && chart.periods.last == "2022-H1")
        // One was announced in 2019, after an unknown day of March; the other signed by September
        // 2020, nobody knows since when.
        #expect(chart.series.count == 3)
        #expect(chart.series[0].values == [0, 0, 0, 1, 1, 1, 1])
        #expect(chart.series[1].values == [0, 1, 1, 1, 1, 1, 1])
        #expect(chart.series[2].possible == [2, 1, 1, 0, 0, 0, 0])
    }

    @Test func `show to both sides what each loss takes away`() throws {
        let report = try ReportKind.exposureTest.report(
            of: .histories(),
            asOf: "2020-12-31",
            ["signed": ["true"]]
        )
        guard case .tornado(let chart)? = report.pictures.first?.content else { throw Missing() }
        let item = try #require(chart.items.first { $0.label == "CN" })
        let row = try #require(report.rows.first { $0["subject"] == "CN" })
        #expect(row["commitmentsLost"] == count(Int(item.left.low), Int(item.left.high)))
        #expect(row["agreementsLost"] == count(Int(item.right.low), Int(item.right.high)))
        #expect(item.left == ValueRange(11) && item.right == ValueRange(1))
    }

    @Test func `tie around a circle those who met, apart those who may have`() throws {
        var ledger = KindsLedger()
        ledger.register("a", country: "CZ")
        ledger.register("b", country: "TW")
        ledger.hold("m1", "2020-03-15", ["a", "b"], format: "c2c", at: "g")
        ledger.hold("m2", "2020-06", ["a", "b"], format: "c2b")
        let report = try ReportKind.meetingsMatrix.report(of: ledger, asOf: "2020-06-15")
        guard case .network(let chart)? = report.pictures.last?.content else { throw Missing() }
        #expect(chart.form == .chord)
        #expect(chart.nodes.map(\.group) == ["CZ", "TW"])
        #expect(chart.edges.map(\.weight) == [1, 1])
        #expect(chart.edges.map(\.isTentative) == [false, true])
    }

    @Test func `show who came again to the next edition of a series`() throws {
        var ledger = KindsLedger()
        ledger.register("a", country: "CZ")
        ledger.register("b", country: "CZ")
        ledger.register("c", country: "TW")
        for (year, members) in [("2019", ["a", "b"]), ("2020", ["a", "c"])] {
            ledger.add(
                "gathering.announced",
                "\(year)-01-01",
                [
                    "gathering": .string("gathering:\(year)"), "kind": "matchmaking",
                    "when": .string("\(year)-05-01"), "series": "series:x",
                ]
            )
            ledger.add(
                "delegation.formed",
                "\(year)-02-01",
                [
                    "delegation": .string("delegation:\(year)"), "side": "europe",
                    "leadUnknown": true, "gathering": .string("gathering:\(year)"),
                ]
            )
            for member in members {
                ledger.add(
                    "delegation.joined",
                    "\(year)-03-01",
                    [
                        "delegation": .string("delegation:\(year)"),
                        "member": .string("party:\(member)"),
                    ]
                )
            }
        }
        let report = try ReportKind.delegationRoster.report(of: ledger, asOf: "2020-12-31")
        guard case .flows(let chart)? = report.pictures.last?.content else { throw Missing() }
        #expect(chart.columns.map { $0.blocks.map(\.label) } == [["CZ"], ["CZ", "TW"]])
        #expect(chart.columns.map { $0.blocks.map(\.value.high) } == [[2], [1, 1]])
        #expect(chart.flows == [FlowChart.Flow(after: 0, from: 0, to: 0, ValueRange(1))])
    }

    @Test func `judge by lights, and dash what has no evidence`() throws {
        let map = HeatMap(
            rows: ["policy"],
            columns: ["a", "b", "c"],
            cells: [[.init(0.9, "0.9"), .init(0.5, "0.5", isSure: false), .init(0.1, "0.1")]],
            form: .lights(fair: 0.4, good: 0.7, unsure: "dashed: no evidence")
        )
        let read = ReadMarkup(PictureSamples.report([.heatMap(map)]).renderedBytes(as: .svg))
        // One of each stands in the grid, and one in the legend.
        #expect(read.all("circle").count { $0.attributes["class"] == "block c2" } == 2)
        #expect(read.all("rect").count { $0.attributes["class"] == "block c1" } == 2)
        #expect(read.all("path").count { $0.attributes["class"] == "block c5" } == 2)
        #expect(read.all("rect").count { $0.attributes["class"] == "paper possible neutral" } == 2)
    }

    @Test func `show six periods of a panorama, the one asked for last`() throws {
        let report = try ReportKind.panorama.report(
            of: .histories(),
            asOf: "2020-12-31",
            ["group-by": ["country"]]
        )
        let chart = try series(report.pictures.last)
        #expect(chart.form == .panels)
        #expect(chart.periods.count == 6 && chart.periods.last == "2020-H2")
        let total = report.totals["activePartners"]
        let series = try #require(chart.series.first)
        #expect(total == count(Int(series.values[5] ?? 0), Int(series.possible[5] ?? 0)))
    }
}
