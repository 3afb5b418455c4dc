/// A moment to the microsecond, counted from 1970-01-01T00:00:00Z without leap seconds.
///
/// About 292,000 years fit on either side. What lies beyond saturates at the first or the last
/// instant, so that bounds of remote years still compare in the right order.
package struct Instant: Sendable, Hashable {
    /// Microseconds since 1970-01-01T00:00:00Z, in the proleptic Gregorian calendar.
    package let microseconds: Int64

    /// Names a moment by its microseconds since 1970-01-01T00:00:00Z.
    package init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// Names a moment within a day, saturating.
    ///
    /// - Parameters:
    ///   - day: The UTC day.
    ///   - microsecondOfDay: Microseconds since the day's midnight; may reach outside the day.
    package init(day: CivilDay, microsecondOfDay: Int64 = 0) {
        let (start, overflow) = Int64(day.dayNumber)
            .multipliedReportingOverflow(by: Self.microsecondsPerDay)
        guard !overflow else {
            microseconds = day.year < 0 ? Int64.min : Int64.max
            return
        }
        self = Instant(microseconds: start).advanced(byMicroseconds: microsecondOfDay)
    }

    /// Moves by a number of microseconds; stops at the first and the last instant.
    package func advanced(byMicroseconds offset: Int64) -> Instant {
        let (sum, overflow) = microseconds.addingReportingOverflow(offset)
        guard overflow else { return Instant(microseconds: sum) }
        return Instant(microseconds: offset < 0 ? Int64.min : Int64.max)
    }

    /// The UTC day that holds this moment.
    package var day: CivilDay {
        CivilDay(dayNumber: Int(floorOfDays))
    }

    /// The UTC day as `YYYY-MM-DD`.
    package var dayText: String { day.description }

    /// Microseconds since the UTC day's midnight.
    package var microsecondOfDay: Int64 {
        // At the first instant the midnight itself does not fit, hence no subtraction of it.
        let remainder = microseconds % Self.microsecondsPerDay
        return remainder < 0 ? remainder + Self.microsecondsPerDay : remainder
    }

    private var floorOfDays: Int64 {
        let quotient = microseconds / Self.microsecondsPerDay
        return microseconds % Self.microsecondsPerDay < 0 ? quotient - 1 : quotient
    }

    static let microsecondsPerSecond: Int64 = 1_000_000
    static let microsecondsPerDay: Int64 = 86_400_000_000
}

extension Instant: Comparable {
    /// Orders moments in time.
    package static func < (left: Self, right: Self) -> Bool {
        left.microseconds < right.microseconds
    }
}

extension Instant: CustomStringConvertible {
    /// The same text as ``rfc3339``.
    package var description: String { rfc3339 }
}
