import CanonicalJSON
import Collaboration
import Events
import Testing

/// Stories of the smaller families, whose single rules stand in the rule table.
@Suite struct FamilyTests {
    /// The state of an entity after each of these events.
    private func states(of entity: String, after events: [TestEvent]) throws -> [String?] {
        let entity = try tag(entity)
        let family = try #require(Rulebook.standard.family(ofKind: entity.kind))
        return try events.map { event in
            let standing = TestLedger(events).standing(of: entity)
            let view = View(of: standing, asOf: try asOf(event.occurred))
            return StateFold(view.definite, over: family)?.state
        }
    }

    /// Each event is accepted in live when it comes after those before it.
    private func expectLivePath(_ events: [TestEvent]) throws {
        for (index, event) in events.enumerated() {
            try given(Array(events[..<index])).when(event.told(in: .live)).isAccepted()
        }
    }

    private func accepted(_ party: JSONValue, _ on: String) -> TestEvent {
        attested("meeting.accepted", on, ["by": party])
    }

    @Test func `a delegation is formed, joined, led, sent and welcomed back`() throws {
        let events = [
            attested("delegation.formed", "2018-01"),
            attested("delegation.joined", "2018-02", ["member": "person:p"]),
            attested("delegation.head-appointed", "2018-03", ["head": "person:p"]),
            attested("delegation.departed", "2018-04"), attested("delegation.returned", "2018-05"),
        ]
        try expectLivePath(events)
        #expect(
            try states(of: "delegation:jinan", after: events)
                == ["formed", "formed", "formed", "abroad", "returned"]
        )
    }

    @Test func `a member may join, leave and join again`() throws {
        func joined(_ on: String) -> TestEvent {
            attested("delegation.joined", on, ["member": "party:a"])
        }
        let history = [
            attested("delegation.formed", "2018-01"), joined("2018-02"),
            attested("delegation.left", "2018-03", ["member": "party:a"]), joined("2018-04"),
        ]
        try expectLivePath(history)
        try given(history).when(joined("2018-05")).isRefused(by: "member-joins-once", against: 3)
    }

    @Test func `a change of head is a new appointment, on the same day as well`() throws {
        let history = [
            attested("delegation.formed", "2018-01"),
            attested("delegation.joined", "2018-01", ["member": "person:q"]),
            attested("delegation.head-appointed", "2018-03-08", ["head": "person:p"]),
        ]
        try given(history).when(
            attested("delegation.head-appointed", "2018-03-08", ["head": "person:q"])
        )
        .isAccepted()
    }

    @Test func `a return that arrives late and lies before the departure is refused`() throws {
        try given(attested("delegation.formed", "2018"), attested("delegation.departed", "2019-03"))
            .when(attested("delegation.returned", "2019-02"))
            .isRefused(by: "departs-before-it-returns", against: 1)
    }

    @Test func `a meeting is asked for, accepted by all, scheduled and held`() throws {
        let events = [
            attested(
                "meeting.requested",
                "2019-01",
                ["from": "party:a", "to": ["party:b", "party:c"]]
            ),
            accepted("party:b", "2019-02"), accepted("party:c", "2019-03"),
            attested("meeting.scheduled", "2019-04"), attested("meeting.held", "2019-05"),
        ]
        try expectLivePath(events)
        #expect(
            try states(of: "meeting:m", after: events)
                == ["requested", "requested", "accepted", "scheduled", "held"]
        )
    }

    @Test func `an organiser schedules a meeting that nobody asked for`() throws {
        try expectLivePath([
            attested("meeting.scheduled", "2019-04"), attested("meeting.held", "2019-05"),
        ])
        try given().when(attested("meeting.held", "2019")).stands(withGaps: ["meeting-scheduled"])
    }

    @Test func `a gathering that was opened may be cancelled, one that concluded may not`() throws {
        let opened = attested("gathering.opened", "2019-03-06")
        let cancelled = attested("gathering.cancelled", "2019-03-07")
        try given(opened).when(cancelled).isAccepted()
        try given(opened, cancelled).when(attested("gathering.concluded", "2019-03-08"))
            .isRefused(by: "gathering-not-cancelled", against: 1)
        try given(cancelled).when(attested("gathering.opened", "2019-03-08"))
            .isRefused(by: "opened-uncancelled", against: 0)
        try given(attested("gathering.opened", "2019-03-08")).when(cancelled)
            .isRefused(by: "opened-uncancelled", against: 0)
    }

    @Test func `a gathering joined after its end leaves a gap`() throws {
        let joined = attested("gathering.joined", "2019-04", ["party": "party:a", "role": "host"])
        try given(attested("gathering.concluded", "2019-03")).when(joined)
            .stands(withGaps: ["gathering-not-ended"])
    }

    @Test func `an office opens, gets a head and closes`() throws {
        let events = [
            attested("liaison-office.opened", "2018-01"),
            attested("liaison-office.head-appointed", "2018-02", ["person": "person:p"]),
            attested("liaison-office.closed", "2018-03"),
        ]
        try expectLivePath(events)
        #expect(try states(of: "office:brno", after: events) == ["open", "open", "closed"])
        try given(Array(events.prefix(2))).when(attested("liaison-office.closed", "2018-01-15"))
            .isRefused(by: "office-not-closed", against: 1)
    }

    @Test func `a product is issued in editions until it is discontinued`() throws {
        let events = [
            attested("product.launched", "2018-01"),
            attested("product.issued", "2018-02", ["edition": "1"]),
            attested("product.issued", "2018-03", ["edition": "2"]),
            attested("product.discontinued", "2018-04"),
        ]
        try expectLivePath(events)
        #expect(
            try states(of: "product:panorama", after: events)
                == ["launched", "launched", "launched", "discontinued"]
        )
        try given().when(attested("product.issued", "2018-02", ["edition": "1"]))
            .isRefused(by: "product-launched")
    }

    @Test func `a document is registered whenever, and withdrawn once`() throws {
        let withdrawn = attested("document.withdrawn", "2019")
        try given(attested("document.registered", "2024")).when(withdrawn).isAccepted()
        try given().when(withdrawn).isRefused(by: "document-known")
    }

    @Test func `an identifier is held by one party`() throws {
        func identified(_ party: JSONValue) -> TestEvent {
            attested("party.identified", "2019", ["party": party, "scheme": "vat", "id": "CZ1"])
        }
        let parties = ["party:a", "party:b"].map { (party: JSONValue) in
            attested("party.registered", "2018", ["party": party])
        }
        try given(parties).when(identified("party:a")).isAccepted()
        try given(parties + [identified("party:a")]).when(identified("party:a")).isAccepted()
        try given(parties + [identified("party:a")]).when(identified("party:b"))
            .isRefused(by: "identifier-is-free", against: 2)
        try given(parties + [identified("party:a").named("i"), about("i", "event.retracted")])
            .when(identified("party:b")).isAccepted()
    }

    @Test(arguments: [
        ("529900T8BM49AURSDO55", true), ("529900T8BM49AURSDO54", false),
        ("529900T8BM49AURSDO5", false), ("529900t8bm49aursdo55", false),
        ("7LTWFZYICNSX8D621K86", true), ("7LTWFZYICNSX8D621K68", false),
    ])
    func `an LEI has its own check digits`(lei: String, isRight: Bool) throws {
        let identified = attested(
            "party.identified",
            "2019",
            ["scheme": "lei", "id": .string(lei)]
        )
        let verdict = try given(attested("party.registered", "2018")).when(identified)
        if isRight { verdict.isAccepted() } else { verdict.isRefused(by: "lei-is-well-formed") }
    }

    @Test func `an ending without a role ends every membership in the group`() throws {
        func begun(_ role: JSONValue, _ on: String) -> TestEvent {
            attested("membership.begun", on, ["group": "party:net", "role": role])
        }
        let parties = [
            attested("party.registered", "2010"),
            attested("party.registered", "2010", ["party": "party:net"]),
        ]
        let all = attested("membership.ended", "2019", ["group": "party:net"])
        let chair = attested("membership.ended", "2019", ["group": "party:net", "role": "chair"])
        let history = parties + [begun("member", "2018")]
        try given(history + [all]).when(begun("member", "2020")).isAccepted()
        try given(history + [chair]).when(begun("member", "2020"))
            .stands(withGaps: ["membership-not-open"])
        try given(history + [chair]).when(attested("party.dissolved", "2021"))
            .stands(withGaps: ["memberships-ended"])
        try given(history + [all]).when(attested("party.dissolved", "2021")).isAccepted()
    }

    @Test func `nothing more is said of a person who was erased`() throws {
        let erased = attested("subject.erased", "2020")
        let named = attested("person.named", "2018")
        try given(erased).when(named).isRefused(by: "person-not-erased", against: 0)
        try given(attested("person.registered", "2017"), named).when(erased).isAccepted()
        let marks = try TestLedger([named, erased]).marks(at: 0)
        #expect(marks.objections.isEmpty)
    }
}
