import CanonicalJSON
import Collaboration
import EDTF
import Events
import Testing

/// What a state says of an entity besides its fields.
@Suite struct RelationTests {
    private func read(
        _ events: [TestEvent],
        of entity: String,
        asOf text: String = "2025"
    ) throws -> JSONValue {
        let ledger = TestLedger(events)
        let basis = Basis(
            origin: "ledger.example.org/test",
            asOf: try asOf(text),
            size: UInt64(events.count),
            root: "ab",
            recorded: nil
        )
        let state = try EntityState(of: try tag(entity), basis: basis, judge: Judge()) {
            ledger.standing(of: $0)
        }
        return try #require(state?.json)
    }

    private static let parties = ["party:a", "party:b", "party:c"].map { (party: JSONValue) in
        attested("party.registered", "2015", ["party": party])
    }

    @Test(
        arguments: [
            ("2016", ["party": "party:b", "position": 0]),
            ("2018-06", ["party": "party:c", "position": 1]),
            ("2018-12-31", ["party": "party:c", "to": "2019-03-31", "position": 2]),
            ("2019-06", nil), ("2020-06", nil), ("2021", ["party": "party:b", "position": 3]),
        ] as [(String, JSONValue?)]
    )
    func `a party has one parent at a time`(date: String, parent: JSONValue?) throws {
        func placed(_ parent: JSONValue, _ on: String, _ to: JSONValue? = nil) -> TestEvent {
            var event = attested("party.placed-under", on, ["parent": parent])
            event.data["to"] = to
            return event
        }
        let events = [
            attested("party.registered", "2015", ["parent": "party:b"]),
            placed("party:c", "2017-05-01"), placed("party:c", "2018-12-31", "2019-03-31"),
            placed("party:b", "2020-12-01"),
        ]
        let parents = try read(events, of: "party:a", asOf: date)["parents"]
        #expect(parents == parent.map { [$0] })
    }

