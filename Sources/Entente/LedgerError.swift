/// Why a ledger could not be opened, made, read or moved.
public struct LedgerError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of trouble it is; the command line has one exit code for each.
    public enum Kind: String, Sendable {
        /// The question was malformed.
        case usage
        /// What was given is not what it must be.
        case refused
        /// No such ledger, entity or event.
        case notFound
        /// Something of that name exists already, or cannot be made.
        case cannotCreate
        /// Reading or writing failed, or the disk is full.
        case io
        /// Somebody else who is needed gives no answer.
        case unavailable
        /// Somebody was faster, or a clock is behind.
        case conflict
        /// The system does not let us.
        case notPermitted
        /// The ledger is damaged or of another format.
        case damaged
    }

    /// What kind of trouble it is.
    public let kind: Kind

    /// What was asked, what stands in the way and what to do.
    public let description: String

    /// Whether the ledger is damaged beyond opening, rather than of another format.
    package let isUnreadable: Bool

    /// Makes an error.
    public init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
        isUnreadable = false
    }

    /// An error of a ledger whose bytes cannot be read.
    init(unreadable description: String) {
        kind = .damaged
        self.description = description
        isUnreadable = true
    }
}
