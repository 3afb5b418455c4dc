import EDTF

/// How many agreements stood where at the end of each half-year.
struct RegisterStages {
    private enum Stage: CaseIterable {
        case inForce, signed, announced, unsure

        func title(in messages: Messages) -> String {
            switch self {
            case .inForce: messages.spacedWord("in-force")
            case .signed: messages.text(.signedNotInForce)
            case .announced: messages.text(.announcedOrDrafted)
            case .unsure: messages.text(.stageUnsure)
            }
        }
    }

    /// When an agreement came to a stage, or left the last one.
    private typealias Step = (date: ImpreciseDate, stage: Stage?)

    private var agreements: [[Step]] = []
    private let now: Instant

    init(now: Instant) { self.now = now }

    mutating func add(_ row: RegisterSpan) {
        var steps: [Step] = []
        func add(_ date: ImpreciseDate?, _ stage: Stage?) {
            if let date { steps.append((date, stage)) }
        }
        add(row.begun, .announced)
        if row.state != "partly-signed" { add(row.lastSigned, .signed) }
        add(row.inForceSince, .inForce)
        if ["suspended", "ended", "abandoned"].contains(row.state) { add(row.since, nil) }
        if !steps.isEmpty { agreements.append(steps) }
    }

    /// The picture; nothing before the second half-year.
    func pictures(in messages: Messages) -> [Picture] {
        let dates = agreements.compactMap(\.first?.date)
        let first = dates.compactMap { $0.earliest ?? $0.latest }.min()
        guard let first else { return [] }
        var periods = [Period(halfYearOf: now.day)]
        while let period = periods.last, period.start > first, periods.count < PeriodFrame.limit {
            periods.append(period.previous)
        }
        periods.reverse()
        guard periods.count > 1 else { return [] }
        let counts = periods.map { period in
            agreements.reduce(into: [Stage: Double]()) { counts, steps in
                guard let stage = stage(of: steps, at: min(period.end, now)) else { return }
                counts[stage, default: 0] += 1
            }
        }
        let series = Stage.allCases.map { stage in
            SeriesChart.Series(
                stage.title(in: messages),
                ranges: counts.map { counts in
                    let count = counts[stage] ?? 0
                    return stage == .unsure ? ValueRange(0, count) : ValueRange(count)
                }
            )
        }
        .filter { $0.possible.contains { $0 != 0 } }
        let chart = SeriesChart(
            periods: periods.map { messages.date($0.label) },
            series: series,
            form: .areas
        )
        return [Picture(messages.text(.agreementsByHalfYear), .series(chart))]
    }

    /// Where an agreement stood at a moment; `nil` before its first step and after its last.
    private func stage(of steps: [Step], at moment: Instant) -> Stage? {
        let reached = steps.lastIndex { $0.date.latest.map { $0 <= moment } ?? false }
        let possible = steps.lastIndex { $0.date.earliest.map { $0 <= moment } ?? true }
        if let possible, possible > reached ?? -1 { return .unsure }
        return reached.flatMap { steps[$0].stage }
    }
}
