import CanonicalJSON
import Collaboration
import EDTF
import Events
import Testing

@Suite struct CorrectionTests {
    private let signature = attested(
        "agreement.signed",
        "2020-09-18",
        ["party": "party:a", "version": 1, "modality": "paper"]
    ).named("s")

    private func correction(
        _ members: KeyValuePairs<String, JSONValue>,
        named id: String? = nil
    ) -> TestEvent {
        about("s", "event.corrected", members, named: id)
    }

    private func fact(_ events: TestEvent..., knownAt size: Int? = nil) throws -> Fact {
        let facts = TestLedger(events).history(knownAt: size).facts
        return try #require(facts.first { $0.id == "s" })
    }

    @Test func `a correction replaces the members it holds, whole`() throws {
        let fact = try fact(signature, correction(["data": ["party": "party:b"]]))
        #expect(fact.data == ["party": "party:b"])
        #expect(fact.occurred == "2020-09-18")
        #expect(fact.corrections == [1])
    }

    @Test func `a corrected date moves the bounds`() throws {
        let fact = try fact(
            signature,
            correction(["occurred": "2020-09", "verbatim": "in September"])
        )
        #expect(fact.bounds.earliest?.rfc3339 == "2020-09-01T00:00:00.000000Z")
        #expect(fact.bounds.latest.rfc3339 == "2020-09-30T23:59:59.999999Z")
        #expect(fact.event["verbatim"] == "in September")
        #expect(fact.text("modality") == "paper")
    }

    @Test func `a corrected source moves the latest bound`() throws {
        let open = attested("agreement.signed", "[2020-09-18..]").named("s")
        let fact = try fact(open, correction(["source": ["published": "2020-09-21"]]))
        #expect(fact.bounds.latest.rfc3339 == "2020-09-21T23:59:59.999999Z")
    }

    @Test func `members that no correction may replace stay`() throws {
        let fact = try fact(
            signature,
            correction(["type": "agreement.approved", "mode": "live", "id": "other", "by": "x"])
        )
        #expect(fact.type == "agreement.signed")
        #expect(fact.mode == .attested)
        #expect(fact.event["by"] == nil)
    }

    @Test func `the later correction wins, member by member`() throws {
        let fact = try fact(
            signature,
            correction(["occurred": "2019", "data": ["party": "party:b"]]),
            correction(["occurred": "2018"])
        )
        #expect(fact.occurred == "2018")
        #expect(fact.tag("party") == Events.Tag("party:b"))
        #expect(fact.corrections == [1, 2])
    }

    @Test func `a retracted correction counts no more`() throws {
        let fact = try fact(
            signature,
            correction(["occurred": "2019"], named: "c"),
            about("c", "event.retracted")
        )
        #expect(fact.occurred == "2020-09-18")
        #expect(fact.corrections.isEmpty)
    }

    @Test func `a retracted event is in no history`() {
        let history = TestLedger([signature, about("s", "event.retracted")]).history()
        #expect(history.facts.isEmpty)
        #expect(history.retracted == ["s"])
    }

    @Test func `a reinstated event counts again, corrections included`() throws {
        let fact = try fact(
            signature,
            correction(["occurred": "2019"]),
            about("s", "event.retracted"),
            about("s", "event.reinstated")
        )
        #expect(fact.occurred == "2019")
    }

    @Test func `a retraction that is retracted undoes nothing`() throws {
        let fact = try fact(
            signature,
            about("s", "event.retracted", named: "r"),
            about("r", "event.retracted")
        )
        #expect(fact.corrections.isEmpty)
    }

    @Test func `a reinstatement that is retracted leaves the event out`() {
        let history = TestLedger([
            signature, about("s", "event.retracted"),
            about("s", "event.reinstated", named: "i"), about("i", "event.retracted"),
        ]).history()
        #expect(history.facts.isEmpty)
    }

    @Test func `the last word on an event counts`() {
        let history = TestLedger([
            signature, about("s", "event.retracted"), about("s", "event.reinstated"),
            about("s", "event.retracted"),
        ]).history()
        #expect(history.facts.isEmpty)
    }

    @Test func `corrections count from their position on, whatever their date`() throws {
        let events = [
            signature, correction(["occurred": "2019"]), correction(["occurred": "2018"]),
        ]
        for (size, occurred) in [(1, "2020-09-18"), (2, "2019"), (3, "2018")] {
            let facts = TestLedger(events).history(knownAt: size).facts
            #expect(facts.map(\.occurred) == [occurred])
        }
    }

