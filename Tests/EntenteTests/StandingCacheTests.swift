import CanonicalJSON
import Collaboration
import Entente
import Events
import Testing

@Suite struct StandingCacheTests {
    private func entity(_ number: Int) throws -> Events.Tag {
        try #require(Tag("party:\(number)"))
    }

    private func fact(_ position: Int) throws -> Fact {
        let leaf = Leaf(
            position: Position(position),
            event: ["type": "party.named", "occurred": "2019", "data": ["party": "party:1"]]
        )
        return Fact(leaf, as: "party.named", axis: .occurred)
    }

    private func standing(_ number: Int, facts count: Int) throws -> Standing {
        Standing(of: try entity(number), facts: try (0..<count).map(fact))
    }

    /// Asks for entities as a judge does on one event; how many of them were read.
    private func judge(
        _ numbers: [Int],
        sizes: [Int],
        _ cache: StandingCache
    ) throws -> (counts: [Int], reads: Int) {
        var reads = 0
        cache.startEvent()
        let counts = try numbers.map { number in
            try cache.standing(of: try entity(number)) { asked in
                reads += 1
                #expect(Int(asked.id) == number)
                return try standing(number, facts: sizes[number])
            }
            .count
        }
        return (counts, reads)
    }

    @Test func `what was asked for longest ago goes first`() throws {
        let cache = StandingCache(limit: 30)
        let sizes = [Int](repeating: 9, count: 5)
        for number in 0..<3 { #expect(try judge([number], sizes: sizes, cache).reads == 1) }
        #expect(try judge([0], sizes: sizes, cache).reads == 0)
        #expect(try judge([3], sizes: sizes, cache).reads == 1)
        #expect(try judge([0], sizes: sizes, cache).reads == 0)
        #expect(try judge([2], sizes: sizes, cache).reads == 0)
        #expect(try judge([1], sizes: sizes, cache).reads == 1)
        #expect(cache.weight <= 30)
    }

    @Test func `the facts of what goes are handed over, once, to whoever wants them`() throws {
        let cache = StandingCache(limit: 30, handsOver: true)
        let other = StandingCache(limit: 30)
        let sizes = [Int](repeating: 9, count: 5)
        for number in 0..<5 {
            _ = try judge([number], sizes: sizes, cache)
            _ = try judge([number], sizes: sizes, other)
        }
        #expect(cache.weight == other.weight)
        #expect(cache.takeSpent().map(\.count) == [9, 9])
        #expect(cache.takeSpent().isEmpty)
        _ = try judge([0], sizes: sizes, cache)
        #expect(cache.takeSpent().map(\.count) == [9])
        #expect(other.takeSpent().isEmpty)
    }

    @Test func `histories beyond the limit are each read once for an event`() throws {
        let cache = StandingCache(limit: 10)
        let sizes = [50, 60, 1, 70]
        let found = try judge([0, 1, 2, 3, 0, 3, 1, 2], sizes: sizes, cache)
        #expect(found.counts == sizes + [50, 70, 60, 1])
        #expect(found.reads == 4)
        #expect(try judge([2], sizes: sizes, cache).reads == 0)
        #expect(try judge([0, 3], sizes: sizes, cache).counts == [50, 70])
    }

    @Test func `what cannot be read is asked for again`() throws {
        struct Unreadable: Error {}
        let cache = StandingCache()
        let entity = try entity(0)
        #expect(throws: Unreadable.self) {
            try cache.standing(of: entity) { _ in throw Unreadable() }
        }
        #expect(cache.weight == 0)
        #expect(try judge([0], sizes: [3], cache) == (counts: [3], reads: 1))
    }

    @Test func `a fact that is added is there, and what is forgotten is read again`() throws {
        let cache = StandingCache(limit: 100)
        let one = try entity(0)
        #expect(try judge([0], sizes: [3], cache).counts == [3])
        cache.add(try fact(7), to: [one, try entity(1)])
        #expect(try judge([0], sizes: [3], cache).counts == [4])
        #expect(cache.weight == 5)
        cache.forget([one, try entity(1)])
        #expect(cache.weight == 0)
        #expect(try judge([0], sizes: [4], cache).reads == 1)
    }

    @Test func `what is given without being asked for stays`() throws {
        let cache = StandingCache(limit: 5)
        cache.give(try standing(0, facts: 20))
        let sizes = [Int](repeating: 4, count: 6)
        for number in 1..<6 { _ = try judge([number], sizes: sizes, cache) }
        #expect(try judge([0], sizes: [9], cache) == (counts: [20], reads: 0))
    }

    @Test func `refused events do not make it grow`() throws {
        let cache = StandingCache(limit: 40)
        for number in 0..<200 {
            _ = try judge([number], sizes: [Int](repeating: 9, count: 200), cache)
            #expect(cache.weight <= 60)
        }
    }

    @Test(arguments: [UInt64.random(in: .min ... .max), 1, 2, 3])
    func `it answers as a dictionary does`(seed: UInt64) throws {
        var generator = seed
        func draw(_ bound: Int) -> Int {
            generator = generator &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(generator >> 33) % bound
        }
        let count = seed.isMultiple(of: 2) ? 12 : 150
        let cache = StandingCache(limit: count * 5)
        var sizes = (0..<count).map { _ in draw(12) }
        for step in 0..<1_500 {
            let asked = (0...draw(3)).map { _ in draw(count) }
            let found = try judge(asked, sizes: sizes, cache)
            #expect(found.counts == asked.map { sizes[$0] }, "step \(step) of seed \(seed)")
            let number = asked[0]
            switch draw(4) {
            case 0:
                cache.add(try fact(step), to: [try entity(number)])
                sizes[number] += 1
            case 1:
                cache.forget([try entity(number)])
                sizes[number] = draw(12)
            default: break
            }
        }
    }
}
