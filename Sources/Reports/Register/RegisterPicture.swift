import CanonicalJSON
import EDTF

/// A row for each agreement: from its first word to its signatures, in force, suspended, ended; and
/// how many stood where in each half-year.
struct RegisterPicture {
    private let lanes: [SpanChart.Lane]
    private let stages: RegisterStages
    private let messages: Messages

    /// Reads rows of the register, of which only the first have a row of their own.
    init(of table: some RowTable, now: Instant, in messages: Messages) {
        self.messages = messages
        var lanes: [SpanChart.Lane] = []
        var stages = RegisterStages(now: now)
        for index in 0..<table.count {
            let row = RegisterSpan(table.row(index))
            stages.add(row)
            if lanes.count < SpanChart.laneLimit {
                lanes.append(SpanChart.Lane(row.title, row.bars(now: now, in: messages)))
            }
        }
        self.lanes = lanes
        self.stages = stages
    }

    /// The picture of a table with so many rows; nothing without rows.
    func pictures(now: Instant, rowCount: Int) -> [Picture] {
        guard !lanes.isEmpty else { return [] }
        let chart = SpanChart(
            lanes,
            now: now,
            laneCount: rowCount,
            words: [
                .preparing: messages.text(.untilSignatures), .neutral: messages.text(.signatures),
                .active: messages.spacedWord("in-force"), .paused: messages.word("suspended"),
                .ended: messages.text(.endedOrAbandoned),
            ]
        )
        return [Picture(messages.text(.agreementsOverTime), .spans(chart))]
            + stages.pictures(in: messages)
    }
}

/// What is drawn of one agreement.
struct RegisterSpan {
    let title: String
    let state: String
    let since: ImpreciseDate?
    let begun: ImpreciseDate?
    private let firstSigned: ImpreciseDate?
    let lastSigned: ImpreciseDate?
    let inForceSince: ImpreciseDate?
    private let termEnd: ImpreciseDate?

    init(_ row: JSONObject) {
        func date(_ key: String) -> ImpreciseDate? {
            row[key]?.string.flatMap { try? ImpreciseDate(parsing: $0) }
        }
        title = row["title"]?.string ?? row["agreement"]?.string ?? ""
        state = row["state"]?.string ?? ""
        since = date("since")
        begun = date("announced") ?? date("drafted")
        firstSigned = date("signedFirst")
        lastSigned = date("signedLast")
        inForceSince = date("inForceSince")
        termEnd = date("termEnd")
    }

    func bars(now: Instant, in messages: Messages) -> [SpanChart.Bar] {
        var bars: [SpanChart.Bar] = []
        let end = state == "ended" || state == "abandoned" ? since : nil
        if let begun {
            let label = messages.text(.announced, date: begun.text)
            if let next = firstSigned ?? inForceSince ?? end {
                bars.append(SpanChart.Bar(from: begun, to: next, tone: .preparing, label: label))
            } else {
                bars.append(SpanChart.Bar(from: begun, to: now, tone: .preparing, label: label))
            }
        }
        if let firstSigned {
            let label = messages.text(.signed, date: firstSigned.text)
            bars.append(SpanChart.Bar(on: firstSigned, label: label))
        }
        if let lastSigned, lastSigned != firstSigned {
            let label = messages.text(.lastSigned, date: lastSigned.text)
            bars.append(SpanChart.Bar(on: lastSigned, label: label))
        }
        if let inForceSince {
            let label = messages.text(.inForceSince, date: inForceSince.text)
            let stop = end ?? (state == "suspended" ? since : nil)
            if let stop {
                bars.append(
                    SpanChart.Bar(from: inForceSince, to: stop, tone: .active, label: label)
                )
            } else {
                bars.append(
                    SpanChart.Bar(from: inForceSince, to: now, tone: .active, label: label)
                )
            }
            if end == nil, let term = termEnd, let latest = term.latest, latest > now {
                bars.append(
                    SpanChart.Bar(
                        earliest: now,
                        latest: latest,
                        tone: .active,
                        label: messages.text(.termEnds, date: term.text)
                    )
                )
            }
        }
        if state == "suspended", let since {
            let label = messages.text(.suspendedSince, date: since.text)
            bars.append(SpanChart.Bar(from: since, to: now, tone: .paused, label: label))
        }
        if let end {
            let label = messages.text(state, dated: end.text)
            bars.append(SpanChart.Bar(on: end, tone: .ended, label: label))
        }
        return bars
    }
}
