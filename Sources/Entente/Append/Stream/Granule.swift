import Collaboration
import EDTF

/// Some lines of one batch, parsed and checked, on their way to the judge.
struct Granule: Sendable {
    let intake: Intake

    /// The clock for the whole batch.
    let now: Instant

    /// Whether the batch is complete with these lines.
    let endsBatch: Bool

    init(_ intake: Intake, now: Instant, endsBatch: Bool) {
        self.intake = intake
        self.now = now
        self.endsBatch = endsBatch
    }
}

/// What the judge needs no longer, on its way back to the thread that made it.
struct SpentGranule: Sendable {
    let granule: Granule

    /// The facts of standings that are kept no longer.
    let facts: [[Fact]]
}
