import CanonicalJSON
import Collaboration
import EDTF
import Entente
import EventJournal
import Reports
import Testing

struct `An issued report` {
    private func issue(
        _ kind: ReportKind,
        of test: TestLedger,
        asOf date: String,
        as format: Report.Format,
        languages: [String] = []
    ) throws -> (event: StoredEvent, bytes: [UInt8]) {
        let report = try test.ledger.report(
            kind,
            asOf: try #require(AsOf(try ImpreciseDate(parsing: date))),
            knownAt: .now,
            parameters: kind == .partnershipTimeline ? ["party": ["party:mik-fund"]] : [:],
            languages: languages,
            as: format
        )
        let bytes = report.renderedBytes(as: format)
        let payload = IssuedReport.payload(of: report, kind, format: format, bytes: bytes)
        let receipt = try test.append(
            "report.issued",
            String(decoding: payload.canonicalBytes(), as: UTF8.self),
            occurred: "2026-01-01"
        )
        return (try #require(try test.ledger.event(at: receipt.position)), bytes)
    }

    private func filled() throws -> TestLedger {
        let test = try TestLedger()
        for name in TestLedger.histories {
            try test.append(try TestLedger.history(name), by: nil)
        }
        return test
    }

    @Test(arguments: Report.Format.allCases.filter(\.isCommon))
    func `is made again, byte for byte, after others were recorded`(format: Report.Format) throws {
        let test = try filled()
        var issued: [(event: StoredEvent, bytes: [UInt8])] = []
        for kind in [ReportKind.agreementRegister, .commitmentsDue, .partnershipTimeline] {
            issued.append(
                try issue(kind, of: test, asOf: "2022-01-01", as: format, languages: ["en", "ru"])
            )
        }
        try test.append(
            "party.registered",
            #"{"party":"party:new","kind":"cluster","names":[{"text":"N","lang":"en"}]}"#
        )
        for (event, bytes) in issued {
            let report = try IssuedReport(event)
            let made = try report.remade(from: test.ledger)
            #expect(made.fault == nil)
            #expect(made.bytes == bytes)
        }
        #expect(try test.findings() == [])
    }

    @Test func `asked for now keeps the moment`() throws {
        let test = try filled()
        let now = "2026-01-01T10:11:12.123456Z"
        let issued = try issue(.agreementRegister, of: test, asOf: now, as: .json)
        #expect(try IssuedReport(issued.event).remade(from: test.ledger).fault == nil)
    }

    @Test func `whose digest is another one is told`() throws {
        let test = try filled()
        let wrong = String(repeating: "0", count: 64)
        let receipt = try test.append(
            "report.issued",
            #"{"report":"report:x","kind":"agreement-register","asOf":"2022","knownAt":10,"#
                + #""format":"csv","sha256":"\#(wrong)"}"#
        )
        let event = try #require(try test.ledger.event(at: receipt.position))
        let fault = try #require(try IssuedReport(event).remade(from: test.ledger).fault)
        #expect(fault.contains(wrong))
    }

    @Test func `that the program does not know is refused with a reason`() throws {
        let test = try filled()
        let event = try #require(try test.ledger.event(at: 1))
        #expect(throws: LedgerError.self) { _ = try IssuedReport(event) }
        let digest = String(repeating: "0", count: 64)
        let receipt = try test.append(
            "report.issued",
            #"{"report":"report:x","kind":"horoscope","asOf":"2022","knownAt":10,"#
                + #""format":"csv","sha256":"\#(digest)"}"#
        )
        let issued = try #require(try test.ledger.event(at: receipt.position))
        let error = #expect(throws: LedgerError.self) { _ = try IssuedReport(issued) }
        #expect(error?.description.contains("knows no report 'horoscope'") == true)
    }
}
