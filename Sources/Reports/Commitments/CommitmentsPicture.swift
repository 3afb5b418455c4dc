import Collaboration
import EDTF

/// The dates by which commitments are due: the last possible moment, and how far the first one lies
/// before it.
struct CommitmentsPicture {
    /// What the tones mean, as far as one timing has one of its own.
    private static let timings: [SpanChart.Bar.Tone: CommitmentTiming] = [
        .late: .overdue, .possiblyLate: .possiblyOverdue, .preparing: .dueSoon,
        .neutral: .dueLater, .good: .doneInTime, .paused: .doneLate,
    ]

    private let messages: Messages
    private var lanes: [SpanChart.Lane] = []
    private var laneCount = 0
    private var undated = 0

    init(in messages: Messages) { self.messages = messages }

    private var words: [SpanChart.Bar.Tone: String] {
        var words = Self.timings.mapValues { messages.spacedWord($0.rawValue) }
        words[.active] = messages.text(.series)
        words[.ended] = messages.text(.doneOrClosed)
        return words
    }

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
            label: messages.text(timing.rawValue, dated: date)
        )
        lanes.append(SpanChart.Lane(title, [bar]))
    }

    /// The picture; nothing without a date.
    func pictures(now: Instant) -> [Picture] {
        guard !lanes.isEmpty else { return [] }
        let title = messages.text(.whenTheyAreDue)
        let chart = SpanChart(
            lanes,
            now: now,
            laneCount: laneCount,
            isLabelled: true,
            words: words
        )
        return [Picture(messages.title(title, leavingOut: undated), .spans(chart))]
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
