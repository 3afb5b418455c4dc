import CanonicalJSON
import Collaboration
import Events
import Testing

@Suite struct StandingTests {
    private static let seeds = Array<UInt64>(0..<10) + [UInt64.random(in: .min ... .max)]

    @Test(arguments: seeds)
    func `a standing holds what a list holds`(seed: UInt64) throws {
        var random = RandomHistory(seed: seed)
        let facts = TestLedger(random.events(120)).history().facts
        var generator = SeededGenerator(state: seed)
        for order in [facts, facts.shuffled(using: &generator)] {
            let standing = Standing(of: try tag("party:a"), facts: order)
            var grown = Standing(of: try tag("party:a"))
            for fact in order { grown.add(fact) }
            for known in [standing, grown] {
                #expect(known.count == order.count)
                #expect(known.all == order)
                #expect(known.recorded == facts)
                #expect(known.replay == facts.sorted { $0.replaysBefore($1) })
                for type in Set(facts.map(\.type)) {
                    #expect(known.facts(type) == order.filter { $0.type == type })
                }
            }
        }
    }

    @Test func `a copy does not see what is added to the other`() throws {
        let ledger = TestLedger([
            attested("party.registered", "2019"), attested("party.named", "2020"),
        ])
        let facts = ledger.history().facts
        var one = Standing(of: try tag("party:a"))
        one.add(facts[0])
        var two = one
        two.add(facts[1])
        #expect(one.recorded == [facts[0]])
        #expect(two.recorded == facts)
        one.add(facts[1])
        #expect(one.recorded == facts)
        #expect(two.count == 2)
    }

    @Test func `a type that was read from a text is the type that the program knows`() throws {
        let fact = try #require(
            TestLedger([attested("party.registered", "2019")]).history().facts.first
        )
        let standing = Standing(of: try tag("party:a"), facts: [fact])
        for known: EventType in ["party.registered", "x-lab.sampled"] {
            let read = try #require(EventType(known.text))
            #expect(standing.facts(read) == standing.facts(known))
        }
        #expect(standing.facts("party.registered") == [fact])
    }

    @Test func `facts of a type without rules are kept too`() throws {
        let leaf = Leaf(
            position: 0,
            event: ["type": "x-lab.sampled", "occurred": "2019", "data": ["a": 1]]
        )
        let type = try #require(leaf.type)
        let standing = Standing(
            of: try tag("party:a"),
            facts: [Fact(leaf, as: type, axis: .occurred)]
        )
        #expect(standing.facts(type).map(\.position) == [0])
        #expect(standing.facts("x-lab.sampled").map(\.position) == [0])
    }
}
