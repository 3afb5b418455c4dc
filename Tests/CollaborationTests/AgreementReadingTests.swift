import CanonicalJSON
import Collaboration
import EDTF
import Events
import Testing

@Suite struct AgreementReadingTests {
    private func reading(_ events: [TestEvent], asOf text: String) throws -> AgreementReading? {
        let standing = TestLedger(events).standing(of: try tag("agreement:mou"))
        return AgreementReading(of: standing, asOf: try asOf(text))
    }

    private func read(_ events: [TestEvent], asOf text: String = "2025") throws -> AgreementReading
    {
        try #require(try reading(events, asOf: text))
    }

    private func track(_ party: String, in reading: AgreementReading) throws -> PartyTrack {
        try #require(reading.tracks.first { $0.party.text == party })
    }

    // MARK: The whole path

    @Test(arguments: [
        ("2020-01-01", "announced", "negotiating", "negotiating"),
        ("2020-02-01", "drafting", "negotiating", "negotiating"),
        ("2020-03-01", "text-fixed", "negotiating", "negotiating"),
        ("2020-04-01", "approving", "awaiting-approval", "negotiating"),
        ("2020-05-01", "text-fixed", "approved", "negotiating"),
        ("2020-06-01", "partly-signed", "signatory", "negotiating"),
        ("2020-07-01", "signed", "signatory", "signatory"),
        ("2020-08-01", "in-force", "bound", "bound"),
        ("2020-09-01", "suspended", "bound", "bound"),
        ("2020-10-01", "in-force", "bound", "bound"),
        ("2020-11-01", "ended", "out", "out"),
    ])
    func `an agreement is read at each date of its life`(
        date: String,
        state: String,
        one: String,
        two: String
    ) throws {
        let reading = try read(AgreementPath.events, asOf: date)
        #expect(reading.state == state)
        #expect(reading.possibleState == nil)
        #expect(reading.isDefinite)
        #expect(try track("party:a", in: reading).state == one)
        #expect(try track("party:b", in: reading).state == two)
        #expect(reading.since?.occurred == date)
    }

    @Test(arguments: AgreementPath.events.indices)
    func `the day before, the state is that of the step before`(index: Int) throws {
        let day = try date(AgreementPath.events[index].occurred)
        let eve = try #require(day.earliest).advanced(byMicroseconds: -1).dayText
        let before = try reading(AgreementPath.events, asOf: eve)
        let expected = try reading(Array(AgreementPath.events.prefix(index)), asOf: eve)
        #expect(before?.state == expected?.state)
    }

    @Test func `the order of recording does not matter where dates are plain`() throws {
        let backwards = Array(AgreementPath.events.reversed())
        for event in AgreementPath.events {
            let one = try read(AgreementPath.events, asOf: event.occurred)
            let two = try read(backwards, asOf: event.occurred)
            #expect(one.state == two.state)
            #expect(Set(one.tracks.map(\.state)) == Set(two.tracks.map(\.state)))
        }
    }

    @Test func `dates and descriptions are read beside the state`() throws {
        let reading = try read(AgreementPath.events, asOf: "2020-12-31")
        #expect(reading.kind == "mou")
        #expect(reading.title?[0]?["text"] == "Memorandum")
        #expect(reading.date(of: "agreement.announced") == "2020-01-01")
        #expect(reading.signatures.map(\.occurred) == ["2020-06-01", "2020-07-01"])
        #expect(reading.inForceSince == "2020-08-01")
        let track = try track("party:a", in: reading)
        #expect(track.signed == "2020-06-01")
        #expect(track.boundSince == "2020-08-01")
        #expect(track.outSince == "2020-11-01")
    }

    @Test func `nothing is read before anything can have happened`() throws {
        #expect(try reading(AgreementPath.events, asOf: "2019") == nil)
        let described = attested("agreement.described", "2020", ["kind": "mou"])
        #expect(try reading([described], asOf: "2025") == nil)
    }

    // MARK: Imprecise dates

    @Test func `a possible event is told apart from the state`() throws {
        let events =
            AgreementPath.opening + [
                attested("agreement.signed", "[2020-06-01..2020-12-31]", ["party": "party:a"])
            ]
        let reading = try read(events, asOf: "2020-07-01")
        #expect(reading.state == "text-fixed")
        #expect(reading.possibleState == "partly-signed")
        #expect(try read(events, asOf: "2020-12-31").state == "partly-signed")
    }

    @Test func `an agreement of which all is possible has no state but a possible one`() throws {
        let reading = try read([signed("party:a", "[2020..2021]")], asOf: "2020-06")
        #expect(!reading.isDefinite)
        #expect(reading.state == nil)
        #expect(reading.possibleState == "partly-signed")
        #expect(try track("party:a", in: reading).state == "signatory")
    }

