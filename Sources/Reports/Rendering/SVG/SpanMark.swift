import EDTF

/// A bar of a lane where it stands, or several that cover the same time.
struct SpanMark {
    /// The narrowest that a bar is drawn; what lasts less is a dot of this width.
    static let leastWidth = 9.0

    /// The most labels that a mark shows when it is pointed at.
    private static let titleLimit = 12

    let bar: SpanChart.Bar
    let labels: [String]

    /// Where it begins and ends.
    let start: Double
    let end: Double

    /// The part that is sure.
    let sure: ClosedRange<Double>?

    /// Whether nothing says when it began, or ends.
    let isOpenAtStart: Bool
    let isOpenAtEnd: Bool

    /// Whether it is too short for a bar.
    let isDot: Bool

    init(_ bar: SpanChart.Bar, labels: [String], on axis: TimeAxis) {
        self.bar = bar
        self.labels = labels
        let earliest = TimeAxis.drawn(bar.earliest)
        let latest = TimeAxis.drawn(bar.latest)
        isOpenAtStart = earliest == nil
        isOpenAtEnd = latest == nil
        let left = earliest.map(axis.x) ?? axis.start
        let right = max(left, latest.map(axis.x) ?? axis.end)
        isDot = right - left < Self.leastWidth
        if isDot {
            let half = Self.leastWidth / 2
            let middle = min(max((left + right) / 2, axis.start + half), axis.end - half)
            (start, end) = (middle - half, middle + half)
        } else {
            (start, end) = (left, right)
        }
        sure = TimeAxis.drawn(bar.definiteStart).flatMap { from in
            TimeAxis.drawn(bar.definiteEnd).flatMap { to in
                from <= to ? max(left, axis.x(of: from))...min(right, axis.x(of: to)) : nil
            }
        }
    }

    /// Where words hide least of it: the longer part that is only possible, or else all of it.
    var blank: ClosedRange<Double> {
        guard let sure else { return start...end }
        let (before, after) = (sure.lowerBound - start, end - sure.upperBound)
        if max(before, after) < 1 { return start...end }
        return before >= after ? start...sure.lowerBound : sure.upperBound...end
    }

    /// What is written beside it.
    var text: String {
        labels.count == 1 ? labels[0] : "\(labels[0]) (+\(labels.count - 1))"
    }

    /// What it says when it is pointed at.
    func title(in messages: Messages) -> String {
        let more = labels.count - Self.titleLimit
        return labels.prefix(Self.titleLimit).joined(separator: "; ")
            + (more > 0 ? "; " + messages.text(.more, numbers: ["count": more]) : "")
    }

    /// The marks of a lane, by their starts and then by their ends.
    ///
    /// - `isMerged`: whether those that cover the same time are one.
    static func marks(
        of lane: SpanChart.Lane,
        on axis: TimeAxis,
        isMerged: Bool
    ) -> [SpanMark] {
        struct Key: Hashable {
            let times: [Instant?]
            let tone: SpanChart.Bar.Tone
        }
        var places: [Key: Int] = [:]
        var groups: [(bar: SpanChart.Bar, labels: [String])] = []
        for bar in lane.bars {
            let times = [bar.earliest, bar.definiteStart, bar.definiteEnd, bar.latest]
            let key = Key(times: times, tone: bar.tone)
            if isMerged, let place = places[key] {
                groups[place].labels.append(bar.label)
            } else {
                places[key] = groups.count
                groups.append((bar, [bar.label]))
            }
        }
        let marks = groups.map { SpanMark($0.bar, labels: $0.labels, on: axis) }
        // Sorting keeps no order among equals, so that of the lane decides.
        return marks.enumerated().sorted { left, right in
            (left.element.start, left.element.end, left.offset)
                < (right.element.start, right.element.end, right.offset)
        }
        .map(\.element)
    }
}
