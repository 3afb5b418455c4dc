package import Transparency

/// What a ledger commits to at one moment.
package struct Head: Hashable, Sendable {
    /// The number of events.
    package let size: UInt64

    /// The root of the RFC 6962 tree over all leaves.
    package let root: Hash

    /// When the last event was recorded, microseconds since 1970; `nil` when there is none.
    package let recorded: Int64?

    package init(size: UInt64, root: Hash, recorded: Int64?) {
        self.size = size
        self.root = root
        self.recorded = recorded
    }
}
