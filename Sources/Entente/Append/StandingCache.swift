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
    private var places: [Tag: Int] = [:]
    private var entries: [Entry] = []
    private var free: [Int] = []

    /// The ends of the list of what may go: asked for last, and longest ago.
    private var newest = -1
    private var oldest = -1

    /// Counts the questions; those from `roundStart` on belong to the present event.
    private var time: UInt64 = 0
    private var roundStart: UInt64 = 0
    private var isRoundOver = false

    /// The entities that were asked for and are not here.
    package private(set) var missing: Set<Tag> = []

    /// How many facts are kept, and one for each entity.
    package private(set) var weight = 0

    private struct Entry {
        var standing: Standing
        var time: UInt64
        let isGiven: Bool
        var newer = -1
        var older = -1

        /// An empty history takes room too.
        var weight: Int { standing.count + 1 }
    }

    /// A cache that keeps some facts.
    package init(limit: Int = StandingCache.limit) {
        self.limit = limit
    }

    /// The standing of an entity; empty, and noted, when it has not been read.
    package func standing(of entity: Tag) -> Standing {
        time += 1
        if isRoundOver {
            roundStart = time
            isRoundOver = false
        }
        guard let place = places[entity] else {
            missing.insert(entity)
            return Standing(of: entity)
        }
        entries[place].time = time
        if newest != place, !entries[place].isGiven {
            unlink(place)
            link(place)
        }
        return entries[place].standing
    }

    /// Takes a standing that was asked for, or one that is given and stays.
    package func set(_ standing: Standing) {
        let isAsked = missing.remove(standing.entity) != nil
        isRoundOver = true
        remove(standing.entity)
        let entry = Entry(standing: standing, time: time, isGiven: !isAsked)
        let place: Int
        if let reused = free.popLast() {
            place = reused
            entries[place] = entry
        } else {
            place = entries.count
            entries.append(entry)
        }
        places[standing.entity] = place
        weight += entry.weight
        if isAsked { link(place) }
        shrink()
    }

    /// Adds a fact to the standings that are here.
    package func add(_ fact: Fact, to entities: [Tag]) {
        isRoundOver = true
        for entity in entities {
            guard let place = places[entity] else { continue }
            entries[place].standing.add(fact)
            weight += 1
        }
        if weight > limit { shrink() }
    }

    /// Drops what a correction has changed.
    package func forget(_ entities: [Tag]) {
        isRoundOver = true
        for entity in entities { remove(entity) }
    }

    /// Lets the standings go that were asked for longest ago, until the others are few enough.
    private func shrink() {
        while weight > limit, oldest >= 0, entries[oldest].time < roundStart {
            remove(entries[oldest].standing.entity)
        }
    }

    private func remove(_ entity: Tag) {
        guard let place = places.removeValue(forKey: entity) else { return }
        weight -= entries[place].weight
        if !entries[place].isGiven { unlink(place) }
        // The room of the facts is given back at once.
        entries[place].standing = Standing(of: entity)
        free.append(place)
    }

    private func link(_ place: Int) {
        entries[place].older = newest
        entries[place].newer = -1
        if newest >= 0 { entries[newest].newer = place } else { oldest = place }
        newest = place
    }

    private func unlink(_ place: Int) {
        let (newer, older) = (entries[place].newer, entries[place].older)
        if newer >= 0 { entries[newer].older = older } else { newest = older }
        if older >= 0 { entries[older].newer = newer } else { oldest = newer }
    }
}