    @Test func `a parent that may have changed is possible, as is the one before`() throws {
        let events = [
            attested("party.placed-under", "2018", ["parent": "party:b"]),
            attested("party.placed-under", "2020", ["parent": "party:c"]),
        ]
        let parents = try read(events, of: "party:a", asOf: "2020-06")["parents"]
        #expect(
            parents == [
                ["party": "party:b", "position": 0, "certainty": "possible"],
                ["party": "party:c", "position": 1, "certainty": "possible"],
            ]
        )
    }

    @Test func `memberships are those that have begun and not ended`() throws {
        let events =
            Self.parties + [
                attested("membership.begun", "2018", ["group": "party:b", "role": "member"]),
                attested("membership.begun", "2018", ["group": "party:b", "role": "chair"]),
                attested("membership.ended", "2020", ["group": "party:b", "role": "chair"]),
                attested(
                    "membership.begun",
                    "2018",
                    ["group": "party:c", "role": "member", "from": "2022"]
                ),
            ]
        let early = try read(events, of: "party:a", asOf: "2019")["memberships"]
        #expect(early?.array?.compactMap { $0["position"]?.integer } == [3, 4])
        let middle = try read(events, of: "party:a", asOf: "2020-06")["memberships"]
        #expect(middle?.array?.compactMap { $0["certainty"]?.string } == ["possible"])
        let late = try read(events, of: "party:a", asOf: "2022")["memberships"]
        #expect(
            late == [
                ["party": "party:b", "role": "member", "position": 3],
                ["party": "party:c", "role": "member", "from": "2022", "position": 6],
            ]
        )
    }

    @Test func `a duplicate names its survivor, and the survivor its duplicates`() throws {
        let pair: KeyValuePairs<String, JSONValue> = [
            "duplicate": "party:b", "survivor": "party:a",
        ]
        let merged = Self.parties + [attested("party.merged", "2020", pair)]
        #expect(
            try read(merged, of: "party:b", asOf: "2016")["mergedInto"] == [
                "party": "party:a", "position": 3,
            ]
        )
        let survivor = try read(merged, of: "party:a")
        #expect(survivor["duplicates"] == [["party": "party:b", "position": 3]])
        #expect(survivor["mergedInto"] == nil)
        #expect(survivor["state"] == "registered")
        let apart = merged + [attested("party.unmerged", "2020", pair)]
        #expect(try read(apart, of: "party:b")["mergedInto"] == nil)
        #expect(try read(apart, of: "party:a")["duplicates"] == nil)
    }

    @Test func `a change is told by those who changed and by what they became`() throws {
        let events =
            Self.parties + [
                attested(
                    "party.changed-into",
                    "2020-06",
                    [
                        "originals": ["party:a", "party:b"], "results": ["party:c"],
                        "kind": "merger",
                    ]
                )
            ]
        #expect(
            try read(events, of: "party:b")["changedInto"] == [
                ["parties": ["party:c"], "kind": "merger", "position": 3]
            ]
        )
        #expect(
            try read(events, of: "party:c")["changedFrom"] == [
                ["parties": ["party:a", "party:b"], "kind": "merger", "position": 3]
            ]
        )
        #expect(try read(events, of: "party:c", asOf: "2019")["changedFrom"] == nil)
    }

    @Test func `dated events change fields from their date on`() throws {
        let events = [
            attested("party.registered", "2015", ["country": "CZ", "region": "CZ064"]),
            attested("party.located", "2018", ["country": "SK", "from": "2019-01-01"]),
            attested("party.classified", "2017", ["sectors": [["scheme": "nace-2", "code": "1"]]]),
        ]
        let before = try read(events, of: "party:a", asOf: "2018-12-31")["fields"]
        #expect(before?["region"]?["value"] == "CZ064")
        #expect(before?["sectors"]?["position"] == 2)
        let after = try read(events, of: "party:a", asOf: "2019-01-02")["fields"]
        #expect(after?["country"] == ["value": "SK", "position": 1])
        #expect(after?["region"] == nil)
    }

    @Test func `a postponed gathering has no time until it gets one`() throws {
        let events = [
            attested("gathering.announced", "2018-01", ["when": "2018-06"]),
            attested("gathering.postponed", "2018-02"),
            attested("gathering.rescheduled", "2018-03", ["when": "2018-09"]),
        ]
        let times = try ["2018-01", "2018-02", "2018-03"].map { date in
            try read(events, of: "gathering:lyon", asOf: date)["fields"]?["when"]
        }
        #expect(
            times == [
                ["value": "2018-06", "position": 0], nil, ["value": "2018-09", "position": 2],
            ]
        )
    }

    @Test func `a person has posts, mandates and a contact`() throws {
        let events = [
            attested("person.registered", "2015"),
            attested("appointment.begun", "2018", ["party": "party:a", "post": "chair"]),
            attested("appointment.begun", "2018", ["organ": "organ:board", "post": "member"]),
            attested("appointment.ended", "2020", ["party": "party:a", "organ": "organ:board"]),
            attested("person.contact-recorded", "2018", ["contact": ["phone": "+4201"]]),
            attested("person.contact-recorded", "2020", ["contact": ["phone": "+4202"]]),
            attested("mandate.granted", "2018", ["person": "person:p", "party": "party:a"]),
            attested("mandate.revoked", "2020"),
        ]
        let early = try read(events, of: "person:p", asOf: "2019")
        #expect(early["appointments"]?.array?.compactMap { $0["position"]?.integer } == [1, 2])
        #expect(early["contact"] == ["value": ["phone": "+4201"], "position": 4])
        #expect(
            early["mandates"] == [["mandate": "mandate:m", "party": "party:a", "position": 6]]
        )
        #expect(early["fields"] == [:])
        let late = try read(events, of: "person:p", asOf: "2021")
        #expect(late["appointments"] == nil)
        #expect(late["contact"]?["position"] == 5)
        #expect(late["mandates"] == nil)
    }

    @Test func `a person's consents, restrictions and open request are told`() throws {
        let events = [
            attested("subject.consented", "2020", ["purpose": "directory"]),
            attested("subject.consented", "2020", ["purpose": "photographs"]),
            attested("subject.consent-withdrawn", "2020", ["purpose": "directory"]),
            attested("subject.restricted", "2020", ["scope": "reports", "until": "2022"]),
            attested("subject.restricted", "2020", ["scope": "contact"]),
            attested("subject.restricted", "2020", ["scope": "contact", "until": "2021"]),
            attested("subject.erasure-requested", "2020"),
        ]
        let state = try read(events, of: "person:p", asOf: "2022")
        #expect(state["consents"] == [["purpose": "photographs", "position": 1]])
        #expect(
            state["restrictions"] == [["scope": "reports", "until": "2022", "position": 3]]
        )
        #expect(state["erasureRequested"] == ["position": 6])
        let refused = events + [attested("subject.erasure-refused", "2020")]
        #expect(try read(refused, of: "person:p")["erasureRequested"] == nil)
        #expect(try read(refused, of: "person:p")["restrictions"] == nil)
    }
}
