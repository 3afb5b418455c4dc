import EDTF
import Testing

/// The short ways against the whole grammar, which reads an interval and an offset.
@Suite struct OrdinaryFormTests {
    private static let years = [
        "0000", "0004", "1583", "1900", "1969", "1970", "2000", "2024", "9999",
    ]

    private static let days: [String] = years.flatMap { year in
        (0...13).flatMap { month in
            [0, 1, 28, 29, 30, 31, 32].map { day in
                "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
            }
        }
    }

    @Test func `a date alone has the bounds it has in an interval`() {
        let months = Self.days.map { String($0.prefix(7)) }
        for text in Set(Self.days + months + Self.years) {
            let alone = try? ImpreciseDate(parsing: text)
            let interval = try? ImpreciseDate(parsing: "\(text)/\(text)")
            #expect(alone?.earliest == interval?.earliest, "\(text)")
            #expect(alone?.latest == interval?.latest, "\(text)")
        }
    }

    @Test(arguments: [
        "00:00:00", "23:59:59", "24:00:00", "12:60:00", "12:00:60", "12:00:5a", "1x:00:00",
        "12-00-00",
    ])
    func `a time alone has the bounds it has with an offset`(time: String) {
        for day in Self.days {
            let alone = try? ImpreciseDate(parsing: "\(day)T\(time)Z")
            let offset = try? ImpreciseDate(parsing: "\(day)T\(time)+00:00")
            #expect(alone?.earliest == offset?.earliest && alone?.latest == offset?.latest)
            #expect(alone?.form == offset?.form)
        }
    }

    @Test(arguments: [
        "", ".0", ".5", ".123", ".000001", ".999999", ".9999999", ".", ".12345x", ".-1",
    ])
    func `a moment is the one it is with an offset`(decimals: String) {
        for time in ["00:00:00", "23:59:59", "23:59:60", "12:00:60", "24:00:00"] {
            for day in ["2024-02-29", "2023-02-29", "0000-01-01", "9999-12-31", "2024-1-01"] {
                let text = "\(day)T\(time)\(decimals)"
                let (zulu, offset) = (text + "Z", text + "+00:00")
                #expect(Instant(rfc3339: zulu) == Instant(rfc3339: offset), "\(text)")
            }
        }
    }

    @Test func `bytes are read as their text is`() throws {
        let texts = [
            "2024", "2024-03-01", "2024-03-01T10:00:00Z", "[2019..2020]", "2019-03?", "",
            "nonsense",
            "2024-02-30", String(repeating: "1", count: 1_025),
        ]
        for text in texts {
            let bytes = Array(text.utf8)
            let (read, same) = (
                Result { () throws(EDTFError) in try ImpreciseDate(parsing: text) },
                Result { () throws(EDTFError) in try ImpreciseDate(parsing: bytes.span) }
            )
            #expect(read == same)
            let bounds = DateBounds(parsing: bytes.span)
            let date = try? read.get()
            #expect(bounds == date.map(DateBounds.init))
        }
    }

    @Test func `a moment is written as it is read`() {
        var generator = SystemRandomNumberGenerator()
        let span: ClosedRange<Int64> = -62_167_219_200_000_000...253_402_300_799_999_999
        let drawn = (0..<2_000).map { _ in Int64.random(in: span, using: &generator) }
        for microseconds in drawn + [span.lowerBound, span.upperBound, 0, -1] {
            let instant = Instant(microseconds: microseconds)
            let text = instant.rfc3339
            #expect(text.utf8.count == 27, "\(microseconds)")
            #expect(Instant(rfc3339: text) == instant, "\(microseconds)")
            #expect(Instant(rfc3339: text.dropLast() + "+00:00") == instant, "\(microseconds)")
            var bytes = Array("x".utf8)
            instant.appendRFC3339(to: &bytes)
            #expect(bytes == Array(("x" + text).utf8))
        }
    }
}
