import Synchronization

/// The upper nodes of tiles, for many questions about one log.
///
/// A node never changes, so what is kept stays right however the log grows. Two generations: what
/// is found in the old one moves to the young one; when that is full, it becomes the old one. So
/// the number is bounded, and what is used often, such as the upper tiles, stays.
package final class TileCache: Sendable {
    /// The level and the index of a tile.
    struct Place: Hashable, Sendable {
        let level: Int
        let index: UInt64
    }

    /// How many tiles one generation holds, about 1 KiB each.
    private static let limit = 4096

    private struct Generations: Sendable {
        var young: [Place: TileNodes] = [:]
        var old: [Place: TileNodes] = [:]

        mutating func keep(_ nodes: TileNodes, at place: Place) {
            if young.count >= TileCache.limit {
                old = young
                young = [:]
            }
            young[place] = nodes
        }
    }

    private let generations = Mutex(Generations())

    /// A cache that holds nothing.
    package init() {}

    func nodes(_ place: Place) -> TileNodes? {
        generations.withLock { generations in
            if let young = generations.young[place] { return young }
            guard let old = generations.old[place] else { return nil }
            generations.keep(old, at: place)
            return old
        }
    }

    func keep(_ nodes: TileNodes, at place: Place) {
        generations.withLock { $0.keep(nodes, at: place) }
    }
}
