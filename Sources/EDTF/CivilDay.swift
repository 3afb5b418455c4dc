/// A day of the proleptic Gregorian calendar, with astronomical years (0 is 1 BC).
///
/// ISO 8601 dates are counted in this calendar whatever people used at the time.
///
/// - Invariant: `month` is 1…12 and `day` is a day that month has in that year.
package struct CivilDay: Sendable, Hashable {
    /// The astronomical year; negative before 1 BC.
    package let year: Int

    /// The month, 1…12.
    package let month: Int

    /// The day of the month, 1…31.
    package let day: Int

    /// Names a day, or nothing if the calendar has no such day.
    ///
    /// - Parameters:
    ///   - year: Any year within ±10^12, so that counting days cannot overflow.
    ///   - month: 1…12.
    ///   - day: 1 up to the length of that month.
    package init?(year: Int, month: Int, day: Int) {
        guard (-1_000_000_000_000...1_000_000_000_000).contains(year), (1...12).contains(month),
            day >= 1, day <= Self.dayCount(year: year, month: month)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// Names the day that lies `dayNumber` days after 1970-01-01.
    ///
    /// - Parameter dayNumber: Days since 1970-01-01; clamped to ±4 × 10^14.
    package init(dayNumber: Int) {
        // Eras of 400 years that begin on 1 March: the leap day is then the last of its year.
        let bounded = min(max(dayNumber, -400_000_000_000_000), 400_000_000_000_000)
        let shifted = bounded + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// The number of days since 1970-01-01; negative before.
    package var dayNumber: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let monthFromMarch = month > 2 ? month - 3 : month + 9
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// Says how many days a month has.
    ///
    /// - Parameters:
    ///   - year: The astronomical year.
    ///   - month: The month; anything outside 1…12 has no days.
    /// - Returns: 28…31, or 0 for a month that does not exist.
    package static func dayCount(year: Int, month: Int) -> Int {
        switch month {
        case 1, 3, 5, 7, 8, 10, 12: 31
        case 4, 6, 9, 11: 30
        case 2: isLeap(year) ? 29 : 28
        default: 0
        }
    }

    private static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }
}

extension CivilDay: Comparable {
    /// Orders days as the calendar does.
    package static func < (left: Self, right: Self) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }
}

extension CivilDay: CustomStringConvertible {
    /// The day as `YYYY-MM-DD`, with a sign where four digits are not enough (ISO 8601-1, 5.2.2.3).
    package var description: String {
        let magnitude = padded(Int(year.magnitude), to: 4)
        let sign = year < 0 ? "-" : year > 9_999 ? "+" : ""
        return "\(sign)\(magnitude)-\(padded(month, to: 2))-\(padded(day, to: 2))"
    }
}

/// Writes a non-negative number with leading zeros.
func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
