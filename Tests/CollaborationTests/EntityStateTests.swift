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

    private static let renamed = [
        attested(
            "party.registered",
            "2019",
            [
                "names": [
                    ["text": "Old", "lang": "en", "kind": "official"],
                    ["text": "O", "lang": "en", "kind": "short"],
                ]
            ]
        ),
        attested(
            "party.named",
            "2020-01-01",
            ["names": [["text": "New", "lang": "en", "kind": "official"]], "from": "2020-06-01"]
        ),
        attested(
            "party.named",
            "2021-01-01",
            ["names": [["text": "Newest", "lang": "en", "kind": "official"]], "to": "2021-12-31"]
        ),
    ]

    @Test(
        arguments: [
            ("2020-05-31", ["Old", "O"], 0), ("2020-06-01", ["New", "O"], 1),
            ("2020-12-31", ["New", "O"], 1), ("2021-01-01", ["Newest", "O"], 2),
            ("2022-01-01", ["New", "O"], 1),
        ] as [(String, [String], JSONValue)]
    )
    func `names are those in force, and name the event that gave them`(
        date: String,
        names: [String],
        position: JSONValue
    ) throws {
        let field = try read(Self.renamed, of: "party:a", asOf: date)["fields"]?["names"]
        #expect(field?["value"]?.array?.compactMap { $0["text"]?.string } == names)
        #expect(field?["position"] == position)
    }

    @Test func `a hidden name says why, until a later one is not`() throws {
        let named = attested("person.named", "2020", ["names": .null])
        let facts = [named, named].enumerated().map { index, event in
            var ledger = TestLedger()
            for _ in 0..<index { ledger.append(event) }
            var fact = ledger.fact(event)
            fact.hidden["/data/names"] = .erased
            return fact
        }
        let person = try tag("person:p")
        let names = NamesInForce(of: person, in: facts, asOf: try asOf("2025"))
        #expect(names.list.isEmpty && names.giver == nil)
        #expect(names.hidden?.fact.position == 1)
        #expect(names.hidden?.why == .erased)
        let basis = Basis(
            origin: "o",
            asOf: try asOf("2025"),
            size: 2,
            root: "",
            recorded: nil
        )
        let state = try EntityState(of: person, basis: basis, judge: Judge()) { entity in
            Standing(of: entity, facts: entity == person ? facts : [])
        }
        #expect(
            state?.json["fields"]?["names"] == [
                "value": .null, "position": 1, "personal": "erased",
            ]
        )
    }

    @Test func `tracks stand in the order the parties were named`() throws {
        let tracks = try read(AgreementPath.events, asOf: "2020-06-15")["tracks"]
        #expect(
            tracks == [
                [
                    "party": "party:a", "state": "signatory", "bound": "no",
                    "signed": "2020-06-01", "position": 5,
                ],
                ["party": "party:b", "state": "negotiating", "bound": "no"],
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
