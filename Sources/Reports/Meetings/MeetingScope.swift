import Collaboration
import EDTF
import Events

/// Which meetings a report is about.
struct MeetingScope {
    static let parameters = [
        ReportParameter(
            "gathering",
            "Shows only meetings at this gathering.",
            example: "gathering:brno-2020"
        ),
        ReportParameter(
            "party",
            "Shows only meetings that this party or person asked for, was asked for or was at.",
            example: "party:morava"
        ),
        ReportParameter(
            "period",
            "Shows only meetings that were, or were to be, in this period: EDTF, or 2020-H1 "
                + "for a half-year.",
            example: "2020-01-01/2020-06-30"
        ),
    ]

    let gathering: Tag?
    let party: Tag?
    let period: ReportPeriod?

    init(_ arguments: ReportArguments, over history: KnownHistory) throws {
        gathering = try arguments.tags("gathering", kinds: ["gathering"]).first
        let asked = try arguments.tags("party", kinds: ["party", "person"]).first
        party = try asked.map(history.successor)
        period = try arguments.period("period")
        if let gathering {
            try history.require(gathering, as: "gathering", of: arguments.report)
        }
        if let asked { try history.require(asked, as: "party", of: arguments.report) }
    }

    /// How surely a meeting lies in the period; `absent` too when it is not asked for otherwise.
    func visibility(of meeting: MeetingReading, in history: KnownHistory) throws -> Visibility {
        if let party, !meeting.names(party) { return .absent }
        if let gathering, try !meeting.places(in: history).contains(gathering) { return .absent }
        let time = meeting.time
        return period?.visibility(from: time.first, to: time.last) ?? .definite
    }
}

extension MeetingReading {
    /// Whether a party asked for it, was asked, was to be there or was.
    fileprivate func names(_ party: Tag) -> Bool {
        participants.contains(party)
            || bookings.contains { booked($0).contains(party) }
            || requests.contains { $0.from == party || $0.to == party }
    }
}
