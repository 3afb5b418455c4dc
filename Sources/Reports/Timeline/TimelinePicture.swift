import Collaboration
import EDTF
import Events

/// The events of a timeline on an axis of time, in a lane for each kind.
struct TimelinePicture {
    /// What stands at the left of the lanes, from above, and the nouns of the events in them.
    private static let kinds: [(name: String, nouns: Set<Substring>)] = [
        ("Gatherings", ["gathering", "programme-item", "delegation", "visit", "series"]),
        ("Meetings", ["meeting", "meeting-batch", "opportunity"]),
        ("Agreements", ["agreement"]),
        ("Commitments", ["commitment"]),
        ("Offices", ["liaison-office", "platform"]),
    ]

    private static let other = "Other"

    private var bars: [String: [SpanChart.Bar]] = [:]
    private var undrawn = 0

    /// Takes in an event and what it says; the recording of a name or a title is no event of the
    /// partnership.
    mutating func add(_ fact: Fact, saying sentence: String) {
        guard fact.axis == .occurred else { return }
        guard let date = try? ImpreciseDate(parsing: fact.occurred) else {
            undrawn += 1
            return
        }
        let kind = Self.kinds.first { $0.nouns.contains(fact.type.noun) }?.name ?? Self.other
        bars[kind, default: []].append(SpanChart.Bar(on: date, label: sentence))
    }

    /// The picture; nothing without events.
    func pictures(now: Instant) -> [Picture] {
        let lanes = (Self.kinds.map(\.name) + [Self.other]).compactMap { name in
            bars[name].map { SpanChart.Lane(name, $0) }
        }
        guard !lanes.isEmpty else { return [] }
        let note = undrawn > 0 ? " (\(undrawn) without a date are not drawn)" : ""
        return [
            Picture("Events by kind\(note)", .spans(SpanChart(lanes, now: now, isLabelled: true)))
        ]
    }
}
