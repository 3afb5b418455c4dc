import Events

/// A text inside a picture or above it; the raw value is its English.
///
/// Its translations stand in the context `picture`.
enum PicturePhrase: String, CaseIterable, Sendable {
    // What stands above a picture.
    case agreementsOverTime = "Agreements over time"
    case eventsByKind = "Events by kind"
    case membersByCountry = "Members by country"
    case steps = "Steps"
    case whenTheyAreDue = "When they are due"
    case openBarriers = "Open barriers"
    case loadByRoute = "Load by route"
    case agreementsLost = "Agreements lost"
    case indexByCriterion = "Index by criterion"
    case whoWorksWithWhom = "Who works with whom"
    case strongestTies = "The {count} parties with the strongest ties"
    case meetingsHeld = "Meetings held"
    case meetingsOfMost = "Meetings held by the {count} who met most"
    case movement = "Movement"
    case partnershipQuotients = "Partnership quotients"
    case trends = "Trends"
    case workAhead = "Work ahead"
    case lossesByShock = "What each loss takes away"
    case whoMetWhom = "Who met whom"
    case whoCameAgain = "Who came again, by country"
    case plannedAndFulfilled = "Planned and fulfilled by half-year"
    case daysFromStage = "Days from the stage before"
    case whatBecame = "What became of them"
    case agreementsByHalfYear = "Agreements by half-year"
    case changeOfCounts = "First and last count"
    case changeOfShares = "First and last share"
    case betweenCountries = "Agreements in force between countries"
    case lastEditions = "The last {count} periods"
    case scoresCompared = "Scores (▲ higher, ▼ lower than on {date})"
    case undrawn = "{title} ({count} without a date are not drawn)"

    // What stands beside lines, lanes, rows and columns.
    case gatherings = "Gatherings"
    case meetings = "Meetings"
    case agreements = "Agreements"
    case commitments = "Commitments"
    case offices = "Offices"
    case other = "Other"
    case agreement = "Agreement"
    case median = "Median"
    case commitmentsDue = "Commitments due"
    case agreementsEnding = "Agreements ending"
    case notKnown = "not known"
    case openCommitmentsLost = "Open commitments lost"
    case endingWithin = "ending within {duration}"
    case dueByThen = "due by then"
    case stage = "Stage"
    case wentOn = "went on"
    case stillOpen = "still open"
    case dropped = "dropped: {reason}"
    case days = "days"
    case signedNotInForce = "signed, not in force"
    case announcedOrDrafted = "announced or drafted"
    case stageUnsure = "hatched: one of these, not certain"

    // What bars say.
    case dated = "{word} {date}"
    case announced = "announced or drafted {date}"
    case signed = "signed {date}"
    case lastSigned = "last signed {date}"
    case inForceSince = "in force since {date}"
    case termEnds = "term ends {date}"
    case suspendedSince = "suspended since {date}"

    // What colours, hatchings and dashes mean.
    case certain = "certain"
    case hatched = "hatched: possible"
    case dashed = "dashed: tentative"
    case tentative = "{names} (tentative)"
    case least = "least: {figure}"
    case greatest = "greatest: {figure}"
    case withoutEvidence = "dashed: without evidence, or only possible"
    case orMore = "{figure} or more"
    case less = "less"
    case medianIs = "median: {figure}"
    case ofCount = "of {count}"
    case middleHalf = "box: the middle half"
    case possible = "{names} (possible)"
    case untilSignatures = "from the first word to the signatures"
    case signatures = "signatures"
    case endedOrAbandoned = "ended or abandoned"
    case series = "series"
    case doneOrClosed = "done or closed"
    case neutral = "neutral"
    case preparing = "preparing"
    case active = "active"
    case paused = "paused"
    case ended = "ended"
    case good = "good"
    case late = "late"
    case possiblyLate = "possibly late"

    // What is not drawn.
    case nothing = "There is nothing to draw."
    case noFigures = "no figures"
    case unknown = "unknown"
    case moreInTable = "{count} more are in the table"
    case more = "{count} more"
    case firstRows = "The first {shown} of {count} rows are drawn."
    case firstOnes = "The first {shown} of {count} are drawn."
    case firstCells =
        "The first {rows} of {allRows} rows and {columns} of {allColumns} columns are drawn."
    case firstAxes =
        "The first {axes} of {allAxes} axes and {lines} of {allLines} lines are drawn."
    case lastPeriods =
        "The last {shown} of {count} periods and the first {series} of {all} series are drawn."
    case lastColumns =
        "The last {shown} of {count} columns and at most {blocks} blocks of each are drawn."
    case someTies = "{nodes} of {allNodes} names and {ties} of {allTies} ties are drawn."
}

extension PicturePhrase {
    /// Where its translations stand.
    static let context = "picture"
}

extension Messages {
    /// A text of a picture with its places open.
    private func pattern(_ phrase: PicturePhrase) -> String {
        text(phrase.rawValue, at: PicturePhrase.context)
    }

    /// A text of a picture with its places filled.
    func text(_ phrase: PicturePhrase, _ values: [String: String] = [:]) -> String {
        TextPattern.filled(pattern(phrase)) { values[$0] }
    }

    /// A text of a picture with numbers in its places.
    func text(_ phrase: PicturePhrase, numbers: [String: Int]) -> String {
        text(phrase, numbers.mapValues { number("\($0)") })
    }

    /// A text of a picture about an EDTF date.
    func text(_ phrase: PicturePhrase, date: String) -> String {
        filled(pattern(phrase), date: date)
    }

    /// A title that says how many have no date and so no place in the picture.
    func title(_ title: String, leavingOut count: Int) -> String {
        count > 0 ? text(.undrawn, ["title": title, "count": number("\(count)")]) : title
    }

    /// A word and its date, as a bar says them.
    func text(_ word: String, dated date: String) -> String {
        text(.dated, ["word": spacedWord(word), "date": self.date(date)])
    }

    /// What happened, by the second part of the type of an event, and its date.
    func text(verb type: EventType, dated date: String) -> String {
        text(.dated, ["word": verb(String(type.verb)), "date": self.date(date)])
    }

    /// A figure with at most two decimals: `3`, `0.25`.
    func figure(_ value: Double) -> String {
        let text = SeriesChart.figure(value)
        guard !isPlain, let sign = text.first else { return text }
        return sign == "−" ? "−" + number(String(text.dropFirst())) : number(text)
    }

    /// A figure as tables round it.
    func rounded(_ value: Double) -> String { CellText(in: self).text(.rounded(value)) ?? "" }
}
