import Collaboration
import EDTF
import Events
import Testing

@Suite struct VisibilityTests {
    private func visibility(
        of event: TestEvent,
        beside others: TestEvent...,
        asOf text: String
    ) throws -> Visibility {
        let ledger = TestLedger([event] + others)
        let facts = ledger.history().facts
        return try asOf(text).visibility(of: try ledger.fact(at: 0), among: facts)
    }

    @Test(arguments: [
        ("2019-03-08", "2019-03-07", Visibility.absent), ("2019-03-08", "2019-03-08", .definite),
        ("2019-03-08T10:00:00Z", "2019-03-08", .definite), ("2019", "2019-06", .possible),
        ("2019", "2018", .absent), ("2019", "2019", .definite), ("2019", "2020", .definite),
        ("[2019-03-08..]", "2019-03-08", .possible), ("[2019-03-08..]", "2026-04", .possible),
        ("[2019-03-08..]", "2026-05-01", .definite),
        ("[2019-03-08..2019-12-31]", "2019-06", .possible), ("2019/..", "2018", .absent),
    ])
    func `a dated event counts from its latest bound, and may from its earliest`(
        occurred: String,
        date: String,
        expected: Visibility
    ) throws {
        #expect(try visibility(of: attested("agreement.signed", occurred), asOf: date) == expected)
    }

    @Test func `a publication makes an event count definitely`() throws {
        let event = attested("agreement.signed", "[2020-09-18..]", published: "2020-09-21")
        #expect(try visibility(of: event, asOf: "2020-09-20") == .possible)
        #expect(try visibility(of: event, asOf: "2020-09-21") == .definite)
    }

    @Test func `an unknown start counts possibly from the first bound of the others`() throws {
        let event = attested("agreement.signed", "[..2021]")
        let others = [
            attested("agreement.drafted", "2019-03"), attested("agreement.announced", "2018"),
        ]
        for (text, expected) in [
            ("2017", Visibility.absent), ("2018-01-01", .possible), ("2021", .definite),
        ] {
            #expect(try visibility(of: event, beside: others[0], others[1], asOf: text) == expected)
        }
    }

    @Test func `an event alone with an unknown start is undated until its end`() throws {
        let event = attested("agreement.signed", "[..2021]")
        #expect(try visibility(of: event, asOf: "2020") == .undated)
        #expect(try visibility(of: event, asOf: "2021") == .definite)
    }

    @Test func `an event without a date is undated until it was recorded`() throws {
        let event = attested("agreement.signed", "")
        #expect(try visibility(of: event, asOf: "2020") == .undated)
        let twin = attested("agreement.drafted", "")
        #expect(try visibility(of: event, beside: twin, asOf: "2020") == .undated)
        #expect(try visibility(of: event, asOf: "2026-05-01") == .definite)
    }

    @Test func `a publication bounds an event without a date, and others by it`() throws {
        let event = attested("agreement.signed", "")
        let published = attested("agreement.drafted", "", published: "2020-09-21")
        #expect(try visibility(of: published, asOf: "2020-09-21") == .definite)
        #expect(try visibility(of: event, beside: published, asOf: "2020-09-20") == .absent)
        #expect(try visibility(of: event, beside: published, asOf: "2020-09-21") == .possible)
    }

    @Test func `a matter of record bounds nobody and counts at every date`() throws {
        let event = attested("party.named", "[..2021]")
        let record = attested("party.registered", "2015")
        #expect(try visibility(of: event, beside: record, asOf: "2020") == .undated)
        #expect(try visibility(of: record, asOf: "1900") == .definite)
    }

    @Test(arguments: ["2019/..", "2019/", "[2018,2019]", "[2018..2019]", "[..2019]", "[2019..]"])
    func `an open date or a set names no as-of`(text: String) throws {
        #expect(AsOf(try date(text)) == nil)
    }

    @Test(arguments: [
        ("2019", "2019-12-31T23:59:59.999999Z"), ("2019-03", "2019-03-31T23:59:59.999999Z"),
        ("2019-03-08", "2019-03-08T23:59:59.999999Z"), ("../2019", "2019-12-31T23:59:59.999999Z"),
        ("2019-01/2019-06", "2019-06-30T23:59:59.999999Z"),
        ("2019-03-08T10:00:00Z", "2019-03-08T10:00:00.999999Z"),
    ])
    func `an as-of means the last instant of its date`(text: String, last: String) throws {
        let asOf = try asOf(text)
        #expect(asOf.instant.rfc3339 == last)
        #expect(asOf.text == text)
    }

    @Test func `an as-of of now is the moment itself`() throws {
        let now = try instant("2026-05-01T09:00:00Z")
        #expect(AsOf(now).instant == now)
        #expect(AsOf(now).text == "2026-05-01T09:00:00.000000Z")
    }

    @Test func `a view sorts facts by how they count`() throws {
        let ledger = TestLedger([
            attested("agreement.drafted", "2018"), attested("agreement.signed", "[2019..2021]"),
            attested("agreement.terminated", "2024"),
        ])
        let standing = ledger.standing(of: try tag("agreement:mou"))
        let view = View(of: standing, asOf: try asOf("2020"))
        #expect(view.definite.map(\.position) == [0])
        #expect(view.possible.map(\.position) == [1])
        #expect(view.conceivable.map(\.position) == [0, 1])
        #expect(view.known.count == 3)
        #expect(view.undated.isEmpty && view.existsDefinitely && view.existsPossibly)
    }
}
