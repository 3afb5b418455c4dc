import EDTF
import Testing

/// The examples of the Extended Date/Time Format Specification of the Library of Congress (4
/// February 2019), every one of them, in its order.
struct `The published examples` {
    /// Level 0: dates, dates with a time, intervals.
    static let level0 = [
        "1985-04-12", "1985-04", "1985",
        "1985-04-12T23:20:30", "1985-04-12T23:20:30Z", "1985-04-12T23:20:30-04",
        "1985-04-12T23:20:30+04:30",
        "1964/2008", "2004-06/2006-08", "2004-02-01/2005-02-08", "2004-02-01/2005-02",
        "2004-02-01/2005", "2005/2006-02",
    ]

    /// Level 1: years with a letter, seasons, qualified dates, unspecified digits, open and unknown
    /// ends, negative years.
    static let level1 = [
        "Y170000002", "Y-170000002",
        "2001-21",
        "1984?", "2004-06~", "2004-06-11%",
        "201X", "20XX", "2004-XX", "1985-04-XX", "1985-XX-XX",
        "1985-04-12/..", "1985-04/..", "1985/..", "../1985-04-12", "../1985-04", "../1985",
        "1985-04-12/", "1985-04/", "1985/", "/1985-04-12", "/1985-04", "/1985",
        "-1985",
    ]

    /// Level 2, what is read: one of a set, and what lower levels read already.
    static let level2Read = [
        "[1667,1668,1670..1672]", "[..1760-12-03]", "[1760-12..]", "[1760-01,1760-02,1760-12..]",
        "[1667,1760-12]", "[..1984]",
        "2004-06-11%",
        "2004-06-XX/2004-07-03",
    ]

    /// Level 2, what is refused, and the words that say why.
    ///
    /// An event has one time, so all of a set is refused. The bounds that an event needs do not
    /// come from a qualifier of one part, nor from a day of an unknown year; a year with an
    /// exponent or with significant digits is for other ages than those of agreements.
    static let level2Refused = [
        ("Y-17E7", "Y is for years of five to twelve digits"),
        ("1950S2", "a year has four digits"),
        ("Y171010000S3", "Y is for years of five to twelve digits"),
        ("Y3388E2S3", "Y is for years of five to twelve digits"),
        ("2001-34", "seasons 21 to 24"),
        ("{1667,1668,1670..1672}", "record each date apart"),
        ("{1960,1961-12}", "record each date apart"),
        ("{..1984}", "record each date apart"),
        ("2004-06~-11", "a qualifier stands at the end"),
        ("2004?-06-11", "a qualifier stands at the end"),
        ("?2004-06-~11", "a qualifier stands at the end"),
        ("2004-%06-11", "a qualifier stands at the end"),
        ("156X-12-25", "a month cannot follow a year with unspecified digits"),
        ("15XX-12-25", "a month cannot follow a year with unspecified digits"),
        ("XXXX-12-XX", "of which the last one or two may be X"),
        ("1XXX-XX", "of which the last one or two may be X"),
        ("1XXX-12", "of which the last one or two may be X"),
        ("1984-1X", "a month has two digits, or XX"),
        ("2004-06-~01/2004-06-~20", "a qualifier stands at the end"),
    ]

    @Test(arguments: level0 + level1 + level2Read)
    func `are read`(text: String) throws {
        let date = try ImpreciseDate(parsing: text)
        #expect(date.text == text)
        #expect(date.earliest != nil || date.latest != nil)
        if let earliest = date.earliest, let latest = date.latest { #expect(earliest <= latest) }
    }

    @Test(arguments: level2Refused)
    func `of level 2 that are refused say why`(text: String, words: String) {
        let error = #expect(throws: EDTFError.self) { try ImpreciseDate(parsing: text) }
        #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    }

    @Test func `are all here, and counted`() {
        func count(_ texts: [String]) -> Int {
            texts.count { (try? ImpreciseDate(parsing: $0)) != nil }
        }
        let level2 = Self.level2Read + Self.level2Refused.map(\.0)
        #expect(Set(level2).count == level2.count)
        #expect(Self.level0.count == 13 && Self.level1.count == 24 && level2.count == 27)
        print(
            "EDTF examples read: level 0 \(count(Self.level0)) of \(Self.level0.count), "
                + "level 1 \(count(Self.level1)) of \(Self.level1.count), "
                + "level 2 \(count(level2)) of \(level2.count)"
        )
        #expect(count(Self.level0) == 13 && count(Self.level1) == 24 && count(level2) == 8)
    }
}
