package import EDTF
package import EventJournal
package import Events
package import Transparency

/// One line of input.
public struct InputLine: Sendable {
    /// Its number in the input, from 1.
    public let number: Int

    /// Its bytes, without the line feed.
    public let bytes: [UInt8]

    /// Makes a line.
    public init(number: Int, bytes: [UInt8]) {
        self.number = number
        self.bytes = bytes
    }
}

/// What a writer asks for.
package struct AppendRequest: Sendable {
    /// What happens to the rest when a line is refused.
    package enum Policy: Sendable {
        /// All lines or none; a batch that is known as a whole is replayed.
        case atomic
        /// All lines or none; lines that are known are replayed one by one.
        case resumable
        /// The other lines are stored.
        case rejecting
    }

    /// The events, one a line.
    package let lines: [InputLine]

    /// What happens to the rest when a line is refused.
    package let policy: Policy

    /// What must not have happened; nothing, if `nil`.
    package let condition: AppendCondition?

    /// Who records, for events that do not say so themselves.
    package let by: String?

    /// Whether to decide and store nothing.
    package let isDryRun: Bool

    package init(
        lines: [InputLine],
        policy: Policy = .atomic,
        condition: AppendCondition? = nil,
        by: String? = nil,
        isDryRun: Bool = false
    ) {
        self.lines = lines
        self.policy = policy
        self.condition = condition
        self.by = by
        self.isDryRun = isDryRun
    }
}

/// The proof that one event is stored.
public struct Receipt: Hashable, Sendable {
    /// The event's id.
    public let id: String

    /// Its place in the ledger.
    public let position: UInt64

    /// When it was recorded.
    package let recordedAt: Instant

    /// The RFC 6962 hash of its leaf.
    package let hash: Hash

    /// Whether it was there already.
    public let replayed: Bool

    /// When it was recorded, RFC 3339 in UTC.
    public var recorded: String { recordedAt.rfc3339 }

    /// The RFC 6962 hash of its leaf, in lowercase hex.
    public var leafHash: String { hash.hex }
}

/// What became of a request.
package struct AppendOutcome: Sendable {
    /// One for each line that is stored, in the order of the lines.
    package let receipts: [Receipt]

    /// One for each refused line, when refused lines are passed over.
    package let refusals: [Refusal]

    /// Size, root and last recorded time of the ledger afterwards.
    package let head: Head

    init(receipts: [Receipt], refusals: [Refusal] = [], head: Head) {
        self.receipts = receipts
        self.refusals = refusals
        self.head = head
    }

    /// The size of the ledger afterwards.
    package var size: UInt64 { head.size }

    /// The root of the tree afterwards, in lowercase hex.
    package var root: String { head.root.hex }
}
