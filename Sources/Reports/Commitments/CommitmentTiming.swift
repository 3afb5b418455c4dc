import CanonicalJSON
import Collaboration
import EDTF

/// How a commitment stands to its date.
enum CommitmentTiming: String {
    case overdue
    case possiblyOverdue = "possibly-overdue"
    case dueSoon = "due-soon"
    case dueLater = "due-later"
    /// Nothing says by when it is to be done.
    case undated
    /// A series, whose occurrences are due one by one.
    case recurring
    case doneInTime = "done-in-time"
    case doneLate = "done-late"
    /// Done, and the dates do not say whether in time.
    case done
    /// Missed or waived.
    case closed

    init(of reading: CommitmentReading, asOf: AsOf, horizon: Instant) {
        guard reading.isOpen else {
            self = reading.state == "fulfilled" ? Self.done(reading) : .closed
            return
        }
        switch reading.overdue {
        case .yes: self = .overdue
        case .possibly: self = .possiblyOverdue
        case .no:
            if reading.deadline?.isSeries == true {
                self = .recurring
            } else if let latest = reading.deadline?.latest {
                self = latest <= horizon ? .dueSoon : .dueLater
            } else {
                self = .undated
            }
        }
    }

    private static func done(_ reading: CommitmentReading) -> CommitmentTiming {
        guard let due = reading.deadline?.latest, !reading.since.isUndated else { return .done }
        if reading.since.bounds.latest <= due { return .doneInTime }
        if let earliest = reading.since.bounds.earliest, earliest > due { return .doneLate }
        return .done
    }
}

/// How many commitments there are in each class and state.
struct CommitmentTotals {
    private var commitments = UncertainCount()
    private var open = UncertainCount()
    private var overdue = UncertainCount()
    private var dueSoon = UncertainCount()
    private var undated = UncertainCount()
    private var states: [String: UncertainCount] = [:]
    private var existenceUndated = 0

    mutating func count(_ reading: CommitmentReading, timing: CommitmentTiming) {
        commitments.add(isDefinite: reading.isDefinite)
        let isDefinite = reading.isDefinite && reading.possibleState == nil
        for state in [reading.state, reading.possibleState].compactMap(\.self) {
            states[state, default: UncertainCount()].add(isDefinite: isDefinite)
        }
        let isCertain = reading.isDefinite && reading.staysOpen
        if reading.mayBeOpen { open.add(isDefinite: isCertain) }
        guard reading.isOpen else { return }
        switch reading.overdue {
        case .yes: overdue.add(isDefinite: isCertain)
        case .possibly: overdue.add(isDefinite: false)
        case .no: break
        }
        if timing == .dueSoon { dueSoon.add(isDefinite: isCertain) }
        if reading.deadline?.latest == nil { undated.add(isDefinite: isCertain) }
    }

    /// Counts a commitment of which nothing says when it was planned.
    mutating func countUndatedExistence() {
        existenceUndated += 1
    }

    var json: JSONObject {
        var totals = JSONObject([
            ("commitments", commitments.json), ("open", open.json), ("overdue", overdue.json),
            ("dueSoon", dueSoon.json), ("undated", undated.json),
            ("existenceUndated", .integer(existenceUndated)),
        ])
        for (state, count) in states { totals[state] = count.json }
        return totals
    }
}
