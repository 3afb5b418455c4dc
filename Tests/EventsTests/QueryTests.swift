import Events
import Testing

@Suite struct QueryTests {
    private static let agreement = Tag("agreement:mou-17")
    private static let morava = Tag("party:morava")
    private static let jinan = Tag("party:jinan")

    private static func query(_ items: (types: [EventType], tags: [Events.Tag?])...) throws -> Query
    {
        let items = try items.map { item in
            try #require(Query.Item(types: item.types, tags: item.tags.compactMap { $0 }))
        }
        return try #require(Query(items: items))
    }

    @Test func `a query without items is malformed`() {
        #expect(Query(items: []) == nil)
    }

    @Test func `an item that constrains nothing is malformed`() {
        #expect(Query.Item() == nil)
        #expect(Query.Item(types: [], tags: []) == nil)
    }

    @Test func `any of an item's types will do`() throws {
        let query = try Self.query((["agreement.signed", "agreement.revised"], []))
        #expect(query.matches(type: "agreement.signed", tags: []))
        #expect(query.matches(type: "agreement.revised", tags: []))
        #expect(!query.matches(type: "agreement.drafted", tags: []))
    }

    @Test func `all of an item's tags are needed`() throws {
        let query = try Self.query(([], [Self.agreement, Self.morava]))
        let all = [Self.jinan, Self.morava, Self.agreement].compactMap { $0 }
        #expect(query.matches(type: "agreement.signed", tags: all))
        #expect(query.matches(type: "x-lab.sampled", tags: Set(all)))
        #expect(!query.matches(type: "agreement.signed", tags: Array(all.prefix(2))))
        #expect(!query.matches(type: "agreement.signed", tags: []))
    }

    @Test func `types and tags of one item are needed together`() throws {
        let query = try Self.query((["agreement.signed"], [Self.morava]))
        let tags = [Self.morava].compactMap { $0 }
        #expect(query.matches(type: "agreement.signed", tags: tags))
        #expect(!query.matches(type: "agreement.signed", tags: []))
        #expect(!query.matches(type: "agreement.revised", tags: tags))
    }

    @Test func `any of the items will do`() throws {
        let query = try Self.query((["agreement.signed"], []), ([], [Self.jinan]))
        #expect(query.matches(type: "agreement.signed", tags: []))
        #expect(query.matches(type: "meeting.held", tags: [Self.jinan].compactMap { $0 }))
        #expect(!query.matches(type: "meeting.held", tags: [Self.morava].compactMap { $0 }))
    }

    @Test func `a condition without a position looks at the whole ledger`() throws {
        let query = try Self.query((["agreement.signed"], []))
        #expect(AppendCondition(failIfEventsMatch: query).after == nil)
        #expect(AppendCondition(failIfEventsMatch: query, after: 7).after == 7)
    }
}
