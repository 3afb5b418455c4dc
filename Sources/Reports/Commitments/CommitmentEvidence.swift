import Collaboration
import Events

/// The events behind the cells of one commitment.
struct CommitmentEvidence {
    let evidence: RowEvidence

    /// Looks through a commitment's events, those without a date last.
    init(_ reading: CommitmentReading, _ facts: [Fact], in history: KnownHistory) throws {
        var evidence = RowEvidence()
        func note(_ columns: [String], _ found: [Position]) {
            for column in columns { evidence.note(column, found) }
        }
        let due = [reading.dueSetter].compactMap(\.self).map(\.position)
        // A state that may be another one rests on the events that may have happened too.
        let state =
            reading.possibleState == nil ? [reading.since.position] : facts.map(\.position)
        note(["commitment", "marks", "existence"], facts.map(\.position))
        note(["title"], try history.namers(of: reading.commitment))
        if let agreement = reading.agreement {
            let naming = facts.filter { $0.tag("agreement") != nil }.map(\.position)
            note(["agreement"], naming)
            note(["agreementTitle"], naming + (try history.namers(of: agreement)))
        }
        let assigned = facts.filter { Self.assignments.contains($0.type) }.map(\.position)
        note(["executors"], assigned)
        note(
            ["executorNames"],
            assigned + (try reading.executors.flatMap { try history.namers(of: $0) })
        )
        note(["due", "dueVerbatim", "dueKind", "dueDuration", "dueEarliest", "dueLatest"], due)
        note(["state", "possibleState", "since"], state)
        note(["overdue", "timing"], due + state)
        note(
            ["progress", "progressSince"],
            [reading.progress].compactMap(\.self).map(\.position)
        )
        note(["lastNews"], facts.filter { !$0.isUndated }.suffix(1).map(\.position))
        self.evidence = evidence
    }

    private static let assignments: Set<EventType> = [
        "commitment.assigned", "commitment.unassigned",
    ]
}
