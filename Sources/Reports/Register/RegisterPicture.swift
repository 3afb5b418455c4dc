import CanonicalJSON
import EDTF

/// A row for each agreement: from its first word to its signatures, in force, suspended, ended.
struct RegisterPicture {
    private let lanes: [SpanChart.Lane]

    /// Reads rows of the register, of which only the first are drawn.
    init(of table: some RowTable, now: Instant) {
        lanes = (0..<min(table.count, SpanChart.laneLimit)).map { index in
            let row = Row(table.row(index))
            return SpanChart.Lane(row.title, row.bars(now: now))
        }
    }

    /// The picture of a table with so many rows; nothing without rows.
    func pictures(now: Instant, rowCount: Int) -> [Picture] {
        guard !lanes.isEmpty else { return [] }
        let chart = SpanChart(
            lanes,
            now: now,
            laneCount: rowCount,
            words: [
                .preparing: "from the first word to the signatures", .neutral: "signatures",
                .active: "in force", .paused: "suspended", .ended: "ended or abandoned",
            ]
        )
        return [Picture("Agreements over time", .spans(chart))]
    }
}

/// What is drawn of one agreement.
private struct Row {
    let title: String
    private let state: String
    private let since: ImpreciseDate?
    private let begun: ImpreciseDate?
    private let firstSigned: ImpreciseDate?
    private let lastSigned: ImpreciseDate?
    private let inForceSince: ImpreciseDate?
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

    func bars(now: Instant) -> [SpanChart.Bar] {
        var bars: [SpanChart.Bar] = []
        let end = state == "ended" || state == "abandoned" ? since : nil
        if let begun {
            let label = "announced or drafted \(begun.text)"
            if let next = firstSigned ?? inForceSince ?? end {
                bars.append(SpanChart.Bar(from: begun, to: next, tone: .preparing, label: label))
            } else {
                bars.append(SpanChart.Bar(from: begun, to: now, tone: .preparing, label: label))
            }
        }
        if let firstSigned {
            bars.append(SpanChart.Bar(on: firstSigned, label: "signed \(firstSigned.text)"))
        }
        if let lastSigned, lastSigned != firstSigned {
            bars.append(SpanChart.Bar(on: lastSigned, label: "last signed \(lastSigned.text)"))
        }
        if let inForceSince {
            let label = "in force since \(inForceSince.text)"
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
                        label: "term ends \(term.text)"
                    )
                )
            }
        }
        if state == "suspended", let since {
            let label = "suspended since \(since.text)"
            bars.append(SpanChart.Bar(from: since, to: now, tone: .paused, label: label))
        }
        if let end {
            bars.append(SpanChart.Bar(on: end, tone: .ended, label: "\(state) \(end.text)"))
        }
        return bars
    }
}
