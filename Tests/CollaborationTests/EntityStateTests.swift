import CanonicalJSON
import Collaboration
import EDTF
import Events
import Testing

@Suite struct EntityStateTests {
    private func state(
        of entity: String,
        _ events: [TestEvent],
        asOf text: String = "2025"
    ) throws -> JSONValue? {
        let ledger = TestLedger(events)
        let basis = Basis(
            origin: "ledger.example.org/test",
            asOf: try asOf(text),
            size: UInt64(events.count),
            root: "ab",
            recorded: nil
        )
        return try EntityState(
            of: try tag(entity),
            basis: basis,
            judge: Judge(),
            disputes: ledger.history().disputes
        ) { ledger.standing(of: $0) }?.json
    }

    private func read(
        _ events: [TestEvent],
        of entity: String = "agreement:mou",
        asOf text: String = "2025"
    ) throws -> JSONValue {
        try #require(try state(of: entity, events, asOf: text))
    }

    @Test func `a state names its entity, its basis and the event behind it`() throws {
        let state = try read(AgreementPath.events, asOf: "2020-08-15")
        #expect(state["tag"] == "agreement:mou")
        #expect(state["kind"] == "agreement")
        #expect(state["existence"] == "definite")
        #expect(state["state"] == "in-force")
        #expect(state["since"] == ["occurred": "2020-08-01", "position": 7])
        #expect(
            state["basis"] == [
                "origin": "ledger.example.org/test", "asOf": "2020-08-15",
                "knownAt": ["size": 11, "root": "ab"], "parameters": [:], "version": 1,
            ]
        )
    }

    @Test func `fields name the event that set them last`() throws {
        let described = attested("agreement.described", "2021", ["kind": "framework"])
        let fields = try read(AgreementPath.events + [described])["fields"]
        #expect(fields?["kind"] == ["value": "framework", "position": 11])
        #expect(fields?["title"]?["position"] == 1)
        #expect(fields?["agreement"] == nil)
    }

    @Test func `tracks stand in the order the parties were named`() throws {
        let tracks = try read(AgreementPath.events, asOf: "2020-06-15")["tracks"]
        #expect(
            tracks == [
                [
                    "party": "party:a", "state": "signatory", "signed": "2020-06-01",
                    "position": 5,
                ],
                ["party": "party:b", "state": "negotiating"],
            ]
        )
    }

    @Test func `a missing step is a gap`() throws {
        let gaps = try read([signed("party:a", "2020")])["gaps"]?.array ?? []
        #expect(gaps.compactMap { $0["rule"]?.string } == ["no-draft-known", "text-fixed"])
        #expect(gaps.allSatisfy { $0["position"] == 0 && $0["type"] == "agreement.signed" })
    }

    @Test func `an unknown order and a dispute are told`() throws {
        let events = [
            signed("party:a", "2020-06").named("s"), attested("agreement.abandoned", "2020"),
            about("s", "event.disputed", ["claim": [["text": "No.", "lang": "en"]]]),
        ]
        let state = try read(events)
        #expect(
            state["orderUnknown"] == [
                ["position": 0, "type": "agreement.signed", "rule": "not-ended", "with": 1]
            ]
        )
        #expect(
            state["disputes"] == [
                [
                    "position": 2, "target": "s", "claim": [["text": "No.", "lang": "en"]],
                ]
            ]
        )
    }

    @Test func `a commitment says whether it is overdue`() throws {
        let events = [
            attested("commitment.planned", "2020", ["due": ["kind": "by", "edtf": "2021-12-31"]])
        ]
        let entity = "commitment:contest"
        #expect(try read(events, of: entity, asOf: "2021-12-31")["overdue"] == "no")
        #expect(try read(events, of: entity, asOf: "2022-01-01")["overdue"] == "yes")
    }

    @Test func `existence is definite, possible or undated`() throws {
        let signature = signed("party:a", "[2020..2021]")
        #expect(try read([signature], asOf: "2020")["existence"] == "possible")
        #expect(try read([signature], asOf: "2021")["existence"] == "definite")
        #expect(try read([signed("party:a", "")], asOf: "2021")["existence"] == "undated")
    }

    @Test func `an entity nobody has spoken of by then has no state`() throws {
        #expect(try state(of: "agreement:other", AgreementPath.events) == nil)
        #expect(try state(of: "agreement:mou", AgreementPath.events, asOf: "2019") == nil)
    }
}
