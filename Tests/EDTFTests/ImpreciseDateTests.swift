import EDTF
import Testing

struct `An imprecise date` {
    /// Examples of the EDTF specification and of real sources, with the days they span.
    static let spans: [(String, ImpreciseDate.Form, String?, String?)] = [
        ("1985-04-12", .date, "1985-04-12", "1985-04-12"),
        ("1985-04", .date, "1985-04-01", "1985-04-30"),
        ("1985", .date, "1985-01-01", "1985-12-31"),
        ("2000-02", .date, "2000-02-01", "2000-02-29"),
        ("1900-02", .date, "1900-02-01", "1900-02-28"),
        ("0000", .date, "0000-01-01", "0000-12-31"),
        ("1964/2008", .interval, "1964-01-01", "2008-12-31"),
        ("2004-06/2006-08", .interval, "2004-06-01", "2006-08-31"),
        ("2004-02-01/2005-02-08", .interval, "2004-02-01", "2005-02-08"),
        ("2004-02-01/2005", .interval, "2004-02-01", "2005-12-31"),
        ("2005/2006-02", .interval, "2005-01-01", "2006-02-28"),
        ("2019-03-08/2019-03-08", .interval, "2019-03-08", "2019-03-08"),
        ("Y170000", .date, "+170000-01-01", "+170000-12-31"),
        ("Y-170000", .date, "-170000-01-01", "-170000-12-31"),
        ("2001-21", .date, "2001-03-01", "2001-11-30"),
        ("2001-22", .date, "2000-12-01", "2002-02-28"),
        ("2001-23", .date, "2001-03-01", "2001-11-30"),
        ("2003-24", .date, "2002-12-01", "2004-02-29"),
        ("1984?", .date, "1984-01-01", "1984-12-31"),
        ("2004-06~", .date, "2004-06-01", "2004-06-30"),
        ("2004-06-11%", .date, "2004-06-11", "2004-06-11"),
        ("201X", .date, "2010-01-01", "2019-12-31"),
        ("20XX", .date, "2000-01-01", "2099-12-31"),
        ("2004-XX", .date, "2004-01-01", "2004-12-31"),
        ("1985-04-XX", .date, "1985-04-01", "1985-04-30"),
        ("1985-XX-XX", .date, "1985-01-01", "1985-12-31"),
        ("1985-04-12/..", .interval, "1985-04-12", nil),
        ("../1985-04-12", .interval, nil, "1985-04-12"),
        ("1985/", .interval, "1985-01-01", nil),
        ("/2018-11-02", .interval, nil, "2018-11-02"),
        ("1984~/2004-06", .interval, "1984-01-01", "2004-06-30"),
        ("-1985", .date, "-1985-01-01", "-1985-12-31"),
        ("-01XX", .date, "-0199-01-01", "-0100-12-31"),
        ("-00XX", .date, "-0099-01-01", "-0001-12-31"),
        ("[1667,1668,1670..1672]", .set, "1667-01-01", "1672-12-31"),
        ("[1672,1667]", .set, "1667-01-01", "1672-12-31"),
        ("[..1760-12-03]", .set, nil, "1760-12-03"),
        ("[1760-12..]", .set, "1760-12-01", nil),
        ("[1760-01,1760-02,1760-12..]", .set, "1760-01-01", nil),
        ("[1667,1760-12]", .set, "1667-01-01", "1760-12-31"),
        ("[..1984]", .set, nil, "1984-12-31"),
        ("[2019]", .set, "2019-01-01", "2019-12-31"),
        ("2019-03-06/2019-03-08", .interval, "2019-03-06", "2019-03-08"),
        ("[..2020-09-21]", .set, nil, "2020-09-21"),
        ("[2019-03-08..]", .set, "2019-03-08", nil),
    ]

    @Test(arguments: spans)
    func `it spans whole days`(
        text: String,
        form: ImpreciseDate.Form,
        first: String?,
        last: String?
    ) throws {
        let date = try ImpreciseDate(parsing: text)
        #expect(date.form == form)
        #expect(date.text == text)
        #expect(date.earliest?.dayText == first)
        #expect(date.latest?.dayText == last)
        #expect(date.earliest.map { $0.microsecondOfDay == 0 } ?? true)
        #expect(date.latest.map { $0.microsecondOfDay == 86_399_999_999 } ?? true)
        #expect(date.isOpen == (first == nil || last == nil))
    }

