import CanonicalJSON
import Collaboration
import Events
import Testing

/// Stories of opportunities, platforms, offices, documents, indicators and reports.
@Suite struct OutcomeFamilyTests {
    /// Each event is accepted in live after those before it; the states they lead to.
    private func walk(_ entity: String, _ events: [TestEvent]) throws -> [String?] {
        let entity = try tag(entity)
        let family = try #require(Rulebook.standard.family(ofKind: entity.kind))
        return try events.indices.map { index in
            try given(Array(events[..<index])).when(events[index].told(in: .live)).isAccepted()
            let known = TestLedger(Array(events[...index])).standing(of: entity)
            return StateFold(known.replay, over: family)?.state
        }
    }

    @Test func `an opportunity is qualified, owned, pursued and converted`() throws {
        let agreement = attested("agreement.announced", "2019-01")
        let events = [
            attested("opportunity.identified", "2019-01"),
            attested("opportunity.qualified", "2019-02", ["by": "party:a"]),
            attested("opportunity.owned", "2019-03", ["owner": "party:a"]),
            attested("opportunity.progressed", "2019-04"), agreement,
            attested("opportunity.converted", "2019-05", ["into": "agreement:mou"]),
        ]
        #expect(
            try walk("opportunity:lab", events) == [
                "identified", "qualified", "qualified", "pursued", "pursued", "converted",
            ]
        )
        try given(events).when(attested("opportunity.dropped", "2019-06"))
            .isRefused(by: "not-converted", against: 5)
    }

    @Test func `an opportunity is dropped, reopened and dropped again`() throws {
        let events = [
            attested("opportunity.identified", "2019-01"),
            attested("opportunity.dropped", "2019-02"),
            attested("opportunity.reopened", "2019-03"),
            attested("opportunity.dropped", "2019-04"),
        ]
        #expect(
            try walk("opportunity:lab", events) == ["identified", "dropped", "pursued", "dropped"]
        )
    }

    @Test func `a drop that arrives late and forbids what followed names it`() throws {
        let history = [
            attested("opportunity.identified", "2019"),
            attested("opportunity.qualified", "2021", ["by": "party:a"]),
        ]
        try given(history).when(attested("opportunity.dropped", "2020"))
            .isRefused(by: "not-dropped", against: 1)
        try given(history).when(attested("opportunity.dropped", "2021")).isAccepted()
    }

    @Test func `an opportunity becomes what is in the ledger, whatever its date`() throws {
        let identified = attested("opportunity.identified", "2019")
        let converted = attested("opportunity.converted", "2020", ["into": "commitment:contest"])
        try given(identified).when(converted).isRefused(by: "target-exists")
        try given(identified, attested("commitment.planned", "2022")).when(converted).isAccepted()
    }

    @Test func `a barrier is reported by several and eased`() throws {
        let reported = attested("barrier.reported", "2019")
        #expect(
            try walk(
                "barrier:trust",
                [reported, attested("barrier.reported", "2020"), attested("barrier.eased", "2021")]
            ) == ["reported", "reported", "eased"]
        )
    }

    @Test func `platforms are localised, linked, unlinked and opened while they run`() throws {
        let hub: JSONValue = "platform:hub"
        let events = [
            attested("platform.launched", "2018", ["languages": ["en"]]),
            attested("platform.registered", "2018", ["platform": hub]),
            attested("platform.localised", "2019-01", ["language": "zh"]),
            attested("platform.linked", "2019-02", ["other": hub]),
            attested("platform.opened-to", "2019-03", ["parties": ["party:a"]]),
            attested("platform.unlinked", "2019-04", ["platform": hub, "other": "platform:map"]),
            attested("platform.retired", "2020"),
        ]
        #expect(try walk("platform:map", events).last == "retired")
    }

    @Test func `the late end of either platform breaks a link, and of one the others`() throws {
        let hub: JSONValue = "platform:hub"
        let both = [
            attested("platform.launched", "2018"),
            attested("platform.launched", "2018", ["platform": hub]),
        ]
        let linked = attested("platform.linked", "2020", ["other": hub])
        try given(both + [linked]).when(attested("platform.retired", "2019"))
            .isRefused(by: "platform-not-retired", against: 2)
        try given(both + [linked])
            .when(attested("platform.retired", "2019", ["platform": hub]))
            .isRefused(by: "other-not-retired", against: 2)
        try given(both + [linked])
            .when(attested("platform.retired", "2021", ["platform": hub])).isAccepted()
        for (type, member) in [
            ("platform.localised", "language"), ("platform.opened-to", "parties"),
        ] as [(EventType, String)] {
            try given(both + [attested(type, "2020", [member: "zh"])])
                .when(attested("platform.retired", "2019"))
                .isRefused(by: "platform-not-retired", against: 2)
        }
        let english = attested("platform.localised", "2020", ["language": "en"])
        try given(attested("platform.registered", "2024"), english)
            .when(attested("platform.launched", "2019", ["languages": ["bg", "en"]]))
            .isRefused(by: "language-is-new", against: 1)
    }

    @Test func `an office moves, takes a new name and counts its contacts`() throws {
        let opened = attested(
            "liaison-office.opened",
            "2018",
            ["names": [["text": "Old", "lang": "en"]]]
        )
        let renamed = attested(
            "liaison-office.renamed",
            "2019",
            ["names": [["text": "New", "lang": "en"]], "from": "2020-01-01"]
        )
        let events = [
            opened, renamed, attested("liaison-office.moved", "2020", ["country": "CZ"]),
            attested("liaison-office.contacted", "2020-07", ["period": "2020-01/2020-06"]),
            attested("liaison-office.closed", "2021"),
            attested("liaison-office.contacted", "2022", ["period": "2020-07/2020-12"]),
        ]
        #expect(try walk("office:brno", events).last == "closed")
        let office = try tag("office:brno")
        let facts = TestLedger(events).standing(of: office).all
        for (day, name) in [("2019-12-31", "Old"), ("2020-01-01", "New")] {
            let names = NamesInForce(of: office, in: facts, asOf: try asOf(day)).list
            #expect(names.first?["text"]?.string == name)
        }
    }

    @Test func `the late end of an office breaks what came after it`() throws {
        let opened = attested("liaison-office.opened", "2018")
        let closed = attested("liaison-office.closed", "2019")
        let after: [(TestEvent, rule: String)] = [
            (attested("liaison-office.renamed", "2020"), "office-not-closed"),
            (attested("liaison-office.moved", "2020"), "office-not-closed"),
            (
                attested("liaison-office.contacted", "2021", ["period": "2020"]),
                "open-in-the-period"
            ),
        ]
        for (event, rule) in after {
            try given(opened, event).when(closed).isRefused(by: rule, against: 1)
        }
        let contacted = attested("liaison-office.contacted", "2021", ["period": "2017"])
        try given(contacted).when(opened).isRefused(by: "open-in-the-period", against: 0)
    }

    @Test func `a document is translated, redacted, superseded and withdrawn`() throws {
        let others = ["document:cs", "document:public", "document:new"].map {
            attested("document.registered", "2024", ["document": .string($0)])
        }
        let events =
            [attested("document.registered", "2024")] + others + [
                attested("document.translated", "2019", ["translation": "document:cs"]),
                attested("document.redacted", "2020", ["copy": "document:public"]),
                attested("document.superseded", "2021", ["successor": "document:new"]),
                attested("document.withdrawn", "2022"),
            ]
        #expect(try walk("document:page", events).suffix(2) == ["superseded", "withdrawn"])
    }

    @Test func `the same bytes under another name are told, and looked up by their digest`() throws
    {
        let first = document("document:page", sha256: "aa")
        let second = document("document:copy", sha256: "aa")
        try given(first).when(second.told(in: .live)).isRefused(by: "digest-is-new", against: 0)
        try given(first).when(second).stands(withGaps: ["digest-is-new"])
        let fact = TestLedger().fact(first)
        #expect(
            Rulebook.standard.entities(of: fact, tags: []).map(\.text)
                == ["digest:aa", "document:page"]
        )
        // The first to be registered is not told of the second.
        #expect(try TestLedger([first, second]).marks(at: 0).objections.isEmpty)
    }

    @Test func `an indicator is defined, observed, given a target and defined anew`() throws {
        let events = [
            attested("indicator.defined", "2024"),
            attested("indicator.observed", "2019", ["period": "2018", "value": 1]),
            attested("indicator.observed", "2020", ["period": "2018", "value": 2]),
            attested("target.set", "2019", ["value": 5, "due": "2025"]),
            attested("indicator.redefined", "2025"),
        ]
        #expect(try walk("indicator:jobs", events).last == "defined")
    }

    @Test func `a score is judged by the version of the framework that it names`() throws {
        let versions = [framework("links", high: 4), framework("links", "2", high: 10)]
        try given(versions).when(assessed("links", 7, "2")).isAccepted()
        try given(versions).when(assessed("links", 7, "1"))
            .isRefused(by: "score-in-scale", against: 0)
        try given(versions).when(assessed("links", -1)).isRefused(by: "score-in-scale", against: 0)
        try given(versions).when(assessed("links", 0)).isAccepted()
    }

    @Test func `a report rests on no more than was known, and may be revised`() throws {
        let first = attested("report.issued", "2020-07", ["knownAt": 0])
        let revised = attested(
            "report.issued",
            "2020-09",
            ["report": "report:second", "revises": "report:first", "knownAt": 1]
        )
        try given(first).when(revised.told(in: .live)).isAccepted()
        try given().when(revised).isRefused(by: "known-at-the-time")
        try given().when(revised).isRefused(by: "revised-report-exists")
    }
}
