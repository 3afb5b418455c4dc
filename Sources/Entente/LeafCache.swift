import CanonicalJSON
import Collaboration
import EventJournal
import Events
import Synchronization
import Transparency

/// Leaves that were read to answer for an entity, for questions to come.
///
/// Whoever asks for the state of an entity asks for it again, at another date or after another
/// event; parsing its leaves is the larger part of reading them. A leaf never changes, so what is
/// kept stays right however the log grows. Personal values are not in leaves.
final class LeafCache: Sendable {
    /// How many bytes of leaves one generation holds; parsed they take about three times as much.
    static let limit = 4 << 20

    private let kept = Mutex(
        Generations<Position, Leaf>(limit: LeafCache.limit) { $0.document.bytes.count }
    )

    /// The leaves at some positions in their order; `nil` for one that is not here.
    func leaves(at positions: [Position]) -> [Leaf?] {
        kept.withLock { kept in
            var found: [Leaf?] = []
            found.reserveCapacity(positions.count)
            for position in positions { found.append(kept.value(of: position)) }
            return found
        }
    }

    /// Keeps leaves that were read.
    func keep(_ leaves: some Sequence<Leaf>) {
        kept.withLock { kept in
            for leaf in leaves { kept.keep(leaf, of: leaf.position) }
        }
    }
}