    @Test(arguments: [
        ("1985-04-12T23:20:30Z", "1985-04-12T23:20:30.000000Z", "1985-04-12T23:20:30.999999Z"),
        ("1985-04-12T23:20:30-04", "1985-04-13T03:20:30.000000Z", "1985-04-13T03:20:30.999999Z"),
        ("1985-04-12T23:20:30+04:30", "1985-04-12T18:50:30.000000Z", "1985-04-12T18:50:30.999999Z"),
        ("2019-03-08T10:00:00.5Z", "2019-03-08T10:00:00.500000Z", "2019-03-08T10:00:00.599999Z"),
        (
            "2019-03-08T10:00:00.123456Z", "2019-03-08T10:00:00.123456Z",
            "2019-03-08T10:00:00.123456Z"
        ),
    ])
    func `a time lasts as long as its last digit`(
        text: String,
        first: String,
        last: String
    ) throws {
        let date = try ImpreciseDate(parsing: text)
        #expect(date.form == .dateTime)
        #expect(date.earliest?.rfc3339 == first)
        #expect(date.latest?.rfc3339 == last)
    }

    @Test func `a time without a zone is local to an unknown place`() throws {
        let local = try ImpreciseDate(parsing: "1985-04-12T23:20:30")
        #expect(local.form == .dateTime)
        #expect(local.earliest?.rfc3339 == "1985-04-12T09:20:30.000000Z")
        #expect(local.latest?.rfc3339 == "1985-04-13T11:20:30.999999Z")
        for offset in ["+14:00", "Z", "-12:00", "+05:30"] {
            let there = try ImpreciseDate(parsing: local.text + offset)
            #expect(there.possibly(before: local) && there.possibly(after: local))
            #expect(!there.definitely(before: local) && !there.definitely(after: local))
        }
    }

    @Test func `times may bound an interval`() throws {
        let date = try ImpreciseDate(parsing: "2019-03-08T10:00:00Z/2019-03-08T12:00:00Z")
        #expect(date.form == .interval)
        #expect(date.latest?.rfc3339 == "2019-03-08T12:00:00.999999Z")
    }

    @Test(arguments: [
        ("2019", false, false), ("2019?", true, false), ("2019~", false, true),
        ("2019%", true, true), ("2018?/2019~", true, true), ("[2018,2019~]", false, true),
    ])
    func `qualifiers are kept`(text: String, isUncertain: Bool, isApproximate: Bool) throws {
        let date = try ImpreciseDate(parsing: text)
        #expect(date.isUncertain == isUncertain)
        #expect(date.isApproximate == isApproximate)
    }

    @Test(arguments: [
        "", " ", "2019 ", "19", "201", "20190308", "2019-3", "2019-03-8", "2019-00", "2019-13",
        "2019-25", "2019-20", "2019-21-01", "2019-02-30", "2023-02-29", "1900-02-29", "2019-04-31",
        "2019-03-00", "2019-W10", "2019-W10-5", "2019-065", "-0000", "Y2019", "Y02019",
        "Y-0012345", "Y17E7", "Y9999999999999999999", "1950S2", "2XXX", "XXXX", "2019-0X",
        "2019-XX-08", "2019-03-1X", "201X-03", "201X-XX", "?2019", "2019?-03", "2019??",
        "2019-03-08T10:00", "2019-03-08T10:00Z", "2019-03-08T10:00:00z", "2019-03-08T24:00:00Z",
        "2019-03-08T23:59:60Z", "2019-03-08T10:00:00Z?", "2019-03-08T10:00:00+25",
        "2019/2018", "2019-03-08/2019-03-07", "/", "../..", "../", "/..", "2019/2020/2021",
        "2019//", "..", "2019..", "[]", "[2019", "2019]", "[,]", "[2019,]", "[..]", "[2019,..2020]",
        "[2019..,2020]", "[2020..2019]", "[2019/2020]", "{2019,2020}", "март 2019", "２０１９",
        "2019-03-08\u{301}", "[..[..2019]]", "2019...2020", "[2019...2020]",
    ])
    func `anything else is refused`(text: String) {
        #expect(throws: EDTFError.self) { try ImpreciseDate(parsing: text) }
    }

