import CanonicalJSON
import EDTF
import Events

extension Family {
    /// Liaison offices.
    static let offices = Family(
        "office",
        states: ["open", "closed"],
        rows: [
            Row(
                "liaison-office.opened",
                "office",
                state: "open",
                describes: true,
                rules: [
                    .once("office-opened-once", ["liaison-office.opened"], "an office opens once")
                ]
            ),
            Row(
                "liaison-office.head-appointed",
                "office",
                rules: [officeOpened, officeNotClosed]
            ),
            Row(
                "liaison-office.renamed",
                "office",
                rules: [officeOpened, officeNotClosed]
            ),
            Row(
                "liaison-office.moved",
                "office",
                describes: true,
                rules: [officeOpened, officeNotClosed]
            ),
            Row(
                "liaison-office.contacted",
                "office",
                rules: [officeOpened, openInThePeriod]
            ),
            Row(
                "liaison-office.closed",
                "office",
                state: "closed",
                rules: [
                    officeOpened,
                    .once("office-closed-once", ["liaison-office.closed"], "an office closes once"),
                ]
            ),
        ]
    )

    private static let officeOpened = Rule.needs(
        "office-opened",
        ["liaison-office.opened"],
        weight: .contradiction,
        "the office is open"
    )

    private static let officeNotClosed = Rule.never(
        "office-not-closed",
        after: ["liaison-office.closed"],
        "the office is not closed before"
    )

    private static let opening: EventType = "liaison-office.opened"
    private static let closing: EventType = "liaison-office.closed"

    /// Contacts may be told after an office was closed; they were had while it was open.
    private static let openInThePeriod = Rule(
        "open-in-the-period",
        .contradiction,
        "the office was open in the period",
        field: "period",
        watches: ["liaison-office.opened", "liaison-office.closed"],
        brokenBy: .fact(of: "liaison-office.opened", "liaison-office.closed")
    ) { fact, histories in
        guard let period = fact.date(Member.period) else { return .holds }
        let before = histories.own.first(of: opening) { opened in
            guard let start = opened.bounds.earliest else { return false }
            return period.definitely(before: start)
        }
        let after = histories.own.first(of: closing) { period.definitely(after: $0.bounds.latest) }
        return (before ?? after).map { .broken(by: $0) } ?? .holds
    }
}

private enum Member {
    static let period: JSONPath = "period"
}
