import Entente
import Events
import Foundation
import Synchronization
import Testing

/// That every part is worked on once, by whichever thread, and before it is asked for.
struct `Histories that are read ahead` {
    private struct Unreadable: Error {}

    /// What was worked on, by all threads.
    private final class Done: Sendable {
        let entities = Mutex<[Events.Tag: Int]>([:])

        func note(_ part: ArraySlice<Events.Tag>) {
            entities.withLock { done in for tag in part { done[tag, default: 0] += 1 } }
        }

        func holds(_ tag: Events.Tag) -> Bool { entities.withLock { $0[tag] != nil } }
    }

    private let entities = (0..<1_000).compactMap { Events.Tag("meeting:m-\($0)") }

    @Test(arguments: [0, 1, 3])
    func `are there once each when they are asked for in order`(helpers count: Int) throws {
        let done = Done()
        let ahead = HistoriesAhead(
            entities,
            helpers: (0..<count).map { _ in { part, _ in done.note(part) } }
        )
        for entity in entities {
            try ahead.advance(to: entity) { part, _ in done.note(part) }
            #expect(done.holds(entity))
        }
        #expect(done.entities.withLock { $0.values.allSatisfy { $0 == 1 } && $0.count == 1_000 })
    }

    @Test func `are left to the reader out of order`() throws {
        let done = Done()
        let ahead = HistoriesAhead(entities, helpers: [{ part, _ in done.note(part) }])
        try ahead.advance(to: entities[999]) { part, _ in done.note(part) }
        #expect(!done.holds(entities[999]))
    }

    @Test(arguments: [0, 2])
    func `may be asked for by the work on them`(helpers count: Int) throws {
        let done = Done()
        let ahead = HistoriesAhead(
            entities,
            helpers: (0..<count).map { _ in
                { part, _ in
                    // Whoever asks is quicker, and works on later parts.
                    Thread.sleep(forTimeInterval: 0.01)
                    done.note(part)
                }
            }
        )
        for entity in entities {
            try ahead.advance(to: entity) { part, _ in
                for tag in part { try ahead.advance(to: tag) { part, _ in done.note(part) } }
                done.note(part)
            }
            #expect(done.holds(entity))
        }
    }

    @Test func `need not be asked for one by one`() throws {
        let done = Done()
        let ahead = HistoriesAhead(entities, helpers: [])
        for entity in entities.indices.filter({ $0 % 100 == 7 }).map({ entities[$0] }) {
            try ahead.advance(to: entity) { part, _ in done.note(part) }
            #expect(done.holds(entity))
        }
        // Nobody came to the third part, nor to five more.
        #expect(done.entities.withLock { $0.count } == 10 * 64)
    }

    @Test func `are judged from when somebody asks for it`() throws {
        let works = Mutex<[HistoriesAhead.Work]>([])
        let ahead = HistoriesAhead(entities, helpers: [])
        for (place, entity) in entities.enumerated() {
            if place == 100 { ahead.judge() }
            try ahead.advance(to: entity) { _, work in works.withLock { $0.append(work) } }
        }
        works.withLock { works in
            #expect(works.first == .reading)
            #expect(works.last == .judging)
            #expect(works.count == 16)
        }
    }

    @Test(arguments: [0, 2])
    func `throw where the part is asked for that could not be read`(helpers count: Int) throws {
        let bad = entities[200]
        let work: @Sendable (ArraySlice<Events.Tag>, HistoriesAhead.Work) throws -> Void = {
            part,
            _ in
            if part.contains(bad) { throw Unreadable() }
        }
        let ahead = HistoriesAhead(entities, helpers: Array(repeating: work, count: count))
        var failed: [Int] = []
        for (place, entity) in entities.enumerated() {
            do { try ahead.advance(to: entity, by: work) } catch { failed.append(place) }
        }
        #expect(failed == [192])
    }
}
