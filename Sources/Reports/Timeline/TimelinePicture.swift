import CanonicalJSON
import Collaboration
import EDTF
import Events

/// The events of a timeline on an axis of time, in a lane for each kind.
struct TimelinePicture {
    /// What stands at the left of the lanes, from above, and the nouns of the events in them.
    private static let kinds: [(name: PicturePhrase, nouns: Set<Substring>)] = [
        (.gatherings, ["gathering", "programme-item", "delegation", "visit", "series"]),
        (.meetings, ["meeting", "meeting-batch", "opportunity"]),
        (.agreements, ["agreement"]),
        (.commitments, ["commitment"]),
        (.offices, ["liaison-office", "platform"]),
    ]

    private let messages: Messages
    private var bars: [PicturePhrase: [SpanChart.Bar]] = [:]
    private var undrawn = 0

    /// When that was recorded which happened on other days.
    private var recordings: [Instant] = []

    init(in messages: Messages) { self.messages = messages }

    /// Takes in an event and what it says; the recording of a name or a title is no event of the
    /// partnership.
    mutating func add(_ fact: Fact, saying sentence: String) {
        guard fact.axis == .occurred else { return }
        guard let date = try? ImpreciseDate(parsing: fact.occurred) else {
            undrawn += 1
            return
        }
        let kind = Self.kinds.first { $0.nouns.contains(fact.type.noun) }?.name ?? .other
        bars[kind, default: []].append(SpanChart.Bar(on: date, label: sentence))
        guard let recorded = fact.member("recorded")?.string.flatMap({ Instant(rfc3339: $0) }),
            !date.mayCover(recorded)
        else { return }
        recordings.append(recorded)
    }

    /// The picture; nothing without events.
    func pictures(now: Instant) -> [Picture] {
        let lanes = (Self.kinds.map(\.name) + [.other]).compactMap { name in
            bars[name].map { SpanChart.Lane(messages.text(name), $0) }
        }
        guard !lanes.isEmpty else { return [] }
        let title = messages.title(messages.text(.eventsByKind), leavingOut: undrawn)
        let chart = SpanChart(lanes, now: now, isLabelled: true, recordings: recordings)
        return [Picture(title, .spans(chart))]
    }
}

extension ImpreciseDate {
    /// Whether it may have been on the day of a moment.
    fileprivate func mayCover(_ moment: Instant) -> Bool {
        if let earliest, moment.day < earliest.day { return false }
        return latest.map { moment.day <= $0.day } ?? true
    }
}
