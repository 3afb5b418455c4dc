/// Reads the forms that almost all dates have, without an allocation: `2024`, `2024-03`,
/// `2024-03-01`, and `2024-03-01T10:00:00` with decimals or not and `Z`.
///
/// Anything else, and anything wrong, is `nil` here and left to the readers of the whole grammar,
/// so that one place says what is taken and why not.
enum OrdinaryForm {
    /// The bounds of a date in an ordinary form.
    static func date(_ text: Span<UInt8>) -> EDTFReading? {
        switch text.count {
        case 4: return months(number(text, 0, 4), 1, 12)
        case 7:
            guard text[4] == hyphen else { return nil }
            let month = number(text, 5, 2)
            return months(number(text, 0, 4), month, month)
        case 10:
            guard let day = dayNumber(text) else { return nil }
            let start = Int64(day) * Instant.microsecondsPerDay
            return reading(.date, start, start + Instant.microsecondsPerDay - 1)
        case 20:
            guard let start = moment(text) else { return nil }
            return reading(.dateTime, start, start + Instant.microsecondsPerSecond - 1)
        default: return nil
        }
    }

    /// A moment of UTC, in microseconds: `2024-03-01T10:00:00Z`, or with one to six decimals.
    static func moment(_ text: Span<UInt8>) -> Int64? {
        let count = text.count
        guard count == 20 || (22...27).contains(count), text[count - 1] == UInt8(ascii: "Z"),
            text[10] == UInt8(ascii: "T"), text[13] == colon, text[16] == colon,
            let day = dayNumber(text)
        else { return nil }
        let (hour, minute, second) = (number(text, 11, 2), number(text, 14, 2), number(text, 17, 2))
        guard hour >= 0, hour < 24, minute >= 0, minute < 60, second >= 0, second < 60 else {
            return nil
        }
        var fraction = 0
        if count > 20 {
            let digits = count - 21
            fraction = number(text, 20, digits)
            guard text[19] == UInt8(ascii: "."), fraction >= 0 else { return nil }
            for _ in digits..<6 { fraction *= 10 }
        }
        let seconds = day * 86_400 + hour * 3_600 + minute * 60 + second
        return Int64(seconds) * Instant.microsecondsPerSecond + Int64(fraction)
    }

    private static let hyphen = UInt8(ascii: "-")
    private static let colon = UInt8(ascii: ":")

    private static func months(_ year: Int, _ first: Int, _ last: Int) -> EDTFReading? {
        guard year >= 0, first >= 1, last <= 12,
            let start = CivilDay(year: year, month: first, day: 1),
            let end = CivilDay(
                year: year,
                month: last,
                day: CivilDay.dayCount(year: year, month: last)
            )
        else { return nil }
        let day = Instant.microsecondsPerDay
        return reading(.date, Int64(start.dayNumber) * day, (Int64(end.dayNumber) + 1) * day - 1)
    }

    private static func reading(
        _ form: ImpreciseDate.Form,
        _ first: Int64,
        _ last: Int64
    ) -> EDTFReading {
        EDTFReading(
            form: form,
            earliest: Instant(microseconds: first),
            latest: Instant(microseconds: last)
        )
    }

    /// The day that the first ten bytes name, in days since 1970-01-01.
    private static func dayNumber(_ text: Span<UInt8>) -> Int? {
        guard text[4] == hyphen, text[7] == hyphen else { return nil }
        let (year, month, day) = (number(text, 0, 4), number(text, 5, 2), number(text, 8, 2))
        guard year >= 0 else { return nil }
        return CivilDay(year: year, month: month, day: day)?.dayNumber
    }

    /// The number that some bytes write in decimal digits; negative if they are none.
    @inline(__always)
    private static func number(_ text: Span<UInt8>, _ start: Int, _ count: Int) -> Int {
        var value = 0
        for index in start..<start + count {
            let digit = text[index] &- 0x30
            guard digit < 10 else { return -1 }
            value = value &* 10 &+ Int(digit)
        }
        return value
    }
}
