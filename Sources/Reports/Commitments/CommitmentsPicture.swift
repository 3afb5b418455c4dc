import Collaboration
import EDTF

/// The dates by which commitments are due: the last possible moment, and how far the first one lies
/// before it.
struct CommitmentsPicture {
    private static let words: [SpanChart.Bar.Tone: String] = [
        .late: "overdue", .possiblyLate: "possibly overdue", .preparing: "due soon",
        .neutral: "due later", .active: "series", .good: "done in time",
        .paused: "done late",
        .ended: "done or closed",
    ]

    private var lanes: [SpanChart.Lane] = []
    private var laneCount = 0
    private var undated = 0

    /// Takes in a commitment.
    mutating func add(_ title: String, _ reading: CommitmentReading, timing: CommitmentTiming) {
        guard let deadline = reading.deadline, let latest = deadline.latest else {
            undated += 1
            return
        }
        laneCount += 1
        guard lanes.count < SpanChart.laneLimit else { return }
        let date = reading.due?.text ?? latest.dayText
        let bar = SpanChart.Bar(
            earliest: deadline.earliest,
            definiteStart: latest,
            definiteEnd: latest,
            latest: latest,
            tone: timing.tone,
            label: "\(timing.rawValue.spaced) \(date)"
        )
        lanes.append(SpanChart.Lane(title, [bar]))
    }

    /// The picture; nothing without a date.
    func pictures(now: Instant) -> [Picture] {
        guard !lanes.isEmpty else { return [] }
        let note = undated > 0 ? " (\(undated) without a date are not drawn)" : ""
        let chart = SpanChart(
            lanes,
            now: now,
            laneCount: laneCount,
            isLabelled: true,
            words: Self.words
        )
        return [Picture("When they are due\(note)", .spans(chart))]
    }
}

extension CommitmentTiming {
    /// What it is drawn as.
    fileprivate var tone: SpanChart.Bar.Tone {
        switch self {
        case .overdue: .late
        case .possiblyOverdue: .possiblyLate
        case .dueSoon: .preparing
        case .dueLater, .undated: .neutral
        case .recurring: .active
        case .doneInTime: .good
        case .doneLate: .paused
        case .done, .closed: .ended
        }
    }
}
