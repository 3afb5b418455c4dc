import Collaboration
import EDTF
import Events

/// How many commitments had been planned, were due and had been fulfilled by each half-year.
struct BurnUpPicture {
    /// What is counted.
    private enum Line: CaseIterable {
        case planned, due, fulfilled

        func title(in messages: Messages) -> String {
            switch self {
            case .planned: messages.word("planned")
            case .due: messages.text(.dueByThen)
            case .fulfilled: messages.word("fulfilled")
            }
        }
    }

    /// Between which moments something happened.
    private typealias Bounds = (earliest: Instant?, latest: Instant)

    private var bounds: [Line: [Bounds]] = [:]

    /// Takes in a commitment and its events.
    mutating func add(_ reading: CommitmentReading, _ facts: [Fact]) {
        func add(_ line: Line, _ fact: Fact?) {
            guard let fact, !fact.isUndated else { return }
            bounds[line, default: []].append((fact.bounds.earliest, fact.bounds.latest))
        }
        add(.planned, facts.first { $0.type == CommitmentType.planned })
        if reading.state == "fulfilled" { add(.fulfilled, reading.since) }
        guard let deadline = reading.deadline, !deadline.isSeries, let latest = deadline.latest
        else { return }
        // Only one of a set of dates may be before the last of them.
        let earliest = deadline.isOneOfASet ? deadline.earliest ?? latest : latest
        bounds[.due, default: []].append((earliest, latest))
    }

    /// The picture; nothing before the second half-year.
    func pictures(now: Instant, in messages: Messages) -> [Picture] {
        let planned = bounds[.planned, default: []].map { $0.earliest ?? $0.latest }
        guard let first = planned.min() else { return [] }
        var periods = [Period(halfYearOf: now.day)]
        while let period = periods.last, period.start > first, periods.count < PeriodFrame.limit {
            periods.append(period.previous)
        }
        periods.reverse()
        guard periods.count > 1 else { return [] }
        let series = Line.allCases.map { line in
            SeriesChart.Series(
                line.title(in: messages),
                ranges: periods.map { period in
                    let end = min(period.end, now)
                    let all = bounds[line, default: []]
                    return ValueRange(
                        Double(all.count { $0.latest <= end }),
                        Double(all.count { $0.earliest.map { $0 <= end } ?? true })
                    )
                }
            )
        }
        let chart = SeriesChart(
            periods: periods.map { messages.date($0.label) },
            series: series,
            form: .lines
        )
        return [Picture(messages.text(.plannedAndFulfilled), .series(chart))]
    }
}
