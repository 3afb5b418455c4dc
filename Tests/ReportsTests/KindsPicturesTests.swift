import CanonicalJSON
import EDTF
import Foundation
import Reports
import Testing

/// What the reports of the five histories draw.
struct `The pictures of the histories` {
    @Test func `are not made when nobody sees them`() throws {
        let ledger = try KindsLedger.histories()
        for question in `A report over the histories`.all {
            let source = try ledger.source(asOf: "2022-01-01", showsPictures: false)
            let report = try question.kind.report(from: source, parameters: question.parameters)
            #expect(report.pictures.isEmpty, "\(question.kind.name)")
        }
    }

    @Test func `show the contest overdue, and leave out what has no date`() throws {
        let report = try ReportKind.commitmentsDue.report(
            of: KindsLedger.histories(["moscow-2020"]),
            asOf: "2022-01-01"
        )
        let picture = try #require(report.pictures.first)
        #expect(picture.title == "When they are due (9 without a date are not drawn)")
        guard case .spans(let chart) = picture.content else {
            Issue.record("no spans")
            return
        }
        #expect(chart.lanes.count == 2)
        let bar = try #require(chart.lanes.first?.bars.first)
        #expect(bar.tone == .late)
        #expect(bar.label == "overdue [..2021-12-31]")
        #expect(bar.earliest == nil)
        #expect(bar.latest?.dayText == "2021-12-31")
    }

    @Test func `show an announced agreement from its first possible day to the date`() throws {
        let report = try ReportKind.agreementRegister.report(
            of: KindsLedger.histories(["lyon-2019"]),
            asOf: "2022-01-01"
        )
        guard case .spans(let chart)? = report.pictures.first?.content else {
            Issue.record("no spans")
            return
        }
        let bar = try #require(chart.lanes.first?.bars.first)
        #expect(bar.tone == .preparing)
        #expect(bar.earliest?.dayText == "2019-03-08")
        #expect(bar.definiteStart?.dayText == "2019-12-31")
        #expect(bar.definiteEnd == chart.now)
    }

    @Test func `count members by country`() throws {
        let report = try ReportKind.delegationRoster.report(
            of: KindsLedger.histories(),
            asOf: "2022-01-01"
        )
        guard case .heatMap(let map)? = report.pictures.first?.content else {
            Issue.record("no grid")
            return
        }
        #expect(map.columns == ["BG", "DE", "not known"])
        let counts = Dictionary(uniqueKeysWithValues: zip(map.rows, map.cells))
        #expect(counts["Dresden delegation"]?.map { $0?.text } == [nil, "1", "11"])
    }

    @Test(arguments: [
        ("2019-03-08", true), ("2019-03", false), ("2019-03-06/2019-03-08", true),
        ("[2019-03-08..2019-12-31]", false), ("2019-03/2019-05", true), ("2019/2019", false),
        ("2019-03-08/..", false),
    ])
    func `hold as sure what a date says for certain`(date: String, isSure: Bool) throws {
        var ledger = KindsLedger()
        ledger.add("agreement.announced", date, ["agreement": "agreement:a", "kind": "mou"])
        let report = try ReportKind.partnershipTimeline.report(
            of: ledger,
            ["of": ["agreement:a"]]
        )
        guard case .spans(let chart)? = report.pictures.first?.content else {
            Issue.record("no spans")
            return
        }
        let bar = try #require(chart.lanes.first?.bars.first)
        #expect((bar.definiteStart != nil) == isSure)
    }
}
