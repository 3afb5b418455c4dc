package import Collaboration
package import Events

/// The standings a session has read, kept as it appends to them.
///
/// One that is not here is read when a rule asks for it. When there are more facts than the limit,
/// the standings that were asked for least recently go, whatever one history alone may take.
///
/// - Invariant: what the present event has asked for stays, and so does what was given; a history
///   longer than the limit is read once for an event, however often its rules ask.
/// - Complexity: every call is O(1) in the mean, and the entities that go.
package final class StandingCache {
    /// How many facts are kept: about 2.2 KB each.
    package static let limit = 40_000

    private let limit: Int
    private var table = StandingTable()

    /// The facts of standings that went; `nil` when nobody wants to have them.
    private var spent: [[Fact]]?

    /// Counts the questions; those from `eventStart` on belong to the present event.
    private var time: UInt64 = 0
    private var eventStart: UInt64 = 0

    /// A cache that keeps some facts.
    ///
    /// - Parameters:
    ///   - limit: how many.
    ///   - handsOver: whether ``takeSpent()`` is called now and then.
    package init(limit: Int = StandingCache.limit, handsOver: Bool = false) {
        self.limit = limit
        spent = handsOver ? [] : nil
    }

    /// How many facts are kept, and one for each entity.
    package var weight: Int { table.weight }

    /// Begins with another event: what the one before has asked for may go.
    package func startEvent() { eventStart = time + 1 }

    /// The standing of an entity.
    ///
    /// - Parameters:
    ///   - entity: the entity.
    ///   - read: gives what is known of it, when that is not here yet.
    /// - Returns: what is known of it.
    /// - Throws: what `read` throws; nothing is kept then.
    package func standing(
        of entity: Tag,
        reading read: (Tag) throws -> Standing
    ) rethrows -> Standing {
        time += 1
        if let known = table.standing(of: entity, at: time) { return known }
        let standing = try read(entity)
        table.insert(standing, at: time, isGiven: false)
        shrink()
        return standing
    }

    /// Takes a standing that stays.
    package func give(_ standing: Standing) {
        table.remove(standing.entity)
        table.insert(standing, at: time, isGiven: true)
        shrink()
    }

    /// Adds a fact to the standings that are here.
    package func add(_ fact: Fact, to entities: [Tag]) {
        for entity in entities { table.add(fact, to: entity) }
        shrink()
    }

    /// Drops what a correction has changed.
    package func forget(_ entities: [Tag]) {
        for entity in entities { table.remove(entity) }
    }

    /// The facts that have to go since the last call, for another thread to drop.
    package func takeSpent() -> [[Fact]] {
        guard let facts = spent else { return [] }
        spent = []
        return facts
    }

    /// Lets the standings go that were asked for longest ago, until the others are few enough.
    private func shrink() {
        while table.weight > limit, let standing = table.removeOldest(before: eventStart) {
            spent?.append(standing.all)
        }
    }
}
