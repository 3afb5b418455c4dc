import CanonicalJSON
import Collaboration
import Events

/// Figures over all meetings of a report; each meeting counts once, however many took part.
struct MeetingTotals {
    private var requested = UncertainCount()
    private var accepted = UncertainCount()
    private var scheduled = UncertainCount()
    private var held = UncertainCount()
    private var heldAsScheduled = UncertainCount()
    private var missed = UncertainCount()
    private var undated = 0
    private var parties: [Tag: Visibility] = [:]

    /// Counts a meeting.
    mutating func count(_ meeting: MeetingReading, within scope: Visibility) {
        guard meeting.events.visibility.counts else {
            undated += 1
            return
        }
        let booked = Visibility.both(meeting.bookings.visibility, scope)
        let met = Visibility.both(meeting.heldVisibility, scope)
        requested.add(.both(meeting.requestedVisibility, scope))
        accepted.add(.both(meeting.acceptedVisibility, scope))
        scheduled.add(booked)
        held.add(met)
        heldAsScheduled.add(.both(booked, met))
        missed.add(.both(booked, meeting.misses.visibility))
        if met.counts {
            for party in meeting.participants {
                parties[party] = .surer(parties[party] ?? .absent, met)
            }
        }
    }

    /// The shape scripts read; shares stand only where there is a whole.
    func json(of pairs: some Collection<MeetingPair>) -> JSONObject {
        var met = UncertainCount()
        var metAgain = UncertainCount()
        var asked = UncertainCount()
        var askedBothWays = UncertainCount()
        for pair in pairs {
            met.add(pair.held.visibility(ofAtLeast: 1))
            metAgain.add(pair.held.visibility(ofAtLeast: 2))
            asked.add(pair.requested.visibility(ofAtLeast: 1))
            askedBothWays.add(
                .both(
                    pair.askedByFirst.visibility(ofAtLeast: 1),
                    pair.askedBySecond.visibility(ofAtLeast: 1)
                )
            )
        }
        var json = JSONObject([
            ("requested", requested.json),
            ("accepted", accepted.json),
            ("scheduled", scheduled.json),
            ("held", held.json),
            ("missed", missed.json),
            ("undated", .integer(undated)),
            ("parties", UncertainCount(parties.values).json),
            ("pairsThatMet", met.json),
        ])
        json["acceptance"] = Share(accepted, of: requested)?.quantity
        json["realisation"] = Share(heldAsScheduled, of: scheduled)?.quantity
        json["noShow"] = Share(missed, of: scheduled)?.quantity
        json["reciprocity"] = Share(askedBothWays, of: asked)?.quantity
        json["repeatRate"] = Share(metAgain, of: met)?.quantity
        return json
    }
}
