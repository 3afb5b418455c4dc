/// A text that belongs to no single report: headings, marks, and how dates and numbers are written.
///
/// The raw value is the context (`msgctxt`) of its translations.
package enum Phrase: String, CaseIterable, Sendable {
    case asOf = "heading.as-of"
    case knownAt = "heading.known-at"
    case size = "heading.size"
    case root = "heading.root"
    case recorded = "heading.recorded"
    case origin = "heading.origin"
    case parameters = "heading.parameters"
    case version = "heading.version"
    case basisFrom = "heading.from"
    case basisTo = "heading.to"
    case pageAsOf = "page.as-of"
    case pageKnownAt = "page.known-at"
    case pageRecorded = "page.recorded"
    case pageRoot = "page.root"
    case pageOrigin = "page.origin"
    case pageParameters = "page.parameters"
    case pageVersion = "page.version"
    case pageTotals = "page.totals"
    case pageNoRows = "page.no-rows"
    case pageRows = "page.rows"
    case noRows = "table.no-rows"
    case noRowsSentence = "table.no-rows-sentence"
    case gaps = "marks.gaps"
    case disputes = "marks.disputes"
    case unnamed = "name.unnamed"
    case delegation = "name.delegation"
    case visit = "name.visit"
    case meeting = "name.meeting"
    case more = "name.more"
    case gap = "marks.gap"
    case contradiction = "marks.contradiction"

    case eventType = "value.event-type"
    case yes = "value.yes"
    case no = "value.no"
    case some = "value.some"
    case expected = "value.expected"
    case number = "number.thousands"
    case largeNumber = "number.ten-thousands"

    case months = "date.months"
    case monthsAlone = "date.months-alone"
    case seasons = "date.seasons"
    case day = "date.day"
    case dayWithin = "date.day-within"
    case month = "date.month"
    case monthWithin = "date.month-within"
    case year = "date.year"
    case yearWithin = "date.year-within"
    case season = "date.season"
    case quarter = "date.quarter"
    case half = "date.half-year"
    case time = "date.time"
    case range = "date.range"
    case between = "date.between"
    case oneOf = "date.one-of"
    case notBefore = "date.not-before"
    case notAfter = "date.not-after"
    case from = "date.from"
    case until = "date.until"
    case endUnknown = "date.end-unknown"
    case startUnknown = "date.start-unknown"
    case about = "date.about"
    case uncertain = "date.uncertain"
}

extension Phrase {
    /// The English text; `{…}` is filled, and what stands in `[…]` may fall away.
    package var english: String {
        switch self {
        case .asOf: "as of {date}"
        case .knownAt: "known at {parts}"
        case .size: "size {size}"
        case .root: "root {root}"
        case .recorded: "recorded {time}"
        case .origin: "origin {origin}"
        case .parameters: "parameters {parameters}"
        case .version: "version {version}"
        case .basisFrom: "from {basis}"
        case .basisTo: "to {basis}"
        case .pageAsOf: "As of"
        case .pageKnownAt: "Known at"
        case .pageRecorded: "Recorded"
        case .pageRoot: "Root"
        case .pageOrigin: "Origin"
        case .pageParameters: "Parameters"
        case .pageVersion: "Version"
        case .pageTotals: "Totals"
        case .pageNoRows: "No rows"
        case .pageRows: "{count} row"
        case .noRows: "no rows"
        case .noRowsSentence: "No rows."
        case .gaps: "{count} gap"
        case .disputes: "{count} dispute"
        case .unnamed: "unnamed ({tag})"
        case .delegation: "delegation of {side}"
        case .visit: "visit to {names}"
        case .meeting: "meeting of {names}"
        case .more: "{count} more"
        case .gap:
            "[{entity}: ]event {position}, {type}, asks that {words}; nothing shows it[ ({rule})]"
        case .contradiction:
            "[{entity}: ]event {position}, {type}, asks that {words}; "
                + "event {against} stands against it[ ({rule})]"
        case .eventType: "{noun} {verb}"
        case .yes: "yes"
        case .no: "no"
        case .some: "some"
        case .expected: "[{quantity} ]expected"
        case .number: "1,234.5"
        case .largeNumber: "12,345.6"
        default: englishDate
        }
    }

    /// The English text for all numbers but one; `nil` where nothing is counted.
    package var englishPlural: String? {
        switch self {
        case .gaps: "{count} gaps"
        case .disputes: "{count} disputes"
        case .more: "{count} more"
        case .pageRows: "{count} rows"
        default: nil
        }
    }

    private var englishDate: String {
        switch self {
        case .months, .monthsAlone:
            "January February March April May June July August September October November December"
        case .seasons: "spring summer autumn winter"
        case .day, .dayWithin: "{day} {month} {year}"
        case .month, .monthWithin: "{month} {year}"
        case .year, .yearWithin: "{year}"
        case .season: "{season} {year}"
        case .quarter: "quarter {number} of {year}"
        case .half: "half-year {number} of {year}"
        case .time: "{date}, {time}[ {zone}]"
        case .range: "{start} – {end}"
        case .between: "between {start} and {end}"
        case .oneOf: "{first} or {second}"
        case .notBefore: "not before {date}"
        case .notAfter: "not after {date}"
        case .from: "from {date}"
        case .until: "until {date}"
        case .endUnknown: "from {date}, end unknown"
        case .startUnknown: "until {date}, start unknown"
        case .about: "about {date}"
        case .uncertain: "{date} (uncertain)"
        default: ""
        }
    }
}
