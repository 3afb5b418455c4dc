package import Collaboration
package import Events

/// The standings a session has read, kept as it appends to them.
///
/// Rules are pure and ask for any entity's standing; one that is not here is noted and read
/// between two rounds of judging, so that no rule holds a transaction. When there are more facts
/// than the limit, the standings that were asked for least recently go, whatever one history
/// alone may take.
///
/// - Invariant: what the present event has asked for stays, and so does what was given without
///   being asked for; judging comes to an end even if that is more than the limit.
/// - Complexity: every call is O(1) in the mean, and the entities that go.
package final class StandingCache {
    /// How many facts are kept: about 2.2 KB each.
    package static let limit = 40_000

    private let limit: Int
    private var table = StandingTable()

    /// Counts the questions; those from `roundStart` on belong to the present event.
    private var time: UInt64 = 0
    private var roundStart: UInt64 = 0
    private var isRoundOver = false

    /// The entities that were asked for and are not here.
    package private(set) var missing: Set<Tag> = []

    /// A cache that keeps some facts.
    package init(limit: Int = StandingCache.limit) {
        self.limit = limit
    }

    /// How many facts are kept, and one for each entity.
    package var weight: Int { table.weight }

    /// The standing of an entity; empty, and noted, when it has not been read.
    package func standing(of entity: Tag) -> Standing {
        time += 1
        if isRoundOver {
            roundStart = time
            isRoundOver = false
        }
        if let known = table.standing(of: entity, at: time) { return known }
        missing.insert(entity)
        return Standing(of: entity)
    }

    /// Takes a standing that was asked for, or one that is given and stays.
    package func set(_ standing: Standing) {
        let isAsked = missing.remove(standing.entity) != nil
        isRoundOver = true
        table.remove(standing.entity)
        table.insert(standing, at: time, isGiven: !isAsked)
        shrink()
    }

    /// Adds a fact to the standings that are here.
    package func add(_ fact: Fact, to entities: [Tag]) {
        isRoundOver = true
        for entity in entities { table.add(fact, to: entity) }
        shrink()
    }

    /// Drops what a correction has changed.
    package func forget(_ entities: [Tag]) {
        isRoundOver = true
        for entity in entities { table.remove(entity) }
    }

    /// Lets the standings go that were asked for longest ago, until the others are few enough.
    private func shrink() {
        while table.weight > limit, table.removeOldest(before: roundStart) {}
    }
}
