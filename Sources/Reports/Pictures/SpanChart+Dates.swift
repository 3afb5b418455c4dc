import EDTF

extension SpanChart.Bar {
    /// The time that something took, or during which it happened, by a date as a source gives it.
    ///
    /// An interval lasted from its start to its end; a day is sure; any other date bounds a moment
    /// that nobody knows, so that all of it is only possible.
    init(on date: ImpreciseDate, tone: Tone = .neutral, label: String) {
        guard date.form == .interval else {
            let isSure = date.form != .set && date.lastsAtMostADay
            self.init(
                earliest: date.earliest,
                definiteStart: isSure ? date.earliest : nil,
                definiteEnd: isSure ? date.latest : nil,
                latest: date.latest,
                tone: tone,
                label: label
            )
            return
        }
        let ends = date.text.split(separator: "/", omittingEmptySubsequences: false)
            .map { try? ImpreciseDate(parsing: String($0)) }
        self.init(
            from: ends.first.flatMap(\.self),
            to: ends.last.flatMap(\.self),
            tone: tone,
            label: label
        )
    }

    /// The time from one date to another; without a date an end is open.
    init(from start: ImpreciseDate?, to end: ImpreciseDate?, tone: Tone, label: String) {
        let sureStart = start.flatMap { $0.lastsAtMostADay ? $0.earliest : $0.latest }
        let sureEnd = end.flatMap { $0.lastsAtMostADay ? $0.latest : $0.earliest }
        self.init(
            earliest: start?.earliest,
            sureStart: sureStart,
            sureEnd: sureEnd,
            latest: end?.latest,
            tone: tone,
            label: label
        )
    }

    /// The time from a date to a moment that is known.
    init(from start: ImpreciseDate, to end: Instant, tone: Tone, label: String) {
        self.init(
            earliest: start.earliest,
            sureStart: start.lastsAtMostADay ? start.earliest : start.latest,
            sureEnd: end,
            latest: max(end, start.earliest ?? end),
            tone: tone,
            label: label
        )
    }

    private init(
        earliest: Instant?,
        sureStart: Instant?,
        sureEnd: Instant?,
        latest: Instant?,
        tone: Tone,
        label: String
    ) {
        var isSure = false
        if let sureStart, let sureEnd { isSure = sureStart <= sureEnd }
        self.init(
            earliest: earliest,
            definiteStart: isSure ? sureStart : nil,
            definiteEnd: isSure ? sureEnd : nil,
            latest: latest,
            tone: tone,
            label: label
        )
    }
}

extension ImpreciseDate {
    private static let microsecondsOfDay: Int64 = 86_400_000_000

    /// Whether it is as precise as a day, or more so.
    fileprivate var lastsAtMostADay: Bool {
        guard let earliest, let latest else { return false }
        return latest <= earliest.advanced(byMicroseconds: Self.microsecondsOfDay)
    }
}
