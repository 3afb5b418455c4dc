import Collaboration
import Events

/// The standings a session has read, kept as it appends to them.
///
/// Rules are pure and ask for any entity's standing; one that is not here is noted and read
/// between two rounds of judging, so that no rule holds a transaction.
///
/// - Invariant: at most `limit` facts are kept; beyond that the cache starts anew.
final class StandingCache {
    /// How many facts are kept.
    static let limit = 200_000

    private var known: [Tag: Standing] = [:]
    private var count = 0

    /// The entities that were asked for and are not here.
    private(set) var missing: Set<Tag> = []

    /// The standing of an entity; empty, and noted, when it has not been read.
    func standing(of entity: Tag) -> Standing {
        if let standing = known[entity] { return standing }
        missing.insert(entity)
        return Standing(of: entity)
    }

    func set(_ standing: Standing) {
        missing.remove(standing.entity)
        if count + standing.count > Self.limit {
            known = [:]
            count = 0
        }
        known[standing.entity] = standing
        count += standing.count
    }

    /// Adds a fact to the standings that are here.
    func add(_ fact: Fact, to entities: [Tag]) {
        for entity in entities where known[entity] != nil {
            known[entity]?.add(fact)
            count += 1
        }
    }

    /// Drops what a correction has changed.
    func forget(_ entities: [Tag]) {
        for entity in entities {
            count -= known.removeValue(forKey: entity)?.count ?? 0
        }
    }
}
