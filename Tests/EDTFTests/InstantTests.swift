import EDTF
import Testing

struct `An instant` {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0),
        ("1985-04-12T23:20:50.52Z", 482_196_050_520_000),
        ("1996-12-19T16:39:57-08:00", 851_042_397_000_000),
        ("1937-01-01T12:00:27.87+00:20", -1_041_337_172_130_000),
        ("1969-12-31T23:59:59.999999Z", -1),
        ("2000-02-29T00:00:00Z", 951_782_400_000_000),
        ("0000-01-01T00:00:00Z", -62_167_219_200_000_000),
        ("9999-12-31T23:59:59.999999Z", 253_402_300_799_999_999),
        ("1990-12-31T23:59:60Z", 662_688_000_000_000),
        ("1990-12-31T15:59:60-08:00", 662_688_000_000_000),
        ("2024-01-01t00:00:00.1234567z", 1_704_067_200_123_456),
    ])
    func `an RFC 3339 text names its microsecond`(text: String, microseconds: Int64) {
        #expect(Instant(rfc3339: text)?.microseconds == microseconds)
    }

    @Test(arguments: [
        "", "2024-01-01", "2024-01-01T00:00:00", "2024-01-01 00:00:00Z", "2024-1-01T00:00:00Z",
        "2023-02-29T00:00:00Z", "2024-01-01T24:00:00Z", "2024-01-01T00:60:00Z",
        "2024-01-01T00:00:61Z", "2024-01-01T12:00:60Z", "2024-01-01T00:00:00.Z",
        "2024-01-01T00:00:00+24:00", "2024-01-01T00:00:00+0100", "2024-01-01T00:00:00Z ",
        "12024-01-01T00:00:00Z", "২০২৪-01-01T00:00:00Z",
    ])
    func `anything else is not an instant`(text: String) {
        #expect(Instant(rfc3339: text) == nil)
    }

    @Test(arguments: [
        (0, "1970-01-01T00:00:00.000000Z"),
        (-1, "1969-12-31T23:59:59.999999Z"),
        (1_709_251_199_000_001, "2024-02-29T23:59:59.000001Z"),
        (-62_167_219_200_000_001, "-0001-12-31T23:59:59.999999Z"),
        (253_402_300_800_000_000, "+10000-01-01T00:00:00.000000Z"),
        (Int64.max, "+294247-01-10T04:00:54.775807Z"),
        (Int64.min, "-290308-12-21T19:59:05.224192Z"),
    ])
    func `its text is UTC with six decimals`(microseconds: Int64, text: String) {
        let instant = Instant(microseconds: microseconds)
        #expect(instant.rfc3339 == text)
        #expect(instant.description == text)
        #expect(text.hasPrefix(instant.dayText))
    }

    @Test func `texts of four-digit years are read back, over random moments`() {
        var generator = SplitMix(state: 20_240_229)
        for _ in 0..<2_000 {
            let microseconds = Int64.random(
                in: -62_167_219_200_000_000...253_402_300_799_999_999,
                using: &generator
            )
            let instant = Instant(microseconds: microseconds)
            #expect(Instant(rfc3339: instant.rfc3339) == instant)
        }
    }

    @Test func `arithmetic stops at the ends`() {
        #expect(Instant(microseconds: .max).advanced(byMicroseconds: 1).microseconds == .max)
        #expect(Instant(microseconds: .min).advanced(byMicroseconds: -1).microseconds == .min)
        #expect(Instant(microseconds: 5).advanced(byMicroseconds: -7).microseconds == -2)
        #expect(Instant(microseconds: 1) < Instant(microseconds: 2))
    }

    @Test func `every day of 800 years follows the one before`() throws {
        let start = try #require(CivilDay(year: -400, month: 1, day: 1))
        var previous = start
        for offset in 1...292_194 {
            let day = CivilDay(dayNumber: start.dayNumber + offset)
            let isNext =
                day.day == previous.day + 1 && day.month == previous.month
                || day.day == 1 && (day.month, day.year) == successor(of: previous)
            if !isNext || day.dayNumber != previous.dayNumber + 1 {
                Issue.record("\(day) does not follow \(previous)")
                return
            }
            previous = day
        }
        #expect(previous.description == "0400-01-01")
    }

    private func successor(of day: CivilDay) -> (Int, Int) {
        guard day.day == CivilDay.dayCount(year: day.year, month: day.month) else { return (0, 0) }
        return day.month == 12 ? (1, day.year + 1) : (day.month + 1, day.year)
    }
}

/// A small generator with a fixed seed, so that a failure repeats.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
