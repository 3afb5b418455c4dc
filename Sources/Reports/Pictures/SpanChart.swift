package import EDTF

/// Times on an axis: one lane for each subject, with bars and points.
package struct SpanChart: Sendable, Hashable {
    /// How much of a bar is certain, and what it stands for.
    package struct Bar: Sendable, Hashable {
        /// What a bar or a point stands for; the name of a colour.
        package enum Tone: String, Sendable, Hashable, CaseIterable {
            case neutral, preparing, active, paused, ended, good, late, possiblyLate
        }

        /// The first instant it may cover; `nil` when it is open.
        package let earliest: Instant?

        /// The first instant that it surely covers, with ``definiteEnd``; `nil` when none is sure.
        package let definiteStart: Instant?

        /// The end of what it surely covers.
        package let definiteEnd: Instant?

        /// The end of what it may cover; `nil` when it is open.
        package let latest: Instant?

        /// What it stands for.
        package let tone: Tone

        /// What it says when it is pointed at, and in the list that stands for the picture.
        package let label: String

        /// A bar; what is not sure is hatched.
        package init(
            earliest: Instant?,
            definiteStart: Instant? = nil,
            definiteEnd: Instant? = nil,
            latest: Instant?,
            tone: Tone = .neutral,
            label: String
        ) {
            self.earliest = earliest
            self.definiteStart = definiteStart
            self.definiteEnd = definiteEnd
            self.latest = latest
            self.tone = tone
            self.label = label
        }
    }

    /// One row of the chart.
    package struct Lane: Sendable, Hashable {
        /// What stands at its left.
        package let label: String

        /// Its bars; those that cannot stand beside each other are stacked.
        package let bars: [Bar]

        /// A row with its bars.
        package init(_ label: String, _ bars: [Bar]) {
            self.label = label
            self.bars = bars
        }
    }

    /// The most rows that are drawn; a maker need not make more.
    package static let laneLimit = 200

    /// The rows, from above.
    package let lanes: [Lane]

    /// How many rows there are, of which ``lanes`` may be the first.
    package let laneCount: Int

    /// Where a vertical line stands: the date of the report.
    package let now: Instant

    /// Whether each bar has its label beside it, and room for that; else only where there is room.
    package let isLabelled: Bool

    /// When that was recorded which happened at another time; one moment for each bar of it.
    package let recordings: [Instant]

    /// What the tones mean in this chart, where their names say too little.
    package let words: [Bar.Tone: String]

    /// A chart of lanes with a line at `now`.
    package init(
        _ lanes: [Lane],
        now: Instant,
        laneCount: Int? = nil,
        isLabelled: Bool = false,
        recordings: [Instant] = [],
        words: [Bar.Tone: String] = [:]
    ) {
        self.lanes = lanes
        self.laneCount = laneCount ?? lanes.count
        self.now = now
        self.isLabelled = isLabelled
        self.recordings = recordings
        self.words = words
    }
}
