package import EDTF

/// When something happened, as far as it can be known.
///
/// An unknown start is unknown, not minus infinity: nothing can be definitely after it.
package struct Bounds: Hashable, Sendable {
    /// The first microsecond at which it may have happened; `nil` when unknown.
    package let earliest: Instant?

    /// The last microsecond at which it may have happened: a fact cannot be younger than its
    /// publication or its recording.
    package let latest: Instant

    /// Bounds from what a writer stated and what limits it.
    ///
    /// - Parameters:
    ///   - occurred: when it happened; `nil` when the time is unknown.
    ///   - published: the last moment at which the source can have been published, if known.
    ///   - recorded: when the ledger recorded it.
    package init(occurred: ImpreciseDate?, published: Instant?, recorded: Instant) {
        earliest = occurred?.earliest
        var last = min(occurred?.latest ?? recorded, recorded)
        if let published { last = min(last, published) }
        // Stated bounds win over a publication or a clock that lies before them.
        latest = max(last, occurred?.earliest ?? last)
    }

    /// Whether everything in these bounds lies before everything in the others.
    package func isDefinitelyBefore(_ other: Bounds) -> Bool {
        guard let start = other.earliest else { return false }
        return latest < start
    }
}
