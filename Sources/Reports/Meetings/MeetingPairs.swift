import CanonicalJSON
import Collaboration
import Events

/// What two parties have in common by way of meetings.
struct MeetingPair {
    private(set) var requested = UncertainCount()
    private(set) var accepted = UncertainCount()
    private(set) var scheduled = UncertainCount()
    private(set) var held = UncertainCount()
    private(set) var missed = UncertainCount()
    private(set) var formats: [String: UncertainCount] = [:]
    private(set) var askedByFirst = UncertainCount()
    private(set) var askedBySecond = UncertainCount()
    private(set) var evidence = RowEvidence()
    private(set) var marks: [String] = []
    private var first: Fact?
    private var last: Fact?
    private var scoreSum = 0.0
    private var scoreCount = 0

    /// Whether anything of it counts at the date.
    var counts: Bool {
        [requested, accepted, scheduled, held, missed].contains { $0.possible > 0 }
    }

    /// Notes the marks of a meeting.
    mutating func mark(_ texts: [String]) { marks += texts }

    /// Counts that one of the two asked the other, and what the other said.
    mutating func count(
        _ request: MeetingReading.Request,
        of pair: PartyPair,
        answers: [CountedFact],
        within scope: Visibility
    ) {
        let asked = Visibility.both(request.event.visibility, scope)
        requested.add(asked)
        if request.from == pair.first { askedByFirst.add(asked) } else { askedBySecond.add(asked) }
        note("requested", [request.event])
        accepted.add(.both(asked, answers.visibility))
        note("accepted", answers)
    }

    /// Counts that both were to meet, and that somebody missed it.
    mutating func countBooking(of meeting: MeetingReading, within scope: Visibility) {
        scheduled.add(.both(meeting.bookings.visibility, scope))
        note("scheduled", meeting.bookings)
        missed.add(.both(meeting.misses.visibility, scope))
        note("missed", meeting.misses)
    }

    /// Counts that both met, and what they, or people for them, thought of it.
    mutating func countHolding(
        of meeting: MeetingReading,
        _ event: CountedFact,
        by pair: PartyPair,
        within scope: Visibility
    ) {
        let visibility = Visibility.both(event.visibility, scope)
        held.add(visibility)
        note("held", [event])
        guard visibility.counts else { return }
        let format = MeetingFormat(meeting.format)
        formats[format.rawValue, default: UncertainCount()].add(visibility)
        note(format.rawValue, [event])
        if first.map({ event.fact.bounds.startsBefore($0.bounds) }) ?? true { first = event.fact }
        if last.map({ $0.bounds.latest <= event.fact.bounds.latest }) ?? true { last = event.fact }
        let others = Set(meeting.participants).subtracting([pair.first, pair.second])
        let rated = meeting.ratings.filter { rating in
            rating.visibility.counts
                && !(meeting.author(of: rating).map(others.contains) ?? false)
        }
        for rating in rated {
            guard let score = rating.fact.number(MeetingMember.score) else { continue }
            scoreSum += score
            scoreCount += 1
        }
        note("rating", rated)
    }

    private mutating func note(_ column: String, _ events: [CountedFact]) {
        let counted = events.filter(\.visibility.counts)
        if !counted.isEmpty { evidence.note(column, counted.positions) }
    }

    /// Writes the figures into a row.
    func fill(_ row: inout JSONObject) {
        row["requested"] = requested.json
        row["accepted"] = accepted.json
        row["scheduled"] = scheduled.json
        row["held"] = held.json
        row["missed"] = missed.json
        for (format, count) in formats where count.possible > 0 { row[format] = count.json }
        row["first"] = JSONValue(text: first?.occurred)
        row["last"] = JSONValue(text: last?.occurred)
        if scoreCount > 0 {
            row["rating"] = .number((scoreSum / Double(scoreCount)).rounded(toPlaces: 2))
        }
        row["marks"] = JSONValue(text: EventMarks.union(of: marks))
    }
}

/// The formats that have a column of their own.
enum MeetingFormat: String {
    case c2c, c2b
    case other = "otherFormat"

    init(_ word: String?) {
        self = word.flatMap(MeetingFormat.init(rawValue:)) ?? .other
    }
}

extension Bounds {
    /// Whether these begin before others; an unknown start comes first.
    func startsBefore(_ other: Bounds) -> Bool {
        guard let start = earliest else { return other.earliest != nil }
        return other.earliest.map { start < $0 } ?? false
    }
}
