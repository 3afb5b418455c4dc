import CanonicalJSON
import EDTF
import Reports
import Testing

/// What is overdue, due soon, or without a date.
struct `The list of commitments due` {
    private func due(
        of ledger: KindsLedger,
        asOf date: String,
        _ parameters: [String: [String]] = [:]
    ) throws -> Report {
        try ReportKind.commitmentsDue.report(of: ledger, asOf: date, parameters)
    }

    @Test func `finds the contest and its final overdue on the day after the year's end`() throws {
        let report = try due(of: KindsLedger.histories(["moscow-2020"]), asOf: "2022-01-01")
        let overdue = report.rows.filter { $0["overdue"] == "yes" }
        #expect(
            overdue.compactMap { $0["commitment"]?.string }
                == ["commitment:s2-contest", "commitment:s2-contest-final"]
        )
        #expect(Array(report.rows.prefix(2)) == overdue)
        #expect(report.totals["overdue"] == count(2, 2))
        #expect(report.totals["undated"] == count(9, 9))
        #expect(report.totals["open"] == count(11, 11))
        #expect(report.totals["assigned"] == count(1, 1))
        #expect(report.totals["planned"] == count(10, 10))
    }

    @Test func `finds nothing overdue on the year's last day`() throws {
        let report = try due(of: KindsLedger.histories(["moscow-2020"]), asOf: "2021-12-31")
        #expect(report.rows.allSatisfy { $0["overdue"] == "no" })
        #expect(report.totals["overdue"] == count(0, 0))
        #expect(report.totals["dueSoon"] == count(2, 2))
    }

    @Test func `shows dates, words and executors`() throws {
        let report = try due(of: KindsLedger.histories(["moscow-2020"]), asOf: "2022-01-01")
        let row = report.row("commitment", "commitment:s2-contest")
        #expect(row?["due"] == "[..2021-12-31]")
        #expect(row?["dueVerbatim"] == "до конца 2021 года")
        #expect(row?["dueLatest"] == "2021-12-31")
        #expect(row?["dueEarliest"] == nil)
        #expect(row?["title"] == "Russian-Chinese innovation contest")
        #expect(row?["agreementTitle"] == "co-operation agreement")
        #expect(row?["executors"] == ["party:tsinghua-ru-inst", "party:zgc-angels"])
        #expect(row?["executorNames"]?.array?.count == 2)
    }

    @Test func `looks as far ahead as it is told`() throws {
        let ledger = try KindsLedger.histories(["moscow-2020"])
        let near = try due(of: ledger, asOf: "2021-09-30", ["within": ["P3M"]])
        #expect(near.totals["dueSoon"] == count(0, 0))
        let far = try due(of: ledger, asOf: "2021-09-30", ["within": ["P4M"]])
        #expect(far.totals["dueSoon"] == count(2, 2))
        #expect(far.rows.first?["timing"] == "due-soon")
    }

    @Test func `shows closed ones only when asked`() throws {
        var ledger = plan(due: ["kind": "by", "edtf": "2021-06-30"])
        ledger.add("commitment.fulfilled", "2021-05-01", ["commitment": "commitment:c"])
        #expect(try due(of: ledger, asOf: "2022-01-01").rows.isEmpty)
        let all = try due(of: ledger, asOf: "2022-01-01", ["all": ["true"]])
        #expect(all.rows.first?["timing"] == "done-in-time")
        #expect(all.totals["fulfilled"] == count(1, 1))
        #expect(all.totals["open"] == count(0, 0))
    }

    @Test func `is unsure of what may be done already`() throws {
        var ledger = plan(due: ["kind": "by", "edtf": "2021-06-30"])
        ledger.add(
            "commitment.fulfilled",
            "[2021-05-01..2022-12-31]",
            [
                "commitment": "commitment:c"
            ]
        )
        let report = try due(of: ledger, asOf: "2022-01-01")
        #expect(report.rows.first?["state"] == "planned")
        #expect(report.rows.first?["possibleState"] == "fulfilled")
        #expect(report.totals["overdue"] == count(0, 1))
        #expect(report.totals["open"] == count(0, 1))
    }

    @Test func `says possibly only of a set with both ends`() throws {
        let set = plan(due: ["kind": "by", "edtf": "[2021-01-01..2022-12-31]"])
        let report = try due(of: set, asOf: "2022-01-01")
        #expect(report.rows.first?["overdue"] == "possibly")
        #expect(report.totals["overdue"] == count(0, 1))
        let interval = plan(due: ["kind": "within", "edtf": "2021-01-01/2022-12-31"])
        #expect(try due(of: interval, asOf: "2022-01-01").rows.first?["overdue"] == "no")
    }

    @Test func `counts a time allowed from the event, and follows a new date`() throws {
        var ledger = plan(due: ["kind": "within", "duration": "P6M"])
        let first = try due(of: ledger, asOf: "2021-02-01").rows.first
        #expect(first?["dueLatest"] == "2021-07-31")
        #expect(try due(of: ledger, asOf: "2021-08-01").rows.first?["overdue"] == "yes")
        ledger.add(
            "commitment.rescheduled",
            "2021-06-01",
            [
                "commitment": "commitment:c", "due": ["kind": "by", "edtf": "2021-12"],
            ]
        )
        let later = try due(of: ledger, asOf: "2021-08-01").rows.first
        #expect(later?["overdue"] == "no")
        #expect(later?["dueLatest"] == "2021-12-31")
        #expect(later?["reschedules"] == 1)
    }

    @Test func `never calls a series overdue, nor closed by one occurrence`() throws {
        var ledger = plan(due: ["kind": "recurring", "duration": "P6M", "edtf": "2021/2022"])
        ledger.add(
            "commitment.fulfilled",
            "2021-06-30",
            [
                "commitment": "commitment:c", "occurrence": "2021-06",
            ]
        )
        let report = try due(of: ledger, asOf: "2024-01-01")
        #expect(report.rows.first?["overdue"] == "no")
        #expect(report.rows.first?["timing"] == "recurring")
        #expect(report.rows.first?["state"] == "planned")
    }

    @Test func `keeps only an agreement's or an executor's`() throws {
        let ledger = try KindsLedger.histories()
        let all = try due(of: ledger, asOf: "2022-01-01")
        #expect(all.rows.count == 12)
        // The Observatory's promise has no date, and was recorded later.
        #expect(all.totals["existenceUndated"] == 1)
        let moscow = try due(
            of: ledger,
            asOf: "2022-01-01",
            ["agreement": ["agreement:mik-zgc-2020"]]
        )
        #expect(moscow.rows.count == 11)
        let angels = try due(of: ledger, asOf: "2022-01-01", ["party": ["party:zgc-angels"]])
        #expect(angels.texts("commitment") == ["commitment:s2-contest"])
    }

    @Test func `shows the last known progress`() throws {
        var ledger = plan(due: ["kind": "none"])
        ledger.add(
            "commitment.progressed",
            "2021-03-01",
            [
                "commitment": "commitment:c", "percent": 40,
            ]
        )
        let row = try due(of: ledger, asOf: "2021-08-01").rows.first
        #expect(row?["progress"] == 40)
        #expect(row?["progressSince"] == "2021-03-01")
        #expect(row?["state"] == "running")
        #expect(row?["timing"] == "undated")
        #expect(row?["marks"] == nil)
    }

    @Test func `marks a step that is not known`() throws {
        var ledger = KindsLedger()
        ledger.add("commitment.started", "2021-03-01", ["commitment": "commitment:c"])
        let report = try due(of: ledger, asOf: "2021-08-01")
        #expect(report.rows.first?["marks"] == "△")
        #expect(report.gaps.first?["rule"] == "commitment-planned")
    }

    static let moves: [(String, String, String)] = [
        ("2021-01-31T23:59:59.999999Z", "P1M", "2021-02-28T23:59:59.999999Z"),
        ("2020-01-31T12:00:00Z", "P1M", "2020-02-29T12:00:00.000000Z"),
        ("2020-02-29T00:00:00Z", "P1Y", "2021-02-28T00:00:00.000000Z"),
        ("2021-11-30T00:00:00Z", "P1Y2M3D", "2023-02-02T00:00:00.000000Z"),
        ("2021-12-31T23:00:00Z", "PT90M", "2022-01-01T00:30:00.000000Z"),
        ("2021-12-31T23:00:00Z", "P2W", "2022-01-14T23:00:00.000000Z"),
        ("0000-01-31T00:00:00Z", "P11M", "0000-12-31T00:00:00.000000Z"),
    ]

    @Test(arguments: moves)
    func `moves a moment by the calendar`(start: String, length: String, end: String) throws {
        let moment = try #require(Instant(rfc3339: start))
        #expect(try moment.advanced(by: ISODuration(parsing: length)).rfc3339 == end)
    }

    @Test func `a length beyond all time stops at the last moment`() throws {
        let length = try ISODuration(parsing: "P999999999Y")
        let moment = Instant(microseconds: 0).advanced(by: length)
        #expect(moment == Instant(microseconds: .max))
    }

    private func plan(due: JSONValue) -> KindsLedger {
        var ledger = KindsLedger()
        ledger.add(
            "commitment.planned",
            "2021-01-31",
            [
                "commitment": "commitment:c", "kind": "research",
                "title": [["text": "Joint research", "lang": "en"]], "due": due,
            ]
        )
        return ledger
    }
}