    @Test(arguments: [
        (
            "2019-02-30",
            "\"2019-02-30\" is not a date: month 02 of 2019 has 28 days; "
                + "correct the day, or leave it out"
        ),
        (
            "2019-03-08/2018",
            "\"2019-03-08/2018\" is not a date: it ends (2018-12-31) before it starts "
                + "(2019-03-08); swap or correct the two ends"
        ),
        (
            "2019-03-08T10:00:00CET",
            "\"2019-03-08T10:00:00CET\" is not a date: only a zone can follow a time; "
                + "end it with Z or an offset such as +02:00"
        ),
    ])
    func `a refusal says what stands in the way and what to write`(text: String, message: String) {
        let error = #expect(throws: EDTFError.self) { try ImpreciseDate(parsing: text) }
        #expect(error?.description == message)
    }

    @Test func `a refusal shows no more than 80 characters of the text`() {
        let error = #expect(throws: EDTFError.self) {
            try ImpreciseDate(parsing: String(repeating: "x", count: 5_000))
        }
        #expect((error?.description.count ?? .max) < 250)
    }

    @Test func `remote years saturate and keep their order`() throws {
        let remote = try ImpreciseDate(parsing: "Y999999999999")
        #expect(remote.earliest == Instant(microseconds: .max))
        #expect(try ImpreciseDate(parsing: "Y-999999").latest == Instant(microseconds: .min))
        #expect(try ImpreciseDate(parsing: "9999").definitely(before: remote))
    }

    @Test func `mutilated texts never trap`() {
        for (text, _, _, _) in Self.spans {
            let bytes = Array(text.utf8)
            for index in bytes.indices {
                for replacement in Array("0X-/.T[],?Y ".utf8) {
                    var mutilated = bytes
                    mutilated[index] = replacement
                    let mutant = String(decoding: mutilated, as: UTF8.self)
                    guard let date = try? ImpreciseDate(parsing: mutant) else { continue }
                    if let earliest = date.earliest, let latest = date.latest {
                        #expect(earliest <= latest)
                    }
                }
            }
        }
    }
}

struct `Comparing imprecise dates` {
    @Test(arguments: [
        ("2018", "2019", true, true), ("2019", "2019", false, true),
        ("2019-03", "2019", false, true), ("2019", "2018", false, false),
        ("[..2019]", "2020", true, true), ("[..2020]", "2020", false, true),
        ("[2019..]", "2018", false, false), ("[2019..]", "2021", false, true),
        ("2018", "[2019..]", true, true), ("2018", "[..2019]", false, true),
        ("2019", "[..2018]", false, false), ("/2018", "2019/", true, true),
    ])
    func `what is definite is possible, and after mirrors before`(
        one: String,
        other: String,
        isDefinite: Bool,
        isPossible: Bool
    ) throws {
        let (one, other) = (try ImpreciseDate(parsing: one), try ImpreciseDate(parsing: other))
        #expect(one.definitely(before: other) == isDefinite)
        #expect(one.possibly(before: other) == isPossible)
        #expect(other.definitely(after: one) == isDefinite)
        #expect(other.possibly(after: one) == isPossible)
    }

    @Test func `a date is before or after an instant only outside its bounds`() throws {
        let date = try ImpreciseDate(parsing: "2019-03-08")
        let (first, last) = (try #require(date.earliest), try #require(date.latest))
        #expect(!date.definitely(before: last))
        #expect(date.definitely(before: last.advanced(byMicroseconds: 1)))
        #expect(!date.possibly(before: first))
        #expect(date.possibly(before: last))
        #expect(!date.definitely(after: first))
        #expect(date.definitely(after: first.advanced(byMicroseconds: -1)))
        #expect(date.possibly(after: first))
        #expect(!date.possibly(after: last))
    }
}

struct `An ISO duration` {
    @Test func `it keeps its parts`() throws {
        let duration = try ISODuration(parsing: "P1Y6M10DT2H30M5S")
        #expect(duration.years == 1)
        #expect(duration.months == 6)
        #expect(duration.days == 10)
        #expect(duration.hours == 2)
        #expect(duration.minutes == 30)
        #expect(duration.seconds == 5)
        #expect(try ISODuration(parsing: "P2W").weeks == 2)
        #expect(try ISODuration(parsing: "P6M").description == "P6M")
    }

    @Test(arguments: [
        "", "P", "PT", "6M", "P1", "P1YT", "P2D1Y", "P1D2H", "PT1D", "P1W2D", "P1Y2W", "P1.5Y",
        "P-1Y", "-P1Y", "P1Y ", "p1y", "P1M1M", "P99999999999999999999Y", "P২Y", "PW",
    ])
    func `anything else is refused`(text: String) {
        #expect(throws: EDTFError.self) { try ISODuration(parsing: text) }
    }
}
