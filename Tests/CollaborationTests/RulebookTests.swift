import CanonicalJSON
import Collaboration
import Events
import Testing

@Suite struct RulebookTests {
    private let rulebook = Rulebook.standard

    @Test func `a type of one's own has no rules and joins all it is tagged with`() throws {
        let event = attested("x-lab.sampled", "2020", ["agreement": "agreement:mou"])
        let fact = TestLedger().fact(event)
        #expect(rulebook.row("x-lab.sampled") == nil)
        #expect(rulebook.subject(of: fact) == nil)
        let tags = [try tag("agreement:mou"), try tag("place:brno")]
        #expect(rulebook.entities(of: fact, tags: tags) == tags)
        try given().when(event).isAccepted()
        #expect(try TestLedger([event]).marks(at: 0).objections.isEmpty)
    }

    @Test func `an event joins the history of its subject, not of all it names`() throws {
        let fact = TestLedger().fact(signed("party:a", "2020"))
        let tags = [try tag("agreement:mou"), try tag("party:a")]
        #expect(rulebook.subject(of: fact)?.text == "agreement:mou")
        #expect(rulebook.entities(of: fact, tags: tags).map(\.text) == ["agreement:mou"])
    }

    @Test func `a party's event joins the history of its identifiers too`() throws {
        let event = attested("party.identified", "2020", ["scheme": "vat", "id": "CZ1"])
        let fact = TestLedger().fact(event)
        let tags = [try tag("party:a"), try tag("identifier:vat:CZ1")]
        #expect(
            rulebook.entities(of: fact, tags: tags).map(\.text) == [
                "identifier:vat:CZ1", "party:a",
            ]
        )
    }

    @Test func `a family is found by the kind of its entities' tags`() {
        #expect(rulebook.family(ofKind: "agreement")?.states.first == "announced")
        #expect(rulebook.family(ofKind: "weather") == nil)
    }

    @Test func `the late arrival of an ending is watched for by what it forbids`() {
        let watchers = rulebook.watchers(of: "agreement.terminated")
        #expect(watchers.contains("agreement.signed") && watchers == watchers.sorted())
        #expect(rulebook.watchers(of: "agreement.published").isEmpty)
    }

    @Test func `states go by their place in the family's table`() throws {
        let family = try #require(rulebook.family(ofKind: "agreement"))
        #expect(family.rank("announced") < family.rank("in-force"))
        #expect(family.rank("in-force") < family.rank("ended"))
        #expect(family.rank("nowhere") == -1)
    }
}
