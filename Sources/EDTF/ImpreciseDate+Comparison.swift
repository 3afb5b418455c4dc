/// Two answers to "was it before?": what must be true, and what may be true.
///
/// *Definitely* holds whatever the dates turn out to mean; *possibly* holds for at least one choice
/// within their bounds. A missing bound rules nothing out: nothing is definite on that side and
/// everything is possible. What is definite is possible too.
extension ImpreciseDate {
    /// Whether all that this date can mean lies before `instant`.
    package func definitely(before instant: Instant) -> Bool {
        guard let latest else { return false }
        return latest < instant
    }

    /// Whether all that this date can mean lies before all that `other` can mean.
    package func definitely(before other: ImpreciseDate) -> Bool {
        guard let start = other.earliest else { return false }
        return definitely(before: start)
    }

    /// Whether all that this date can mean lies after `instant`.
    package func definitely(after instant: Instant) -> Bool {
        guard let earliest else { return false }
        return earliest > instant
    }

    /// Whether all that this date can mean lies after all that `other` can mean.
    package func definitely(after other: ImpreciseDate) -> Bool {
        other.definitely(before: self)
    }

    /// Whether some moment that this date can mean lies before `instant`.
    package func possibly(before instant: Instant) -> Bool {
        guard let earliest else { return true }
        return earliest < instant
    }

    /// Whether some moment that this date can mean lies before some moment of `other`.
    package func possibly(before other: ImpreciseDate) -> Bool {
        guard let end = other.latest else { return true }
        return possibly(before: end)
    }

    /// Whether some moment that this date can mean lies after `instant`.
    package func possibly(after instant: Instant) -> Bool {
        guard let latest else { return true }
        return latest > instant
    }

    /// Whether some moment that this date can mean lies after some moment of `other`.
    package func possibly(after other: ImpreciseDate) -> Bool {
        other.possibly(before: self)
    }
}
