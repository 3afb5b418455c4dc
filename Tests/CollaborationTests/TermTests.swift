import CanonicalJSON
import Collaboration
import EDTF
import Events
import Testing

/// When an agreement has run out, though no event says so.
@Suite struct TermTests {
    private func event(_ verb: String, _ date: String, _ data: JSONObject = [:]) -> TestEvent {
        var event = attested(agreementType(verb), date)
        for member in data.members { event.data[member.key] = member.value }
        return event
    }

    private func reading(
        _ term: JSONValue,
        _ more: [TestEvent] = [],
        entry: String = "2020-01-01",
        asOf text: String
    ) throws -> AgreementReading {
        let signatures = ["party:a", "party:b"].map { party in
            event("signed", "2019-12-01", ["party": .string(party)])
        }
        let events =
            [event("described", "2019", ["term": term])] + signatures
            + [event("entered-into-force", entry)] + more
        let standing = TestLedger(events).standing(of: try tag("agreement:mou"))
        return try #require(AgreementReading(of: standing, asOf: try asOf(text)))
    }

    private static let fixed: JSONValue = ["rule": "fixed", "end": "2021-12-31"]

    @Test func `a fixed term ends with its last day`() throws {
        let before = try reading(Self.fixed, asOf: "2021-12-30")
        #expect(before.state == "in-force")
        #expect(before.tracks.allSatisfy { $0.bound == .yes })
        let after = try reading(Self.fixed, asOf: "2021-12-31")
        #expect(after.state == "ended")
        #expect(after.possibleState == nil)
        #expect(after.hasRunOut)
        #expect(after.sinceDate == "2021-12-31")
        #expect(after.tracks.allSatisfy { $0.bound == .no && $0.outSince == "2021-12-31" })
    }

    @Test func `an extension moves the end`() throws {
        let extended = event("extended", "2021-06-01", ["until": "2023-12-31"])
        #expect(try reading(Self.fixed, [extended], asOf: "2022").state == "in-force")
        #expect(try reading(Self.fixed, [extended], asOf: "2023").sinceDate == "2023-12-31")
    }

    @Test func `what is renewed tacitly or has no fixed term goes on`() throws {
        let tacit: JSONValue = ["rule": "fixed", "end": "2021-12-31", "renewal": "tacit"]
        for term in [tacit, ["rule": "indefinite"], ["rule": "until-fulfilled"]] {
            #expect(try reading(term, asOf: "2030").state == "in-force")
        }
    }

    @Test func `a duration runs from the entry into force, or from its start`() throws {
        let two: JSONValue = ["rule": "fixed", "duration": "P2Y"]
        #expect(try reading(two, asOf: "2021-12-31").state == "in-force")
        #expect(try reading(two, asOf: "2022-01-01").state == "ended")
        let started: JSONValue = ["rule": "fixed", "duration": "P1Y", "start": "2020-06-01"]
        #expect(try reading(started, asOf: "2021-05-31").state == "in-force")
        #expect(try reading(started, asOf: "2021-06-01").state == "ended")
    }

    @Test func `a vague end leaves open whether it has`() throws {
        let vague: JSONValue = ["rule": "fixed", "end": "2021"]
        let reading = try reading(vague, asOf: "2021-06-30")
        #expect(reading.state == "in-force")
        #expect(reading.possibleState == "ended")
        #expect(reading.tracks.allSatisfy { $0.bound == .possibly })
        #expect(try self.reading(vague, asOf: "2021").state == "ended")
    }

    @Test func `a term ends nothing that never was in force`() throws {
        let reading = try reading(Self.fixed, entry: "2022-06-01", asOf: "2022-03")
        #expect(reading.state == "signed")
        #expect(!reading.hasRunOut)
    }

    @Test func `who ended it says so before the term does`() throws {
        let ended = event("terminated", "2021-06-01", ["ground": "mutual"])
        let reading = try reading(Self.fixed, [ended], asOf: "2023")
        #expect(reading.sinceDate == "2021-06-01")
        #expect(!reading.hasRunOut)
        #expect(reading.tracks.allSatisfy { $0.outSince == "2021-06-01" })
    }
}
