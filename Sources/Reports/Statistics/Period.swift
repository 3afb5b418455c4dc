package import EDTF

/// A span of whole UTC days, such as a half-year.
package struct Period: Hashable, Sendable {
    /// The first day.
    package let first: CivilDay

    /// The last day.
    package let last: CivilDay

    /// From one day to another, which is not before it.
    package init(first: CivilDay, last: CivilDay) {
        self.first = first
        self.last = last
    }

    /// The first half-year of a year, or the second.
    package init(year: Int, half: Int) {
        self.init(firstMonth: year * 12 + (half - 1) * 6, monthCount: 6)
    }

    /// The half-year that holds a day.
    package init(halfYearOf day: CivilDay) {
        self.init(year: day.year, half: day.month <= 6 ? 1 : 2)
    }

    /// Whole months; a month is numbered by `year * 12 + month - 1`.
    private init(firstMonth: Int, monthCount: Int) {
        first = Self.firstDay(ofMonth: firstMonth)
        let next = Self.firstDay(ofMonth: firstMonth + monthCount)
        last = CivilDay(dayNumber: next.dayNumber - 1)
    }

    /// The last half-year that had ended by a moment.
    package static func lastHalfYear(endedBy moment: Instant) -> Period {
        let current = Period(halfYearOf: moment.day)
        return current.end <= moment ? current : current.previous
    }

    /// Reads `2020-H1`, or any date or interval of EDTF that has both ends.
    package init?(_ text: String) {
        if let half = Period(halfYear: text) {
            self = half
            return
        }
        guard let date = try? ImpreciseDate(parsing: text), date.form != .set,
            let earliest = date.earliest, let latest = date.latest
        else { return nil }
        self.init(first: earliest.day, last: latest.day)
    }

    /// Its first microsecond.
    package var start: Instant { Instant(day: first) }

    /// Its last microsecond.
    package var end: Instant {
        Instant(day: CivilDay(dayNumber: last.dayNumber + 1), microsecondOfDay: -1)
    }

    /// `2020-H1` for a half-year, and otherwise the interval.
    package var label: String {
        guard self == Period(halfYearOf: first) else { return text }
        return "\(first.description.dropLast(6))-H\(first.month <= 6 ? 1 : 2)"
    }

    /// The interval as EDTF writes it.
    package var text: String { "\(first)/\(last)" }

    /// The period of the same length right before it: as many months where these are whole months,
    /// and otherwise as many days.
    package var previous: Period { moved(by: -1) }

    /// The period of the same length right after it.
    package var next: Period { moved(by: 1) }

    private func moved(by count: Int) -> Period {
        let following = CivilDay(dayNumber: last.dayNumber + 1)
        guard first.day == 1, following.day == 1 else {
            let length = last.dayNumber - first.dayNumber + 1
            return Period(
                first: CivilDay(dayNumber: first.dayNumber + count * length),
                last: CivilDay(dayNumber: last.dayNumber + count * length)
            )
        }
        let (start, end) = (Self.month(of: first), Self.month(of: following))
        return Period(firstMonth: start + count * (end - start), monthCount: end - start)
    }

    private static func month(of day: CivilDay) -> Int { day.year * 12 + day.month - 1 }

    private static func firstDay(ofMonth number: Int) -> CivilDay {
        let year = (number >= 0 ? number : number - 11) / 12
        // Only years that no instant reaches have no such day.
        return CivilDay(year: year, month: number - year * 12 + 1, day: 1)
            ?? CivilDay(dayNumber: year < 0 ? .min : .max)
    }

    /// Reads `2020-H1`.
    package init?(halfYear text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 7, bytes[4] == UInt8(ascii: "-"), bytes[5] == UInt8(ascii: "H"),
            let year = Int(text.prefix(4)), year >= 0, let half = Int(text.suffix(1)),
            half == 1 || half == 2
        else { return nil }
        self.init(year: year, half: half)
    }
}
