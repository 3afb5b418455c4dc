import EDTF

/// A thin axis below a drawing: when that was recorded which happened at another time.
///
/// It has a scale of its own, for what is recorded in a week may have happened over a century.
struct RecordedAxis {
    static let height = 52.0

    private static let radius = 4.0

    private let axis: TimeAxis
    private let name: String

    /// A dot for each day, and what it says when it is pointed at.
    private let days: [(x: Double, words: String)]

    /// What it shows, in words.
    var summary: String { "\(name): " + days.prefix(20).map(\.words).joined(separator: "; ") }

    /// An axis of some moments; `nil` without any.
    init?(of moments: [Instant], from start: Double, to end: Double, in messages: Messages) {
        let drawn = moments.compactMap(TimeAxis.drawn).sorted()
        if drawn.isEmpty { return nil }
        let axis = TimeAxis(showing: drawn, from: start, to: end, in: messages)
        var days: [(day: CivilDay, count: Int, x: Double)] = []
        for moment in drawn {
            if days.last?.day == moment.day {
                days[days.count - 1].count += 1
            } else {
                days.append((moment.day, 1, axis.x(of: moment)))
            }
        }
        self.axis = axis
        name = messages.text(.pageRecorded)
        self.days = days.map { day in
            (day.x, "\(messages.date(day.day.description)) (\(messages.number("\(day.count)")))")
        }
    }

    func draw(top: Double, on svg: inout SVGWriter) {
        let middle = top + 16
        svg.text(name, x: Sheet.margin, y: middle + 4, "soft")
        svg.line(from: (axis.start, middle), to: (axis.end, middle), "rule")
        var free = 0.0
        for tick in axis.ticks {
            svg.line(from: (tick.x, middle), to: (tick.x, middle + 6), "rule")
            let half = TextWidth.of(tick.label) / 2
            guard tick.x - half >= free, tick.x + half <= Sheet.width else { continue }
            svg.text(tick.label, x: tick.x, y: middle + 22, "soft", anchor: .middle)
            free = tick.x + half + 6
        }
        for day in days {
            svg.group(day.words) { svg in
                svg.circle(x: day.x, y: middle, radius: Self.radius, "solid neutral")
            }
        }
    }
}
