extension Instant {
    /// Reads an RFC 3339 `date-time` (section 5.6), or answers `nil` if the text is not one.
    ///
    /// The offset is required: `Z` or `±hh:mm`. Decimals beyond the sixth are dropped. A leap
    /// second is taken where UTC can have one, at 23:59:60 UTC, and counts as the second after it.
    package init?(rfc3339 text: String) {
        var bytes = ByteCursor(Array(text.utf8))
        guard let instant = Self.dateTime(&bytes), bytes.isAtEnd else { return nil }
        self = instant
    }

    /// The moment in UTC with exactly six decimals, as in `2024-02-29T23:59:59.000001Z`.
    ///
    /// Years outside 0000…9999 carry a sign, as ISO 8601 expanded years do; RFC 3339 has no form
    /// for them and ``init(rfc3339:)`` does not read them back.
    package var rfc3339: String {
        let second = Int(microsecondOfDay / Self.microsecondsPerSecond)
        let fraction = Int(microsecondOfDay % Self.microsecondsPerSecond)
        let hour = padded(second / 3_600, to: 2)
        let minute = padded(second / 60 % 60, to: 2)
        return "\(dayText)T\(hour):\(minute):\(padded(second % 60, to: 2))"
            + ".\(padded(fraction, to: 6))Z"
    }

    private static func dateTime(_ bytes: inout ByteCursor) -> Instant? {
        guard let year = bytes.digits(4), bytes.take("-"), let month = bytes.digits(2),
            bytes.take("-"), let dayOfMonth = bytes.digits(2),
            let day = CivilDay(year: year, month: month, day: dayOfMonth),
            bytes.take("T") || bytes.take("t"),
            let time = ClockTime(&bytes), let offset = zone(&bytes)
        else { return nil }
        let local = Instant(day: day, microsecondOfDay: time.microsecondOfDay)
        let moment = local.advanced(byMicroseconds: -offset)
        // 23:59:60 counts as the next midnight; anything else with second 60 does not exist.
        let sinceMidnight = moment.microsecondOfDay
        guard !time.isLeapSecond || sinceMidnight < microsecondsPerSecond else { return nil }
        return moment
    }

    /// Reads `Z` or `±hh:mm` and gives the offset in microseconds.
    private static func zone(_ bytes: inout ByteCursor) -> Int64? {
        if bytes.take("Z") || bytes.take("z") { return 0 }
        let sign: Int64
        if bytes.take("+") {
            sign = 1
        } else if bytes.take("-") {
            sign = -1
        } else {
            return nil
        }
        guard let hours = bytes.digits(2), hours < 24, bytes.take(":"),
            let minutes = bytes.digits(2), minutes < 60
        else { return nil }
        return sign * Int64(hours * 3_600 + minutes * 60) * microsecondsPerSecond
    }
}

/// A time of day `hh:mm:ss` with optional decimals.
struct ClockTime {
    /// Microseconds since midnight; decimals beyond the sixth are dropped.
    let microsecondOfDay: Int64

    /// How long the text's last digit lasts: a second, or less where decimals are given.
    let resolutionInMicroseconds: Int64

    /// Whether the text says second 60.
    let isLeapSecond: Bool

    init?(_ bytes: inout ByteCursor) {
        guard let hour = bytes.digits(2), hour < 24, bytes.take(":"),
            let minute = bytes.digits(2), minute < 60, bytes.take(":"),
            let second = bytes.digits(2), second <= 60
        else { return nil }
        var fraction: Int64 = 0
        var unit = Instant.microsecondsPerSecond
        if bytes.take(".") {
            guard let first = bytes.digits(1) else { return nil }
            unit /= 10
            fraction = Int64(first) * unit
            while let next = bytes.digits(1) {
                guard unit > 1 else { continue }
                unit /= 10
                fraction += Int64(next) * unit
            }
        }
        let seconds = Int64(hour * 3_600 + minute * 60 + second)
        microsecondOfDay = seconds * Instant.microsecondsPerSecond + fraction
        resolutionInMicroseconds = unit
        isLeapSecond = second == 60
    }
}
