import CanonicalJSON
import Collaboration
import Events

/// How many commitments there are in each class and state, and the events that say so.
struct CommitmentTotals {
    private var counts: [String: UncertainCount] = [:]
    private var existenceUndated = 0

    /// The events behind each total.
    private(set) var evidence = RowEvidence()

    private static let always = ["commitments", "open", "overdue", "dueSoon", "undated"]

    /// Counts a commitment.
    ///
    /// - `events`: what is behind it.
    mutating func count(
        _ reading: CommitmentReading,
        timing: CommitmentTiming,
        events: [Position]
    ) {
        func add(_ name: String, isDefinite: Bool) {
            counts[name, default: UncertainCount()].add(isDefinite: isDefinite)
            evidence.note(name, events)
        }
        add("commitments", isDefinite: reading.isDefinite)
        let isDefinite = reading.isDefinite && reading.possibleState == nil
        for state in [reading.state, reading.possibleState].compactMap(\.self) {
            add(state, isDefinite: isDefinite)
        }
        let isCertain = reading.isDefinite && reading.staysOpen
        if reading.mayBeOpen { add("open", isDefinite: isCertain) }
        guard reading.isOpen else { return }
        switch reading.overdue {
        case .yes: add("overdue", isDefinite: isCertain)
        case .possibly: add("overdue", isDefinite: false)
        case .no: break
        }
        if timing == .dueSoon { add("dueSoon", isDefinite: isCertain) }
        if reading.deadline?.latest == nil { add("undated", isDefinite: isCertain) }
    }

    /// Counts a commitment of which nothing says when it was planned.
    mutating func countUndatedExistence(events: [Position]) {
        existenceUndated += 1
        evidence.note("existenceUndated", events)
    }

    var json: JSONObject {
        var totals: JSONObject = ["existenceUndated": .integer(existenceUndated)]
        for name in Self.always { totals[name] = UncertainCount().json }
        for (name, count) in counts { totals[name] = count.json }
        return totals
    }
}
