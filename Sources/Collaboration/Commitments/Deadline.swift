import CanonicalJSON
package import EDTF

/// When a commitment is due, as the event that set the date last says.
package struct Deadline: Sendable, Hashable {
    /// The first moment it can be due; `nil` when unknown.
    package let earliest: Instant?

    /// The last moment it can be due; `nil` when nothing says by when.
    package let latest: Instant?

    /// Whether it is one of a set of dates, and it is not known which.
    package let isOneOfASet: Bool

    /// Whether a series is meant, whose occurrences are due one by one.
    package let isSeries: Bool

    private static let recurring: JSONName = "recurring"

    /// Reads `due` of an event; `nil` when it has none.
    ///
    /// A time allowed (`within`, with a duration) runs from its date, or else from the event.
    init?(setBy fact: Fact) {
        guard fact.has(.due) else { return nil }
        let date = fact.date(.dueDate)
        isSeries = fact.says(.dueKind, Self.recurring)
        let length = isSeries ? nil : fact.text(.dueDuration)
        guard let allowed = length.flatMap({ try? ISODuration(parsing: $0) }) else {
            earliest = date?.earliest
            latest = date?.latest
            isOneOfASet = date?.form == .set
            return
        }
        isOneOfASet = false
        earliest = date == nil ? fact.bounds.earliest : date?.earliest
        let start = date == nil ? fact.datedLatest : date?.latest
        latest = start?.advanced(by: allowed)
    }
}
