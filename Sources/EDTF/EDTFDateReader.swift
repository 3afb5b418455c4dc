/// Reads one date: a year, month, day or season, or a day with a time.
///
/// Qualifiers and unspecified digits are those of level 1.
struct EDTFDateReader {
    private var bytes: ByteCursor
    private var isUncertain = false
    private var isApproximate = false

    static func read(_ text: ArraySlice<UInt8>) throws(EDTFRefusal) -> EDTFReading {
        guard text.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw EDTFRefusal(
                "it holds white space or characters outside ASCII",
                "write it with digits, X, Y, T, Z and - : . / ? ~ % only"
            )
        }
        guard !text.isEmpty else {
            throw EDTFRefusal("a date is missing", "give a date such as 2019-03")
        }
        guard !text.dropLast().contains(where: Self.isQualifier) else {
            throw EDTFRefusal(
                "a qualifier stands at the end, for the whole date",
                "write a date such as 2019-03-08?, with ? for uncertain, ~ for about, % for both"
            )
        }
        var reader = Self(text)
        var reading = try reader.date()
        reading.isUncertain = reader.isUncertain
        reading.isApproximate = reader.isApproximate
        return reading
    }

    private static func isQualifier(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "?") || byte == UInt8(ascii: "~") || byte == UInt8(ascii: "%")
    }

    private init(_ text: ArraySlice<UInt8>) {
        var text = text
        // A qualifier at the end holds for the whole date (ISO 8601-2, 8.2).
        switch text.last {
        case UInt8(ascii: "?"): isUncertain = true
        case UInt8(ascii: "~"): isApproximate = true
        case UInt8(ascii: "%"): (isUncertain, isApproximate) = (true, true)
        default: break
        }
        if isUncertain || isApproximate { text = text.dropLast() }
        bytes = ByteCursor(Array(text))
    }

    private mutating func date() throws(EDTFRefusal) -> EDTFReading {
        if bytes.take("Y") { return try longYear() }
        let year = try year()
        guard !bytes.isAtEnd else { return try span(fromYear: year.first, toYear: year.last) }
        guard year.first == year.last else {
            throw EDTFRefusal(
                "a month cannot follow a year with unspecified digits",
                "write the year alone, as in 201X"
            )
        }
        guard bytes.take("-") else {
            throw EDTFRefusal("a year has four digits", "write YYYY-MM-DD, or Y and a longer year")
        }
        return try afterYear(year.first)
    }

    // MARK: Years

    /// Reads `YYYY`, `-YYYY`, `YYYX` or `YYXX`, and gives the first and the last year it can be.
    private mutating func year() throws(EDTFRefusal) -> (first: Int, last: Int) {
        let isNegative = bytes.take("-")
        var digits = 0
        var low = 0
        while digits < 4, let digit = bytes.digits(1) {
            low = low * 10 + digit
            digits += 1
        }
        var width = 1
        while digits < 4, digits >= 2, bytes.take("X") {
            low *= 10
            width *= 10
            digits += 1
        }
        guard digits == 4 else {
            throw EDTFRefusal(
                "a year has four digits, of which the last one or two may be X",
                "write YYYY, YYYY-MM or YYYY-MM-DD"
            )
        }
        let high = low + width - 1
        guard isNegative else { return (low, high) }
        guard high > 0 else { throw EDTFRefusal("there is no year -0000", "write 0000 for 1 BC") }
        return (-high, -max(low, 1))
    }

    /// Reads the rest of `Y17000` or `Y-17000`: more than four digits (ISO 8601-2, 4.7).
    private mutating func longYear() throws(EDTFRefusal) -> EDTFReading {
        let isNegative = bytes.take("-")
        let hasLeadingZero = bytes.next == UInt8(ascii: "0")
        guard let magnitude = bytes.number(), bytes.isAtEnd, !hasLeadingZero,
            (10_000...1_000_000_000_000).contains(magnitude)
        else {
            throw EDTFRefusal(
                "Y is for years of five to twelve digits, without leading zeros or exponents",
                "write YYYY, or Y and the digits"
            )
        }
        let year = isNegative ? -magnitude : magnitude
        return try span(fromYear: year, toYear: year)
    }

    // MARK: Months, seasons, days

    private mutating func afterYear(_ year: Int) throws(EDTFRefusal) -> EDTFReading {
        if bytes.take("X") { return try unspecifiedMonth(year) }
        guard let month = bytes.digits(2) else {
            throw EDTFRefusal(
                "a month has two digits, or XX",
                "write YYYY-MM or YYYY-MM-DD; week and ordinal dates are not EDTF"
            )
        }
        if (21...24).contains(month), bytes.isAtEnd { return try season(month, year) }
        guard (1...12).contains(month) else {
            throw EDTFRefusal(
                "there is no month \(padded(month, to: 2))",
                "months are 01 to 12, seasons 21 to 24"
            )
        }
        if bytes.isAtEnd {
            return try span((year, month, 1), (year, month, dayCount(year, month)))
        }
        guard bytes.take("-") else {
            throw EDTFRefusal("only - and a day can follow a month", "write YYYY-MM-DD")
        }
        if bytes.take("X") {
            guard bytes.take("X"), bytes.isAtEnd else {
                throw EDTFRefusal("an unspecified day is XX", "write YYYY-MM-XX")
            }
            return try span((year, month, 1), (year, month, dayCount(year, month)))
        }
        return try day(year, month)
    }

    private mutating func unspecifiedMonth(_ year: Int) throws(EDTFRefusal) -> EDTFReading {
        let isMonth = bytes.take("X")
        let hasDay = bytes.take("-")
        guard isMonth, !hasDay || (bytes.take("X") && bytes.take("X")), bytes.isAtEnd else {
            throw EDTFRefusal(
                "after an unspecified month only an unspecified day can follow",
                "write YYYY-XX or YYYY-XX-XX"
            )
        }
        return try span(fromYear: year, toYear: year)
    }

    private func season(_ number: Int, _ year: Int) throws(EDTFRefusal) -> EDTFReading {
        if number == 21 || number == 23 { return try span((year, 3, 1), (year, 11, 30)) }
        return try span((year - 1, 12, 1), (year + 1, 2, dayCount(year + 1, 2)))
    }

    private mutating func day(_ year: Int, _ month: Int) throws(EDTFRefusal) -> EDTFReading {
        guard let number = bytes.digits(2) else {
            throw EDTFRefusal("a day has two digits, or XX", "write YYYY-MM-DD")
        }
        if bytes.isAtEnd { return try span((year, month, number), (year, month, number)) }
        let day = try civilDay(year, month, number)
        guard bytes.take("T") else {
            throw EDTFRefusal(
                "only T and a time can follow a day",
                "write YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ"
            )
        }
        return try time(on: day)
    }

    // MARK: Times

    private mutating func time(on day: CivilDay) throws(EDTFRefusal) -> EDTFReading {
        guard !isUncertain, !isApproximate else {
            throw EDTFRefusal("a time takes no qualifier", "leave out ?, ~ or %, or the time")
        }
        guard let time = ClockTime(&bytes), !time.isLeapSecond else {
            throw EDTFRefusal(
                "a time is hh:mm:ss, from 00:00:00 to 23:59:59",
                "write YYYY-MM-DDThh:mm:ssZ"
            )
        }
        if bytes.isAtEnd { return localTime(time, on: day) }
        guard let offset = zone(), bytes.isAtEnd else {
            throw EDTFRefusal(
                "only a zone can follow a time",
                "end it with Z or an offset such as +02:00"
            )
        }
        let start = Instant(day: day, microsecondOfDay: time.microsecondOfDay - offset)
        return EDTFReading(
            form: .dateTime,
            earliest: start,
            latest: start.advanced(byMicroseconds: time.resolutionInMicroseconds - 1)
        )
    }

    /// A time of day somewhere on earth: no zone is more than 14 hours ahead of UTC, or 12 behind.
    private func localTime(_ time: ClockTime, on day: CivilDay) -> EDTFReading {
        let hour = 3_600 * Instant.microsecondsPerSecond
        let start = Instant(day: day, microsecondOfDay: time.microsecondOfDay)
        return EDTFReading(
            form: .dateTime,
            earliest: start.advanced(byMicroseconds: -14 * hour),
            latest: start.advanced(byMicroseconds: 12 * hour + time.resolutionInMicroseconds - 1)
        )
    }

    /// Reads `Z`, `±hh` or `±hh:mm` and gives the offset in microseconds.
    private mutating func zone() -> Int64? {
        if bytes.take("Z") { return 0 }
        let isPositive = bytes.take("+")
        guard isPositive || bytes.take("-"), let hours = bytes.digits(2), hours < 24 else {
            return nil
        }
        var minutes = 0
        if bytes.take(":") {
            guard let given = bytes.digits(2), given < 60 else { return nil }
            minutes = given
        }
        let offset = Int64(hours * 3_600 + minutes * 60) * Instant.microsecondsPerSecond
        return isPositive ? offset : -offset
    }

    // MARK: Bounds

    private func span(fromYear first: Int, toYear last: Int) throws(EDTFRefusal) -> EDTFReading {
        try span((first, 1, 1), (last, 12, 31))
    }

    /// Bounds by whole UTC days, the last one included.
    private func span(
        _ first: (Int, Int, Int),
        _ last: (Int, Int, Int)
    ) throws(EDTFRefusal) -> EDTFReading {
        let firstDay = try civilDay(first.0, first.1, first.2)
        let lastDay = try civilDay(last.0, last.1, last.2)
        return EDTFReading(
            form: .date,
            earliest: Instant(day: firstDay),
            latest: Instant(day: lastDay, microsecondOfDay: Instant.microsecondsPerDay - 1)
        )
    }

    private func civilDay(
        _ year: Int,
        _ month: Int,
        _ day: Int
    ) throws(EDTFRefusal) -> CivilDay {
        if let found = CivilDay(year: year, month: month, day: day) { return found }
        throw EDTFRefusal(
            "month \(padded(month, to: 2)) of \(year) has \(dayCount(year, month)) days",
            "correct the day, or leave it out"
        )
    }

    private func dayCount(_ year: Int, _ month: Int) -> Int {
        CivilDay.dayCount(year: year, month: month)
    }
}
