extension Instant {
    /// Reads an RFC 3339 `date-time` (section 5.6), or answers `nil` if the text is not one.
    ///
    /// The offset is required: `Z` or `±hh:mm`. Decimals beyond the sixth are dropped. A leap
    /// second is taken where UTC can have one, at 23:59:60 UTC, and counts as the second after it.
    package init?(rfc3339 text: String) {
        self.init(rfc3339: text.utf8Span.span)
    }

    /// Reads an RFC 3339 `date-time` from its UTF-8 bytes.
    ///
    /// What ends in `Z` and has six decimals or fewer is read without an allocation.
    package init?(rfc3339 text: Span<UInt8>) {
        if let microseconds = OrdinaryForm.moment(text) {
            self.init(microseconds: microseconds)
            return
        }
        var bytes = ByteCursor(text.array)
        guard let instant = Self.dateTime(&bytes), bytes.isAtEnd else { return nil }
        self = instant
    }

    /// The moment in UTC with exactly six decimals, as in `2024-02-29T23:59:59.000001Z`.
    ///
    /// Years outside 0000…9999 carry a sign, as ISO 8601 expanded years do; RFC 3339 has no form
    /// for them and ``init(rfc3339:)`` does not read them back.
    package var rfc3339: String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32)
        appendRFC3339(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the UTF-8 bytes of ``rfc3339``.
    package func appendRFC3339(to bytes: inout [UInt8]) {
        let day = day
        if (0...9_999).contains(day.year) {
            Self.append(day.year / 100, to: &bytes)
            Self.append(day.year % 100, to: &bytes)
            bytes.append(UInt8(ascii: "-"))
            Self.append(day.month, to: &bytes)
            bytes.append(UInt8(ascii: "-"))
            Self.append(day.day, to: &bytes)
        } else {
            bytes.append(contentsOf: day.description.utf8)
        }
        let microsecond = Int(microsecondOfDay)
        let (second, fraction) = (microsecond / 1_000_000, microsecond % 1_000_000)
        bytes.append(UInt8(ascii: "T"))
        Self.append(second / 3_600, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        Self.append(second / 60 % 60, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        Self.append(second % 60, to: &bytes)
        bytes.append(UInt8(ascii: "."))
        Self.append(fraction / 10_000, to: &bytes)
        Self.append(fraction / 100 % 100, to: &bytes)
        Self.append(fraction % 100, to: &bytes)
        bytes.append(UInt8(ascii: "Z"))
    }

    /// Appends the two decimal digits of a number from 0 to 99.
    @inline(__always)
    private static func append(_ number: Int, to bytes: inout [UInt8]) {
        let number = UInt8(truncatingIfNeeded: number)
        bytes.append(number / 10 &+ 0x30)
        bytes.append(number % 10 &+ 0x30)
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
