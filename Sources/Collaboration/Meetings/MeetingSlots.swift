import CanonicalJSON
import EDTF
import Events

extension Family {
    /// Days in the diaries of participants: what is scheduled for one of them on one day (UTC).
    ///
    /// They are entities of their own, so that a look at a diary costs one day of it and not all
    /// meetings of a party.
    static let slots = Family("slot", rows: [])
}

/// The time that a scheduled meeting takes, when it is known to the second.
struct MeetingTime {
    /// When it starts.
    let start: Instant

    /// The first moment after it; a meeting whose length is not known takes its first second.
    let end: Instant

    /// The diaries cover no more days of one meeting than these.
    private static let dayLimit = 4

    /// The time of an event that schedules a meeting; `nil` when only a day or a period is known.
    init?(of fact: Fact) {
        guard let date = fact.date(.when), date.form == .dateTime, let start = date.earliest,
            let last = date.latest, last < start.advanced(byMicroseconds: 1_000_000)
        else { return nil }
        let length = fact.text(Member.duration).flatMap { try? ISODuration(parsing: $0) }
        let end = length.map { start.advanced(by: $0) }
        self.start = start
        self.end = max(end ?? start, start.advanced(byMicroseconds: 1_000_000))
    }

    /// Whether two meetings cannot be attended both from beginning to end.
    func overlaps(_ other: MeetingTime) -> Bool { start < other.end && other.start < end }

    /// The days (UTC) it touches, the first few of them.
    private var days: [CivilDay] {
        let first = start.day.dayNumber
        let last = end.advanced(byMicroseconds: -1).day.dayNumber
        return (first...min(max(first, last), first + Self.dayLimit - 1)).map {
            CivilDay(dayNumber: $0)
        }
    }

    /// The days in the diaries of those whom an event that schedules a meeting names.
    ///
    /// A participant whose tag is too long for a day of its own is left out.
    static func slots(of fact: Fact) -> [Tag] {
        guard let time = MeetingTime(of: fact) else { return [] }
        let days = time.days.map(\.description)
        return fact.tags(Member.participants).flatMap { participant in
            days.compactMap { Tag("slot:\($0):\(participant)") }
        }
    }
}

extension Rule {
    private static let bookings: [EventType] = ["meeting.scheduled", "meeting.rescheduled"]
    private static let releases: TypeSet = [
        "meeting.cancelled", "meeting.declined", "meeting.request-lapsed",
    ]

    /// No participant is to be at two meetings at one time.
    ///
    /// Only times known to the second overlap definitely, so a meeting of which a day is known
    /// stands in nobody's way.
    static let notBookedTwice = Rule(
        "not-booked-twice",
        .missingAntecedent,
        "no participant is to be at another meeting at that time",
        field: "when",
        brokenBy: .none
    ) { fact, histories in
        guard let time = MeetingTime(of: fact), stands(fact, in: histories.own) else {
            return .holds
        }
        for slot in MeetingTime.slots(of: fact) {
            for other in try histories.other(slot).facts(bookings) {
                guard !other.hasTheSameTag(as: fact, at: Member.meeting),
                    let taken = MeetingTime(of: other), taken.overlaps(time),
                    let meeting = other.tag(Member.meeting),
                    stands(other, in: try histories.other(meeting))
                else { continue }
                return .broken(by: other)
            }
        }
        return .holds
    }

    /// Whether a time for a meeting was neither given up nor changed, as far as is known.
    private static func stands(_ booking: Fact, in meeting: Standing) -> Bool {
        if meeting.contains(releases) { return false }
        return !bookings.contains { type in
            meeting.contains(type) { later in
                later.position != booking.position && booking.order(to: later) != .after
            }
        }
    }
}

private enum Member {
    static let duration: JSONPath = "duration"
    static let meeting: JSONPath = "meeting"
    static let participants: JSONPath = "participants"
}
