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
