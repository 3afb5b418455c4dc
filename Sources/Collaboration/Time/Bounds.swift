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
        self.init(
            earliest: occurred?.earliest,
            latest: occurred?.latest,
            published: published,
            recorded: recorded
        )
    }

    /// Bounds from those of a stated date and what limits them.
    ///
    /// - Parameters:
    ///   - earliest: the first moment stated, if one is.
    ///   - latest: the last moment stated, if one is.
    ///   - published: the last moment at which the source can have been published, if known.
    ///   - recorded: when the ledger recorded it.
    package init(earliest: Instant?, latest: Instant?, published: Instant?, recorded: Instant) {
        self.earliest = earliest
        var last = min(latest ?? recorded, recorded)
        if let published { last = min(last, published) }
        // Stated bounds win over a publication or a clock that lies before them.
        self.latest = max(last, earliest ?? last)
    }

    /// Whether everything in these bounds lies before everything in the others.
    package func isDefinitelyBefore(_ other: Bounds) -> Bool {
        guard let start = other.earliest else { return false }
        return latest < start
    }
}