    @Test func `an event not definitely later never moves a state back`() throws {
        let inForce = attested("agreement.entered-into-force", "2020-06")
        let drafted = attested("agreement.drafted", "2020", ["version": 1])
        #expect(try read([inForce, drafted]).state == "in-force")
        #expect(try read([drafted, inForce]).state == "in-force")
        let suspended = attested("agreement.suspended", "2021-03")
        let unclear = attested("agreement.resumed", "2021")
        let later = attested("agreement.resumed", "2021-04")
        #expect(try read([inForce, suspended, unclear]).state == "suspended")
        #expect(try read([inForce, suspended, later]).state == "in-force")
    }

    @Test func `a late signature takes nothing out of force`() throws {
        let events = [
            signed("party:a", "2019"), signed("party:b", "2019"),
            attested("agreement.entered-into-force", "2020"), signed("party:c", "2021"),
        ]
        let reading = try read(events)
        #expect(reading.state == "in-force")
        #expect(reading.since?.position == 2)
    }

    // MARK: Versions

    @Test func `a revision makes approvals and signatures lapse`() throws {
        let revised = attested("agreement.revised", "2020-07-15", ["version": 2])
        let events = Array(AgreementPath.events.prefix(7)) + [revised]
        let reading = try read(events)
        #expect(reading.state == "drafting")
        #expect(reading.tracks.map(\.state) == ["negotiating", "negotiating"])
        #expect(reading.tracks.map(\.signed) == [nil, nil])
    }

    @Test func `a revised text goes the way again`() throws {
        let path = AgreementPath.self
        let again = [
            attested("agreement.revised", "2020-07-15", ["version": 2]),
            path.approval("agreement.submitted-for-approval", "2020-08-01", version: 2),
            path.approval("agreement.approved", "2020-08-15", version: 2),
            attested("agreement.text-fixed", "2020-09-01", ["version": 2, "languages": ["en"]]),
            path.signature("party:a", "2020-09-15", version: 2),
            path.signature("party:b", "2020-10-01", version: 2),
        ]
        let states = ["drafting", "approving", "drafting", "text-fixed", "partly-signed", "signed"]
        let tracks = [
            "negotiating", "awaiting-approval", "approved", "approved", "signatory", "signatory",
        ]
        for (index, event) in again.enumerated() {
            let reading = try read(AgreementPath.events.prefix(7) + again, asOf: event.occurred)
            #expect(reading.state == states[index], "\(event.type)")
            #expect(try track("party:a", in: reading).state == tracks[index], "\(event.type)")
        }
    }

    @Test func `a rejection and a refusal to sign show on the party's track`() throws {
        let rejected = AgreementPath.approval("agreement.rejected", "2020-05-01")
        let reading = try read(Array(AgreementPath.events.prefix(4)) + [rejected])
        #expect(reading.state == "text-fixed")
        #expect(try track("party:a", in: reading).state == "refused")
        let declined = attested("agreement.signing-declined", "2020-05", ["party": "party:b"])
        let other = try read(AgreementPath.opening + [declined])
        #expect(try track("party:b", in: other).state == "declined")
    }

    @Test func `a text that is submitted again after a rejection awaits approval`() throws {
        let path = AgreementPath.self
        let again = [
            path.approval("agreement.rejected", "2020-05-01"),
            path.approval("agreement.submitted-for-approval", "2020-05-02"),
            path.approval("agreement.approved", "2020-05-03"),
        ]
        let states = ["text-fixed", "approving", "text-fixed"]
        let tracks = ["refused", "awaiting-approval", "approved"]
        for (index, event) in again.enumerated() {
            let reading = try read(path.events.prefix(4) + again, asOf: event.occurred)
            #expect(reading.state == states[index], "\(event.type)")
            #expect(reading.since?.occurred == event.occurred)
            #expect(try track("party:a", in: reading).state == tracks[index], "\(event.type)")
        }
    }

    @Test func `an approval without any draft is read as it is told`() throws {
        let reading = try read([
            AgreementPath.approval("agreement.submitted-for-approval", "2020-04-01"),
            AgreementPath.approval("agreement.approved", "2020-05-01"),
        ])
        #expect(try track("party:a", in: reading).state == "approved")
        #expect(reading.state == "drafting")
    }

    @Test func `two signatures sign an agreement whose parties nobody listed`() throws {
        #expect(try read([signed("party:a", "2019")]).state == "partly-signed")
        #expect(try read([signed("party:a", "2019"), signed("party:b", "2019")]).state == "signed")
        let listed = attested("agreement.described", "2019", ["parties": ["party:a", "party:c"]])
        let events = [listed, signed("party:a", "2019"), signed("party:b", "2019")]
        #expect(try read(events).state == "partly-signed")
    }

    @Test func `an abandoned agreement binds nobody`() throws {
        let events = AgreementPath.opening + [attested("agreement.abandoned", "2020-04-01")]
        let reading = try read(events)
        #expect(reading.state == "abandoned")
        #expect(reading.tracks.map(\.state) == ["negotiating", "negotiating"])
        #expect(reading.tracks.map(\.outSince) == [nil, nil])
    }
}
