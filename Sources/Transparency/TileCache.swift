import Synchronization

/// The upper nodes of tiles, for many questions about one log.
///
/// A node never changes, so what is kept stays right however the log grows. What is used often,
/// such as the upper tiles, stays.
package final class TileCache: Sendable {
    /// The level and the index of a tile.
    struct Place: Hashable, Sendable {
        let level: Int
        let index: UInt64
    }

    /// How many tiles one generation holds, about 1 KiB each.
    private static let limit = 4096

    private let kept = Mutex(Generations<Place, TileNodes>(limit: TileCache.limit))

    /// A cache that holds nothing.
    package init() {}

    func nodes(_ place: Place) -> TileNodes? {
        kept.withLock { $0.value(of: place) }
    }

    func keep(_ nodes: TileNodes, at place: Place) {
        kept.withLock { $0.keep(nodes, of: place) }
    }
}