    @Test func `disputes stand until they are retracted, and change nothing`() throws {
        let dispute = about(
            "s",
            "event.disputed",
            ["claim": [["text": "No.", "lang": "en"]]],
            named: "d"
        )
        let standing = TestLedger([signature, dispute]).history()
        #expect(standing.disputes.map(\.target) == ["s"])
        #expect(standing.disputes.map(\.position) == [1])
        #expect(standing.facts.map(\.occurred) == ["2020-09-18"])
        let withdrawn = TestLedger([signature, dispute, about("d", "event.retracted")]).history()
        #expect(withdrawn.disputes.isEmpty)
    }

    private func dispute(_ id: String) -> TestEvent {
        about("s", "event.disputed", ["claim": [["text": "No.", "lang": "en"]]], named: id)
    }

    private func settlement(_ dispute: String? = nil, named id: String? = nil) -> TestEvent {
        var event = about("s", "event.dispute-settled", ["outcome": "rejected"], named: id)
        if let dispute { event.data["dispute"] = .string("event:" + dispute) }
        return event
    }

    @Test func `a settled dispute stays in the history and stands no more`() throws {
        let history = TestLedger([signature, dispute("d"), settlement()]).history()
        #expect(history.disputes.isEmpty)
        #expect(history.settledDisputes.map(\.dispute.position) == [1])
        #expect(history.settledDisputes.map(\.settlement.position) == [2])
        #expect(history.facts.map(\.occurred) == ["2020-09-18"])
    }

    @Test func `a settlement ends what came before it, or the one dispute it names`() throws {
        let two = [signature, dispute("d"), dispute("e")]
        #expect(TestLedger(two + [settlement()]).history().disputes.isEmpty)
        let one = TestLedger(two + [settlement("e")]).history()
        #expect(one.disputes.map(\.position) == [1])
        let again = TestLedger(two + [settlement(), dispute("f")]).history()
        #expect(again.disputes.map(\.position) == [4])
        #expect(again.settledDisputes.count == 2)
    }

    @Test func `a settlement that is retracted ends nothing`() throws {
        let history = TestLedger([
            signature, dispute("d"), settlement(named: "z"), about("z", "event.retracted"),
        ]).history()
        #expect(history.disputes.map(\.position) == [1])
        #expect(history.settledDisputes.isEmpty)
        let before = TestLedger([signature, dispute("d"), settlement()]).history(knownAt: 2)
        #expect(before.disputes.map(\.position) == [1])
    }

    @Test func `confirmations stand until they are retracted, and change nothing`() throws {
        let confirmed = about("s", "event.confirmed", ["by": "party:b"], named: "c")
        let history = TestLedger([signature, confirmed]).history()
        #expect(history.confirmations.map(\.target) == ["s"])
        #expect(history.confirmations.map(\.position) == [1])
        #expect(history.disputes.isEmpty && history.facts.count == 1)
        let withdrawn = TestLedger([signature, confirmed, about("c", "event.retracted")]).history()
        #expect(withdrawn.confirmations.isEmpty)
    }

    @Test func `a correction moves an event to another entity`() throws {
        let moved = correction(["data": ["agreement": "agreement:other", "party": "party:a"]])
        let ledger = TestLedger([signature, moved])
        #expect(ledger.standing(of: try tag("agreement:mou")).count == 0)
        #expect(ledger.standing(of: try tag("agreement:other")).count == 1)
        #expect(TestLedger([signature]).standing(of: try tag("agreement:mou")).count == 1)
    }

    @Test func `a corrected history is judged as corrected`() throws {
        let rejected = attested(
            "agreement.rejected",
            "2020-08",
            ["party": "party:a", "organ": "organ:board", "version": 1]
        ).named("s")
        let late = correction(["occurred": "2020-10"])
        try given(rejected).when(signature.named("x"))
            .isRefused(by: "signing-a-refused-text", against: 0)
        try given(rejected, late).when(signature.named("x"))
            .stands(withGaps: ["no-draft-known", "text-fixed"])
    }

    @Test func `a correction hides what it replaces and shows what it seals`() throws {
        let leaves = TestLedger([signature, correction(["data": ["capacity": .null]])]).leaves
        let history = History(
            of: leaves,
            hidden: [
                0: ["/data/capacity": .erased, "/source/quote": .erased],
                1: ["/data/data/capacity": .withheld, "/data/reason": .erased],
            ]
        ) { _ in .occurred }
        #expect(
            history.facts.map(\.hidden) == [
                ["/data/capacity": .withheld, "/source/quote": .erased]
            ]
        )
    }
}
