import CanonicalJSON
import Foundation
import Reports
import Testing

/// What changed between two bases, and why a figure is what it is.
struct `Changes of a report` {
    private func difference(
        _ kind: ReportKind,
        of ledger: KindsLedger,
        _ before: (date: String, size: Int?),
        _ after: (date: String, size: Int?),
        _ parameters: [String: [String]] = [:]
    ) throws -> Report {
        try kind.difference(
            from: ledger.source(asOf: before.date, size: before.size),
            to: ledger.source(asOf: after.date, size: after.size),
            parameters: parameters
        )
    }

    @Test func `over the year's end are the contest and its final, and nothing else`() throws {
        let report = try difference(
            .commitmentsDue,
            of: KindsLedger.histories(),
            ("2021-12-31", nil),
            ("2022-01-01", nil)
        )
        let cells = report.rows.filter { $0["change"] == "changed" }
        #expect(
            cells.compactMap { $0["row"]?.string }
                == ["commitment:s2-contest", "commitment:s2-contest-final"]
        )
        #expect(cells.allSatisfy { $0["column"] == "overdue" && $0["before"] == "no" })
        #expect(cells.allSatisfy { $0["after"] == "yes" && $0["cause"] == "date" })
        // The date alone did it; what set the due date is named.
        #expect(cells.map { $0["events"] } == [[112, 123], [113]])
        let totals = report.rows.filter { $0["change"] == "total" }
        #expect(totals.compactMap { $0["row"]?.string } == ["dueSoon", "overdue"])
        #expect(report.rows.count == 4)
    }

    @Test func `in the register come from what was recorded`() throws {
        let ledger = try KindsLedger.histories()
        let report = try difference(
            .agreementRegister,
            of: ledger,
            ("2022", 83),
            ("2022", nil)
        )
        let added = report.rows.filter { $0["change"] == "added" }
        #expect(added.compactMap { $0["row"]?.string } == ["agreement:mik-zgc-2020"])
        #expect(added[0]["after"]?["state"] == "signed")
        #expect(added[0]["cause"] == "events")
        let events = (added[0]["events"]?.array ?? []).compactMap(\.integer)
        #expect(events.count >= 3)
        #expect(events.allSatisfy { $0 >= 83 })
        #expect(!report.rows.contains { $0["row"]?.string?.contains("in-force") == true })
    }

    @Test func `to something that was not known before are all of it`() throws {
        let report = try difference(
            .commitmentsDue,
            of: KindsLedger.histories(),
            ("2022", 10),
            ("2022", nil),
            ["agreement": ["agreement:mik-zgc-2020"]]
        )
        #expect(report.totals["rowsAdded"] == 11)
        #expect(report.basis["from"]?["knownAt"]?["size"] == 10)
        #expect(report.basis["to"]?["asOf"] == "2022")
    }

    @Test func `about what is never known are refused as the report is`() throws {
        #expect(throws: ReportError.self) {
            try difference(
                .commitmentsDue,
                of: KindsLedger.histories(),
                ("2022", nil),
                ("2022", nil),
                ["agreement": ["agreement:none"]]
            )
        }
    }

    @Test func `name the retraction and the new name`() throws {
        var ledger = KindsLedger()
        let names = { (text: String) -> JSONValue in [["text": .string(text), "lang": "en"]] }
        ledger.add(
            "party.registered",
            "2020-01-01",
            ["party": "party:a", "kind": "cluster", "names": names("Old")]
        )
        let plan = ledger.add(
            "agreement.announced",
            "2020-02-01",
            ["agreement": "agreement:m", "kind": "mou", "parties": ["party:a"]]
        )
        let before = ledger.size
        let named = ledger.add(
            "party.named",
            "2020-03-01",
            ["party": "party:a", "names": names("New")]
        )
        let gone = ledger.add(
            "event.retracted",
            "2020-04-01",
            ["target": .string("event:e\(plan)"), "reason": names("Never was")]
        )
        let timeline = try difference(
            .partnershipTimeline,
            of: ledger,
            ("2021", before),
            ("2021", named + 1),
            ["party": ["party:a"]]
        )
        let cell = timeline.rows.first { $0["column"] == "whoNames" && $0["row"] == "1" }
        #expect(cell?["before"] == ["Old"])
        #expect(cell?["after"] == ["New"])
        let register = try difference(
            .agreementRegister,
            of: ledger,
            ("2021", named + 1),
            ("2021", nil)
        )
        #expect(register.totals["rowsRemoved"] == 1)
        #expect(register.rows.first?["events"] == [.integer(plan), .integer(gone)])
    }

    static let forms: [(Report.Format, String)] = [
        (.text, "txt"), (.markdown, "md"), (.csv, "csv"), (.json, "json"),
    ]

    @Test(arguments: forms)
    func `are the golden file`(format: Report.Format, suffix: String) throws {
        let report = try difference(
            .commitmentsDue,
            of: KindsLedger.histories(),
            ("2021-12-31", nil),
            ("2022-01-01", nil)
        )
        try GoldenFile.expect(report.rendered(as: format), is: "diff-contest.\(suffix)")
    }
}

struct `Why a figure is what it is` {
    private func why(
        _ question: CellQuestion,
        _ kind: ReportKind,
        asOf date: String = "2022-01-01",
        _ parameters: [String: [String]] = [:]
    ) throws -> Report {
        try kind.explanation(
            of: question,
            from: KindsLedger.histories().source(asOf: date),
            parameters: parameters
        )
    }

    @Test func `is told by the event that set the due date`() throws {
        let report = try why(
            .cell(row: ["commitment:s2-contest"], column: "overdue"),
            .commitmentsDue
        )
        #expect(report.rows.contains { $0["type"] == "commitment.planned" })
        #expect(report.totals["value"] == "yes")
        #expect(report.rows.allSatisfy { $0["leafHash"]?.string?.count == 64 })
    }

    @Test func `is told for the register by the signatures`() throws {
        let report = try why(
            .cell(row: ["agreement=agreement:mik-zgc-2020"], column: "state"),
            .agreementRegister
        )
        #expect(report.texts("type") == ["agreement.signed", "agreement.signed"])
        #expect(report.totals["value"] == "signed")
    }

    @Test func `is told for a total by the events of what it counts`() throws {
        let report = try why(.total("overdue"), .commitmentsDue)
        let planned = report.rows.filter { $0["type"] == "commitment.planned" }
        #expect(planned.count == 2)
    }

    @Test func `is told for a member of a delegation`() throws {
        let report = try why(
            .cell(row: ["delegation:s0-europe", "party:kastra"], column: "role"),
            .delegationRoster
        )
        #expect(report.texts("type") == ["delegation.joined"])
    }

    static let errors: [(CellQuestion, String)] = [
        (
            .cell(row: ["commitment:none"], column: "state"),
            "has no row 'commitment:none' at this basis; name one by commitment, such as"
        ),
        (
            .cell(row: ["state=planned"], column: "state"),
            "rows of the report commitments-due answer to 'state=planned'"
        ),
        (
            .cell(row: ["commitment:s2-contest"], column: "colour"),
            "has no column 'colour'; it has commitment, title"
        ),
        (.total("sum"), "has no total 'sum' at this basis; it has"),
    ]

    @Test(arguments: errors)
    func `is refused with what stands in the way`(question: CellQuestion, words: String) throws {
        let error = #expect(throws: ReportError.self) { _ = try why(question, .commitmentsDue) }
        #expect(error?.description.contains(words) == true, "\(String(describing: error))")
    }
}
