import CanonicalJSON
import EDTF
import Reports
import Testing

/// The arithmetic of reports, with figures worked out by hand.
struct `The arithmetic of reports` {
    static let periods: [(String, String, String, String)] = [
        ("2020-H1", "2020-01-01/2020-06-30", "2019-H2", "2020-H2"),
        ("2019-H2", "2019-07-01/2019-12-31", "2019-H1", "2020-H1"),
        ("2020-01-01/2020-06-30", "2020-01-01/2020-06-30", "2019-H2", "2020-H2"),
        ("2020", "2020-01-01/2020-12-31", "2019-01-01/2019-12-31", "2021-01-01/2021-12-31"),
        ("2020-03", "2020-03-01/2020-03-31", "2020-02-01/2020-02-29", "2020-04-01/2020-04-30"),
        (
            "2020-03-02/2020-03-11", "2020-03-02/2020-03-11", "2020-02-21/2020-03-01",
            "2020-03-12/2020-03-21"
        ),
    ]

    @Test(arguments: periods)
    func `a period has its like before and after it`(
        text: String,
        interval: String,
        before: String,
        after: String
    ) throws {
        let period = try #require(Period(text))
        #expect(period.text == interval)
        #expect(period.previous.label == before)
        #expect(period.next.label == after)
        #expect(period.previous.next == period)
    }

    @Test(arguments: ["2020-H3", "2020-H", "H1", "2020/..", "[2019,2020]", "soon", ""])
    func `what has no two ends is no period`(text: String) {
        #expect(Period(text) == nil)
    }

    @Test func `a period ends with its last microsecond`() throws {
        let period = Period(year: 2020, half: 1)
        #expect(period.start.rfc3339 == "2020-01-01T00:00:00.000000Z")
        #expect(period.end.rfc3339 == "2020-06-30T23:59:59.999999Z")
        #expect(Period.lastHalfYear(endedBy: period.end) == period)
        let before = period.end.advanced(byMicroseconds: -1)
        #expect(Period.lastHalfYear(endedBy: before) == period.previous)
    }

    static let slopes: [([Double?], Double?)] = [
        ([1, 2, 3, 4], 1),
        // Slopes 0, 0, 0, 10, 5, 10/3: the wild last point gives the mean of 0 and 10/3.
        ([0, 0, 0, 10], 5.0 / 3),
        // Slopes 2, 2, 2: what is missing leaves its distance.
        ([1, nil, 5, 7], 2),
        ([3, 1], -2),
        ([5], nil),
        ([nil, nil], nil),
    ]

    @Test(arguments: slopes)
    func `a slope is the median of all pairs`(values: [Double?], slope: Double?) throws {
        let found = TheilSen.slope(of: values.map { $0.map { ValueRange($0) } })
        guard let slope else {
            #expect(found == nil)
            return
        }
        let range = try #require(found)
        #expect(abs(range.low - slope) < 1e-12)
        #expect(range.low == range.high)
    }

    @Test func `a slope of uncertain figures is a range that holds every choice`() throws {
        // 0–1, 2, 3–4: rises 1–2, 1–2 (over two: 3–1 … 4–0), so 1–2, 1–2 and 1–2.
        let values = [ValueRange(0, 1), ValueRange(2), ValueRange(3, 4)]
        #expect(TheilSen.slope(of: values) == ValueRange(1, 2))
    }

    @Test func `uncertain figures differ and grow by ranges`() {
        #expect(ValueRange(3, 5) - ValueRange(1, 2) == ValueRange(1, 4))
        #expect(ValueRange(3, 6).growth(from: ValueRange(2, 3)) == ValueRange(0, 2))
        #expect(ValueRange(3).growth(from: ValueRange(0, 2)) == nil)
        #expect(ValueRange(1, 2).json == ["low": 1, "high": 2])
        #expect(ValueRange(1.0 / 3).json == 0.333)
    }

    @Test func `entropy is greatest for equal parts and nothing for one`() throws {
        let equal = try #require(Diversity([2, 2, 2]).entropy)
        #expect(abs(equal - 1.098_612_288_668_109_8) < 1e-15)
        #expect(Diversity([7]).entropy == 0)
        #expect(Diversity([Int]()).entropy == nil)
        // −(3/4 ln 3/4 + 1/4 ln 1/4)
        let uneven = try #require(Diversity([3, 1, 0]).entropy)
        #expect(abs(uneven - 0.562_335_144_618_808_3) < 1e-15)
    }

    @Test func `concentration is the sum of squared shares`() {
        #expect(Diversity([3, 1]).concentration == 0.625)
        #expect(Diversity([5]).concentration == 1)
        #expect(Diversity([Int]()).concentration == nil)
    }

    static let logarithms: [(Double, Double)] = [
        (1, 0), (2, 0.693_147_180_559_945_3), (0.5, -0.693_147_180_559_945_3),
        (10, 2.302_585_092_994_046), (0.001, -6.907_755_278_982_137),
    ]

    @Test(arguments: logarithms)
    func `a logarithm needs no library`(value: Double, logarithm: Double) {
        #expect(abs(Diversity.logarithm(value) - logarithm) < 1e-14)
    }

    @Test func `a location quotient compares shares`() throws {
        // 40 of 100 against 50 of 300.
        let quotient = try #require(
            LocationQuotient.of(40, row: 100, column: 50, whole: 300)
        )
        #expect(abs(quotient - 2.4) < 1e-12)
        #expect(LocationQuotient.of(0, row: 0, column: 50, whole: 300) == nil)
        #expect(LocationQuotient.of(1, row: 1, column: 0, whole: 300) == nil)
    }
}
