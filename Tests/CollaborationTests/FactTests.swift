import CanonicalJSON
import Collaboration
import EDTF
import Events
import Testing

@Suite struct FactTests {
    private func fact(_ data: JSONValue, position: Position = 0) throws -> Fact {
        let event: JSONValue = [
            "id": "e", "type": "party.named", "occurred": "2019-03", "mode": "attested",
            "recorded": "2026-05-01T00:00:00.000000Z", "source": ["published": "2019-02"],
            "data": data,
        ]
        let leaf = Leaf(position: position, event: event)
        return Fact(leaf, as: try #require(leaf.type), axis: .occurred)
    }

    @Test func `members are read from the document`() throws {
        let fact = try fact([
            "party": "party:a", "due": ["edtf": "2020", "none": .null], "list": ["party:b", 3],
            "version": 2, "word": "no tag",
        ])
        #expect(fact.id == "e")
        #expect(fact.mode == .attested)
        #expect(fact.occurred == "2019-03")
        #expect(fact.tag("party")?.text == "party:a")
        #expect(fact.tag("word") == nil)
        #expect(fact.tags("list").map(\.text) == ["party:b"])
        #expect(fact.tags("party").map(\.text) == ["party:a"])
        #expect(fact.date("due.edtf")?.text == "2020")
        #expect(fact.value("due.none") == nil)
        #expect(fact.value("due.edtf.more") == nil)
        #expect(fact.version == 2)
        #expect(fact.data["word"] == "no tag")
        #expect(fact.member("source.published") == "2019-02")
    }

    @Test func `comparisons answer as the values do`() throws {
        let values: [JSONValue] = [
            "party:a", "party:b", "no tag", "nothing either", ["party:a", "party:b"], [], .null, 1,
            1.5, true, ["a": 1, "b": [2]],
        ]
        let named = try [tag("party:a"), tag("party:c")]
        for left in values {
            let one = try fact(["x": left])
            for tag in named {
                #expect(one.names("x", tag) == one.tags("x").contains(tag))
                #expect(one.isTag("x", tag) == (one.tag("x") == tag))
            }
            for right in values {
                let two = try fact(["x": right])
                let isEqual = one.value("x") == two.value("x")
                #expect(one.agrees(with: two, on: "x") == (isEqual && one.value("x") != nil))
                #expect(one.saysTheSame(as: two, at: "x") == isEqual)
                #expect(one.hasTheSameTag(as: two, at: "x") == (one.tag("x") == two.tag("x")))
            }
        }
    }

    @Test func `a fact made of what is known is the one that is read`() throws {
        let read = try fact(["party": "party:a"])
        let made = Fact(
            position: 0,
            document: JSONDocument(read.event),
            type: "party.named",
            axis: .occurred,
            mode: .attested,
            bounds: Bounds(
                occurred: try date("2019-03"),
                published: try date("2019-02").latest,
                recorded: try instant("2026-05-01T00:00:00Z")
            )
        )
        #expect(made == read)
        #expect(made.hashValue == read.hashValue)
        var hidden = made
        hidden.hidden = ["/data/party": .erased]
        #expect(hidden != read)
        #expect(made.hidden.isEmpty)
    }
}
