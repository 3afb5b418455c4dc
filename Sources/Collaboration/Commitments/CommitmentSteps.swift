import Events

/// The state of a commitment, one fact after the other.
///
/// One occurrence of a series, done or missed, does not close the series.
package struct CommitmentSteps: Sendable {
    private var series = StateSteps(over: .commitments)
    private var occurrences = StateSteps(over: .commitments)

    /// Begins before anything has happened.
    package init() {}

    /// The state; `nil` while no fact has moved the commitment.
    package var state: String? { series.state ?? occurrences.state }

    /// The event that set it.
    package var setter: Fact? { series.state == nil ? occurrences.setter : series.setter }

    /// Lets one more fact happen.
    package mutating func add(_ fact: Fact) {
        if !fact.has(.occurrence) { series.add(fact) }
        occurrences.add(fact)
    }
}
