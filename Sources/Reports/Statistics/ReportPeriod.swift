import Collaboration
import EDTF

/// A stretch of time that a report looks at.
struct ReportPeriod {
    /// As it was asked for.
    let text: String

    /// Its first moment; `nil` when it is open.
    let earliest: Instant?

    /// Its last moment; `nil` when it is open.
    let latest: Instant?

    init(_ date: ImpreciseDate) {
        text = date.text
        earliest = date.earliest
        latest = date.latest
    }

    init(_ period: Period, text: String) {
        self.text = text
        earliest = period.start
        latest = period.end
    }

    /// Whether something that happened between two moments happened in the period: `definite`,
    /// `possible` or `absent`; a moment that is `nil` is not known.
    func visibility(from first: Instant?, to last: Instant?) -> Visibility {
        if let latest, let first, first > latest { return .absent }
        if let earliest, let last, last < earliest { return .absent }
        let beginsInside = earliest.map { start in first.map { $0 >= start } ?? false } ?? true
        let endsInside = latest.map { end in last.map { $0 <= end } ?? false } ?? true
        return beginsInside && endsInside ? .definite : .possible
    }

    /// Whether something with these bounds happened in the period.
    func visibility(of bounds: Bounds) -> Visibility {
        visibility(from: bounds.earliest, to: bounds.latest)
    }
}
