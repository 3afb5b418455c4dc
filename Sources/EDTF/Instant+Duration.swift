extension Instant {
    /// Moves by a length of time: months first, then days, then the time of day; saturating.
    ///
    /// Where the month reached is too short, its last day stands: one month after 31 January is
    /// the last of February.
    ///
    /// - `backwards`: whether to move into the past.
    package func advanced(by duration: ISODuration, backwards: Bool = false) -> Instant {
        let start = day
        let sign = backwards ? -1 : 1
        let months =
            start.year * 12 + start.month - 1
            + sign * (Self.bounded(duration.years) * 12 + Self.bounded(duration.months))
        let year = (months >= 0 ? months : months - 11) / 12
        let month = months - year * 12 + 1
        let length = CivilDay.dayCount(year: year, month: month)
        guard let moved = CivilDay(year: year, month: month, day: min(start.day, length)) else {
            return Instant(microseconds: backwards ? .min : .max)
        }
        let days = Self.bounded(duration.weeks) * 7 + Self.bounded(duration.days)
        let seconds =
            Self.bounded(duration.hours) * 3_600 + Self.bounded(duration.minutes) * 60
            + Self.bounded(duration.seconds)
        return Instant(
            day: CivilDay(dayNumber: moved.dayNumber + sign * days),
            microsecondOfDay: microsecondOfDay
        )
        .advanced(byMicroseconds: Int64(sign * seconds) * Self.microsecondsPerSecond)
    }

    /// A part of a duration, small enough that sums of parts do not overflow.
    private static func bounded(_ count: Int) -> Int { min(count, 1_000_000_000) }
}
