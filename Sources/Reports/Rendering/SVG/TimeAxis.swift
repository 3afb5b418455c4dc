import EDTF

/// A stretch of time on a line of a drawing, with ticks where a calendar has its edges.
struct TimeAxis {
    /// A line across the chart and what stands above it.
    struct Tick {
        let x: Double
        let label: String
    }

    /// Years that are drawn; what lies beyond counts as open.
    static let years = 1...9_999

    let start: Double
    let end: Double
    private let first: Double
    private let last: Double
    private let messages: Messages

    /// An axis that shows some moments from `start` to `end` of a drawing.
    init(showing moments: [Instant], from start: Double, to end: Double, in messages: Messages) {
        self.start = start
        self.end = end
        self.messages = messages
        let days = moments.map(Self.days)
        let (least, greatest) = (days.min() ?? 0, days.max() ?? 0)
        let margin = max((greatest - least) * 0.03, 2)
        first = least - margin
        last = greatest + margin
    }

    /// The moment, when it is one that is drawn.
    static func drawn(_ moment: Instant?) -> Instant? {
        moment.flatMap { years.contains($0.day.year) ? $0 : nil }
    }

    /// Where a moment stands.
    func x(of moment: Instant) -> Double { x(ofDays: Self.days(moment)) }

    /// The ticks, as close as their labels allow.
    var ticks: [Tick] {
        let widthOfDay = (end - start) / (last - first)
        let dayRoom = room(for: Self.months.map { "\($0)-31" })
        for days in [1, 2, 7, 14] where Double(days) * widthOfDay >= dayRoom {
            return dayTicks(every: days)
        }
        let monthRoom = room(for: Self.months)
        for months in [1, 3, 6] where Double(months) * 28 * widthOfDay >= monthRoom {
            return monthTicks(every: months)
        }
        let yearRoom = room(for: ["2019"])
        let years = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000].first {
            Double($0) * 365 * widthOfDay >= yearRoom
        }
        return monthTicks(every: 12 * (years ?? 2_000))
    }

    /// How wide the widest of some dates is.
    private func room(for dates: [String]) -> Double {
        (dates.map { TextWidth.of(messages.date($0)) }.max() ?? 0) + 10
    }

    private static let months = (1...12).map { $0 < 10 ? "2019-0\($0)" : "2019-\($0)" }

    private func dayTicks(every step: Int) -> [Tick] {
        let begin = Int((first / Double(step)).rounded(.up)) * step
        return stride(from: begin, through: Int(last), by: step).map { number in
            let day = CivilDay(dayNumber: number).description
            return Tick(x: x(ofDays: Double(number)), label: messages.date(day))
        }
    }

    private func monthTicks(every step: Int) -> [Tick] {
        let day = CivilDay(dayNumber: Int(first))
        var month = max(0, day.year * 12 + day.month - 1) / step * step
        var ticks: [Tick] = []
        while true {
            month += step
            guard let day = CivilDay(year: month / 12, month: month % 12 + 1, day: 1) else { break }
            guard Double(day.dayNumber) <= last else { break }
            let text = day.description.dropLast(step % 12 == 0 ? 6 : 3)
            ticks.append(
                Tick(x: x(ofDays: Double(day.dayNumber)), label: messages.date(String(text)))
            )
        }
        return ticks
    }

    private func x(ofDays days: Double) -> Double {
        start + (days - first) / (last - first) * (end - start)
    }

    private static func days(_ moment: Instant) -> Double {
        Double(moment.microseconds) / 86_400_000_000
    }
}
