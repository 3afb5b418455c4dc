package import Transparency

/// What a ledger commits to at one moment.
package struct Head: Hashable, Sendable {
    /// The tree over all leaves.
    package let edge: TreeEdge

    /// When the last event was recorded, microseconds since 1970; `nil` when there is none.
    package let recorded: Int64?

    package init(edge: TreeEdge, recorded: Int64?) {
        self.edge = edge
        self.recorded = recorded
    }

    /// The number of events.
    package var size: UInt64 { edge.size }

    /// The root of the RFC 6962 tree over all leaves.
    ///
    /// - Complexity: O(log size) hashes.
    package var root: Hash { edge.root }
}
